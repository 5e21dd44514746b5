"""What is typed at the desk fits where it is kept, and days no calendar has are no days."""

from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from onething.channels.design.sessions import read_day
from onething.channels.desk.case_page import checks_of
from onething.core.definitions import Basis, Mark
from onething.core.lifecycle import Ground
from onething.modules.handling.api import Stop
from onething.modules.handling.domain.standing import decide_stop
from onething.modules.hearings.domain.decisions import Heard, Minutes, decide_minutes
from onething.modules.hearings.domain.terms import Signature
from onething.modules.pledge.api import PromiseKind

PERSON = UUID(int=1)


def opened(*promises: SimpleNamespace, deemed: bool) -> Any:
    """A case accepted on 2 March, with nothing else to look at."""
    info = SimpleNamespace(accepted_on=date(2026, 3, 2), deemed=deemed, key="a", granted=False)
    view = SimpleNamespace(info=info, upstream=(), correction=(), must_wait_for=(), fallen=())
    return SimpleNamespace(view=view, form=(), promises=promises)


@pytest.mark.parametrize(
    ("granted", "said"),
    [
        (False, ("“出生登记”的结果不再有效，重新准予以前不能准予本件", "wait")),
        (True, ("“出生登记”的结果不再有效，请依法核查本件的决定", "fault")),
    ],
)
def test_a_result_that_fell_is_named_to_the_officer(granted: bool, said: tuple[str, str]) -> None:
    case = opened(deemed=False)
    case.view.info.granted, case.view.fallen, case.view.must_wait_for = granted, ("出生登记",), ("出生登记",)

    assert checks_of(case)[-1] == said
    assert len(checks_of(case)) == 2


def promised(material: str, kind: PromiseKind, name: str) -> SimpleNamespace:
    return SimpleNamespace(items=("a",), open=True, kind=kind, material=material, name=name)


CARD = promised("person:card", PromiseKind.DEFERRAL, "银行卡")
LEASE = promised("person:lease", PromiseKind.PLEDGE, "租赁合同")
CHECK = promised("item:a", PromiseKind.PLEDGE, "消防安全检查")
EXAMINED = ("窗口已受理，材料形式审查通过（3月2日）", "done")


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (opened(deemed=False), [EXAMINED]),
        (opened(deemed=True), [("期限内没有答复，依法视为受理（3月2日），材料没有经过形式审查", "wait")]),
        (
            opened(CARD, deemed=False),
            [("窗口已受理（3月2日），材料没有交齐", "wait"), ("容缺，交来以前不能准予：银行卡", "wait")],
        ),
        (opened(LEASE, deemed=False), [EXAMINED, ("以告知承诺代替：租赁合同", "wait")]),
        (opened(CHECK, deemed=False), [EXAMINED, ("已签署告知承诺书，准予以后核查：消防安全检查", "wait")]),
    ],
)  # fmt: skip
def test_nobody_is_told_that_materials_were_examined_when_they_were_not(case: Any, told: list[tuple[str, str]]) -> None:
    assert checks_of(case) == told


@pytest.mark.parametrize("text", ["99999999999-1-1", "2026-1-" + "9" * 400, "9" * 5000 + "-1-1", "0-1-1"])
def test_a_day_no_calendar_has_is_none(text: str) -> None:
    assert read_day(text) is None


def test_the_record_names_its_writer_and_what_people_remark_in_bounds() -> None:
    heard = Heard(said="", signature=Signature.SIGNED, remark="长" * 4001)
    minutes = Minutes(clerk="孙" * 61, examined="符合", heard={PERSON: heard})

    assert decide_minutes(minutes, persons=[PERSON]).keys() == {"clerk", f"remark-{PERSON}"}


def test_the_law_of_a_stop_fits_into_the_log() -> None:
    law = Basis("法" * 300, "第1条", Mark.CONFIRMED)

    assert decide_stop(Stop(ground=Ground.FORCE_MAJEURE, reason="等待", law=law)).keys() == {"law"}

"""Five working days of silence accept an application."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from builders.cases import CLERK, MONDAY, accepted_newborn, case_at, file_newborn, states
from builders.notices import CONSENT, papers_of
from onething.core.calendar import Span
from onething.core.definitions import Basis, Mark
from onething.core.lifecycle import CaseLimits, limits_of
from onething.modules.handling import correction_notices
from onething.modules.handling.api import MoveRefused, ask_correction
from onething.modules.handling.docket import Docket
from onething.modules.handling.domain import opening
from onething.modules.handling.models import Case
from onething.modules.handling.services import deem
from onething.modules.handling.services.deem import deem_accepted
from onething.modules.papers.api import PaperInfo
from onething.modules.papers.models import Paper
from onething.platform.outbox.api import setbacks

pytestmark = pytest.mark.usefixtures("city")


def test_five_days_of_silence_accept_from_the_day_of_receipt() -> None:
    application = file_newborn()
    last_minute = datetime(2026, 3, 9, 9, 30, tzinfo=UTC)  # 17:30 in Shanghai, five working days later

    assert deem_accepted(last_minute) == 0
    assert deem_accepted(last_minute + timedelta(seconds=1)) == 1
    assert deem_accepted(last_minute + timedelta(seconds=2)) == 0

    row = case_at(application, "birth-certificate")
    assert (row.state, row.accepted_on, row.due_on) == ("accepted", date(2026, 3, 2), date(2026, 3, 3))
    assert case_at(application, "birth-registration").accepted_ahead
    assert papers_of(application) == ["acceptance"]
    assert json.loads(Paper.objects.get(application=application).data)["contents"]["deemed"] is True


@pytest.fixture
def on_the_spot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every item as strict as 不动产登记: refused on the spot, or accepted."""

    def strict(*given: Any, **named: Any) -> CaseLimits:
        return replace(limits_of(*given, **named), acceptance=Span.spot())

    monkeypatch.setattr(opening, "limits_of", strict)


@pytest.mark.usefixtures("on_the_spot")
def test_what_the_law_wants_answered_on_the_spot_is_accepted_when_service_ends() -> None:
    application = file_newborn()
    closing = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)  # 17:30 in Shanghai on the same day

    assert deem_accepted(closing) == 0
    assert deem_accepted(closing + timedelta(seconds=1)) == 1

    row = case_at(application, "birth-certificate")
    assert (row.state, row.accepted_on) == ("accepted", date(2026, 3, 2))


def test_what_the_law_wants_refused_on_the_spot_is_refused_with_the_correction(monkeypatch: pytest.MonkeyPatch) -> None:
    law = Basis("不动产登记暂行条例", "第17条", Mark.CONFIRMED)
    monkeypatch.setattr(
        correction_notices, "law_on_the_spot", lambda row: law if row.item == "birth-certificate" else None
    )
    application = file_newborn()

    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=MONDAY)

    said = json.loads(Paper.objects.get(application=application).data)["contents"]
    assert (said["not_accepted"], said["not_accepted_law"][0]["document"]) == (["出生医学证明首次签发"], law.document)
    assert said["against"]["review_organ"] == "禾丰市人民政府"


def test_a_body_that_must_refuse_with_the_correction_does_so_in_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    law = Basis("不动产登记暂行条例", "第17条", Mark.CONFIRMED)
    of_others = "maternity-reimbursement"
    monkeypatch.setattr(correction_notices, "law_on_the_spot", lambda row: law if row.item == of_others else None)
    application = file_newborn()
    other = replace(CONSENT, case=case_at(application, of_others).key, target="mother:bank-card", target_name="银行卡")

    ask_correction(application=application, defects=[CONSENT, other], actor=CLERK, now=MONDAY)

    papers = Paper.objects.filter(application=application).order_by("id")
    assert [row.body_code for row in papers] == ["health", "medical-insurance"]
    said = [json.loads(row.data)["contents"] for row in papers]
    assert [[point["target"] for point in one["points"]] for one in said] == [["签发同意书"], ["银行卡"]]
    assert [one["not_accepted"] for one in said] == [[], ["生育医疗费用报销"]]
    assert [one["elsewhere"] for one in said] == [["生育医疗费用报销"], ["出生医学证明首次签发"]]
    assert said[0]["against"] is None


@pytest.mark.usefixtures("on_the_spot")
@pytest.mark.parametrize(
    "filed",
    [datetime(2026, 3, 6, 12, 0, tzinfo=UTC), datetime(2026, 3, 7, 2, 0, tzinfo=UTC)],
    ids=["Friday evening", "Saturday, when the hall serves"],
)
def test_what_comes_in_outside_working_time_is_answered_on_the_next_working_day(filed: datetime) -> None:
    application = file_newborn(now=filed)

    assert deem_accepted(datetime(2026, 3, 9, 9, 30, tzinfo=UTC)) == 0

    row = case_at(application, "birth-certificate")
    assert (row.state, row.opened_on, row.due_on) == ("received", date(2026, 3, 9), date(2026, 3, 9))


def test_one_application_that_cannot_be_accepted_keeps_no_other_from_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stuck, silent = file_newborn(serial=1), file_newborn(serial=2)
    acceptance = deem.notices.acceptance

    def refuse_one(docket: Docket, accepted: list[Case], **given: object) -> PaperInfo:
        if docket.rows[0].application_ref == stuck:
            raise MoveRefused({"": "没有编号可用"})
        return acceptance(docket, accepted, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(deem.notices, "acceptance", refuse_one)

    assert deem_accepted(MONDAY + timedelta(days=30)) == 1

    assert states(stuck)["birth-certificate"] == "received"
    assert states(silent)["birth-certificate"] == "accepted"
    assert str(stuck) in caplog.text


def test_what_was_asked_or_answered_in_time_is_not_deemed_accepted() -> None:
    asked, answered = file_newborn(serial=1), accepted_newborn(serial=2)
    ask_correction(application=asked, defects=[CONSENT], actor=CLERK, now=MONDAY)

    deem_accepted(MONDAY + timedelta(days=30))

    assert states(asked)["birth-certificate"] == "correcting"
    assert states(asked)["vaccination-certificate"] == "accepted"
    assert papers_of(answered) == ["acceptance"]


def test_an_application_that_cannot_be_read_holds_up_no_other_and_its_turn_comes_again() -> None:
    unreadable, sound = file_newborn(serial=1), file_newborn(serial=2, now=MONDAY + timedelta(hours=1))
    late = MONDAY + timedelta(days=9)
    first = case_at(unreadable, "birth-certificate")
    Case.objects.filter(pk=first.pk).update(ledger=[["written by nobody"]])

    assert deem_accepted(late) == 1

    assert (case_at(sound, "birth-certificate").state, setbacks().get().subject) == ("accepted", unreadable)
    assert case_at(unreadable, "birth-certificate").state == "received"
    Case.objects.filter(pk=first.pk).update(ledger=first.ledger)
    assert (deem_accepted(late + timedelta(minutes=4)), deem_accepted(late + timedelta(minutes=5))) == (0, 1)
    assert (case_at(unreadable, "birth-certificate").state, setbacks().count()) == ("accepted", 0)


def test_bad_ones_fill_no_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deem, "MOST_AT_ONCE", 7)  # the cases of one application
    unreadable, sound = file_newborn(serial=1), file_newborn(serial=2, now=MONDAY + timedelta(hours=1))
    late = MONDAY + timedelta(days=9)
    Case.objects.filter(application_ref=unreadable).update(ledger=[["written by nobody"]])

    done = [deem_accepted(late + timedelta(minutes=minute)) for minute in (0, 1)]

    assert (sum(done), case_at(sound, "birth-certificate").state) == (1, "accepted")

"""Who exercises a duty after reforms of any order, what stands in such an act, and who may ask for and settle it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from onething.core.definitions import BodyKind
from onething.modules.organisation.api import (
    BodyInfo,
    Succession,
    SuccessionNotFound,
    SuccessionRefused,
    SuccessionState,
    SuccessionWish,
    ask_succession,
    in_charge,
    list_successions,
    load_organisation,
    mandates_of,
    settle_succession,
    successions_at,
    take_back_succession,
)
from onething.modules.organisation.domain.successions import carried, decide_settlement, decide_succession, region_over
from onething.modules.organisation.models import SuccessionRow
from onething.platform.logs.api import ActionRow
from onething.platform.permissions import Actor, Role

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DOCUMENT = "机构改革方案（禾委发〔2026〕3号）"
CITY, DISTRICT = "/990100/", "/990100/990102/"
HEALTH = BodyInfo(code="health", name="卫健委", uscc="", region_path=CITY, phone="1", address="路")
DATA = replace(HEALTH, code="data", name="数据局")
BANK = replace(HEALTH, code="bank", kind=BodyKind.SERVICE)
HEAD = Actor(role=Role.BODY_HEAD, account=UUID(int=1), body_code="data", region_path=CITY, channel="desk")
GOVERNMENT = Actor(role=Role.GOVERNMENT_HEAD, account=UUID(int=2), region_path=CITY, channel="desk")
WISH = SuccessionWish(former="health", items=(), from_day=TODAY, document=DOCUMENT)


def act(former: str, successor: str, *items: str, day: int = 1, hour: int = 0) -> Succession:
    return Succession(
        public_id=uuid4(), former=former, successor=successor, items=items, from_day=date(2026, 11, day),
        document=DOCUMENT, settled_at=NOW + timedelta(hours=hour),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("acts", "item", "day", "body"),
    [
        ([], "a", 30, "one"),
        ([act("one", "two", day=10)], "a", 9, "one"),
        ([act("one", "two", day=10)], "a", 10, "two"),
        ([act("one", "two", "a")], "a", 30, "two"),
        ([act("one", "two", "a")], "b", 30, "one"),
        ([act("one", "two", "a")], "", 30, "one"),  # the body as such still stands
        ([act("one", "two")], "", 30, "two"),
        ([act("two", "three", day=20), act("one", "two", day=10)], "a", 15, "two"),
        ([act("two", "three", day=20), act("one", "two", day=10)], "a", 30, "three"),
        ([act("one", "two", day=10), act("two", "one", day=20)], "a", 30, "one"),  # given back
        ([act("two", "three", day=10), act("one", "two", day=20)], "a", 30, "two"),  # two keeps what comes later
        ([act("one", "two", hour=0), act("two", "three", hour=1)], "a", 30, "three"),
        ([act("one", "two", hour=1), act("two", "three", hour=0)], "a", 30, "two"),
    ],
)
def test_who_is_in_charge(acts: list[Succession], item: str, day: int, body: str) -> None:
    assert in_charge(acts, body="one", item=item, on=date(2026, 11, day)) == body


@pytest.mark.parametrize(
    ("wish", "former", "successor", "gaps"),
    [
        ({}, HEALTH, DATA, {}),
        ({}, None, DATA, {"former"}),
        ({}, DATA, DATA, {"former"}),
        ({}, HEALTH, BANK, {"former"}),
        ({}, BANK, DATA, set()),
        ({}, replace(HEALTH, region_path="/88/"), DATA, {"former"}),
        ({"from_day": None, "document": " "}, None, DATA, {"former", "from_day", "document"}),
        ({"document": "文" * 101}, HEALTH, DATA, {"document"}),
    ],
)
def test_an_act_says_what_it_lacks(wish: dict[str, Any], former: BodyInfo, successor: BodyInfo, gaps: set[str]) -> None:
    assert set(decide_succession(replace(WISH, **wish), former=former, successor=successor)) == set(gaps)


@pytest.mark.parametrize(
    ("given", "gaps"),
    [
        ({}, set()),
        ({"state": SuccessionState.DECLINED}, {""}),
        ({"settled_by": UUID(int=1)}, {""}),
        ({"settled_by": None}, {""}),
        ({"approved": False}, {"note"}),
        ({"approved": False, "note": "还没有批准文件"}, set()),
        ({"note": "长" * 301}, {"note"}),
    ],
)
def test_an_answer_is_given_once_by_somebody_else_and_a_refusal_says_why(given: dict[str, Any], gaps: set[str]) -> None:
    plain = {"state": SuccessionState.OPEN, "asked_by": UUID(int=1), "settled_by": UUID(int=2), "note": ""}
    assert set(decide_settlement(**{**plain, "approved": True, **given})) == gaps


@pytest.mark.parametrize(
    ("one", "other", "over"),
    [
        (CITY, CITY, CITY), (CITY, DISTRICT, CITY), ("/99/01/", "/99/010/", "/99/"), ("/88/", "/99/", ""), ("", CITY, ""),
    ],
)  # fmt: skip
def test_the_government_over_both_decides(one: str, other: str, over: str) -> None:
    assert region_over(one, other) == over


@pytest.mark.parametrize(
    ("held", "taken", "gone"),
    [
        ((), (), ()), ((), ("a",), ("a",)), (("a", "b"), (), ("a", "b")), (("a", "b"), ("b", "c"), ("b",)),
        (("a",), ("c",), None),
    ],
)  # fmt: skip
def test_a_mandate_goes_as_far_as_the_duty_does(held: Any, taken: Any, gone: Any) -> None:
    assert carried(held, taken) == gone


@pytest.fixture
def house(db: None) -> None:
    """Two organs of one city, and a window that accepts for one of them."""
    facts = {
        "region": "990100",
        "phone": "1",
        "address": "路",
        "review_organ": "政府",
        "review_online": "平台",
        "court": "法院",
    }
    place = {
        "address": "路",
        "hours": "工作日",
        "phone": "2",
        "region": "990100",
        "windows": [{"number": "01", "name": "综合"}],
    }
    data: dict[str, Any] = {
        "kind": "bodies",
        "regions": [{"code": "990100", "name": "禾丰市"}],
        "entries": [
            {"code": "health", "name": "卫健委", "uscc": "11990100100000008N", **facts},
            {"code": "data", "name": "数据局", "uscc": "11990100DEM000022D", **facts},
        ],
        "sites": [{"code": "hall", "name": "政务中心", "kind": "centre", **place}],
        "mandates": [
            {
                "code": "2026-1", "document": "授权书1号", "bodies": ["health"], "sites": ["hall"], "windows": ["01"],
                "items": ["a", "b"], "from": "2026-01-01", "until": "2027-01-01",
            }
        ],
    }  # fmt: skip
    load_organisation(data=data, now=NOW)


@pytest.mark.usefixtures("house")
def test_what_the_government_approved_holds_and_windows_go_on_for_the_successor() -> None:
    asked = ask_succession(WISH, actor=HEAD, now=NOW)
    assert [one.state for one in list_successions(actor=GOVERNMENT)] == [SuccessionState.OPEN]
    assert successions_at(NOW) == ()

    settle_succession(succession=asked, approved=True, note="", actor=GOVERNMENT, now=NOW)

    assert [(one.former, one.successor, one.is_whole) for one in successions_at(NOW)] == [("health", "data", True)]
    mine, former = sorted(mandates_of(), key=lambda one: one.body_code)
    assert (mine.body_code, mine.windows, mine.items, mine.from_day, mine.until_day, mine.document) == (
        "data", ("01",), ("a", "b"), TODAY, date(2027, 1, 1), DOCUMENT,
    )  # fmt: skip
    assert former.ends_on == TODAY
    kinds = ActionRow.objects.filter(subject_kind="succession").order_by("id").values_list("kind", "document")
    assert list(kinds) == [("succession.asked", DOCUMENT), ("succession.approved", DOCUMENT)]


@pytest.mark.usefixtures("house")
def test_a_window_keeps_what_the_former_body_keeps() -> None:
    asked = ask_succession(replace(WISH, items=("b", "c")), actor=HEAD, now=NOW)
    settle_succession(succession=asked, approved=True, note="", actor=GOVERNMENT, now=NOW)

    mine, former = sorted(mandates_of(), key=lambda one: one.body_code)
    assert (mine.items, former.items, former.ends_on) == (("b",), ("a", "b"), date(2027, 1, 1))


@pytest.mark.usefixtures("house")
def test_what_was_declined_or_taken_back_changes_nothing_and_may_be_asked_again() -> None:
    declined = ask_succession(WISH, actor=HEAD, now=NOW)
    with pytest.raises(SuccessionRefused, match="还没有批复"):
        ask_succession(WISH, actor=HEAD, now=NOW)
    settle_succession(succession=declined, approved=False, note="方案未印发", actor=GOVERNMENT, now=NOW)
    taken = ask_succession(WISH, actor=HEAD, now=NOW)
    take_back_succession(succession=taken, actor=HEAD, now=NOW)

    for settled in (declined, taken):
        with pytest.raises(SuccessionRefused, match="已经批复过"):
            settle_succession(succession=settled, approved=True, note="", actor=GOVERNMENT, now=NOW)
    with pytest.raises(SuccessionRefused, match="已经批复过"):
        take_back_succession(succession=declined, actor=HEAD, now=NOW)
    assert successions_at(NOW) == ()
    assert len(mandates_of()) == 1


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    "stranger",
    [
        replace(HEAD, role=Role.APPROVER),
        replace(HEAD, body_code="health"),
        replace(GOVERNMENT, region_path="/880000/"),
        Actor(role=Role.SECURITY_ADMIN, account=UUID(int=3), channel="admin"),
    ],
)
def test_nobody_else_asks_settles_or_sees_it(stranger: Actor) -> None:
    asked = ask_succession(WISH, actor=HEAD, now=NOW)

    assert list_successions(actor=stranger) == ()
    with pytest.raises(SuccessionNotFound):
        settle_succession(succession=asked, approved=True, note="", actor=stranger, now=NOW)
    with pytest.raises(SuccessionNotFound):
        take_back_succession(succession=asked, actor=stranger, now=NOW)
    with pytest.raises((SuccessionNotFound, SuccessionRefused)):
        ask_succession(
            replace(WISH, items=("a",)), actor=replace(stranger, body_code=stranger.body_code or "x"), now=NOW
        )
    assert SuccessionRow.objects.get().state == SuccessionState.OPEN

"""What a window may accept in whose name: on which days, at which window, and what the clerk is told otherwise."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest

from onething.modules.organisation.api import (
    BodyInfo,
    Mandate,
    OrganisationRefused,
    Outside,
    Wanted,
    decide_mandates,
    load_organisation,
    mandates_at,
    mandates_of,
    nobody_accepts,
    words_for,
)
from onething.modules.organisation.models import MandateRow
from onething.modules.organisation.services.administer_mandates import end_mandate, grant_mandate
from onething.platform.logs.api import ActionRow
from onething.platform.permissions import Actor, Role

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
BIRTH = Wanted(body_code="health", item="birth-certificate")
HOUSEHOLD = Wanted(body_code="police", item="household")
OFFICER = Actor(role=Role.SECURITY_ADMIN, channel="admin")
PLACE = {"address": "禾丰路 1 号", "hours": "工作日", "phone": "0990-1", "region": "990100"}
CITY: dict[str, Any] = {
    "kind": "bodies",
    "regions": [{"code": "990100", "name": "禾丰市"}],
    "entries": [
        {
            "code": "health", "name": "卫健委", "uscc": "11990100100000008N", "region": "990100", "phone": "0990-2",
            "address": "春风路 1 号", "review_organ": "市政府", "review_online": "复议平台", "court": "区法院",
        }
    ],
    "sites": [{"code": "hall", "name": "政务中心", "kind": "centre", **PLACE, "windows": [{"number": "01", "name": "综合"}]}],
    "mandates": [
        {
            "code": "2026-1", "document": "授权书1号", "bodies": ["health"], "sites": ["hall"], "windows": ["01"],
            "from": "2026-01-01", "until": "2027-01-01",
        }
    ],
}  # fmt: skip


def mandate(**other: Any) -> Mandate:
    said = {"windows": (), "items": (), "from_day": date(2026, 1, 1), "until_day": date(2027, 1, 1), "ended_on": None}
    return Mandate(body_code="health", site_code="hall", document="授权书", **{**said, **other})


@pytest.mark.parametrize(
    ("given", "window", "outside"),
    [
        ({}, "01", None),
        ({}, "", None),
        ({"windows": ("01", "02")}, "01", None),
        ({"windows": ("01", "02")}, "03", Outside(ended_on=None, elsewhere=("01", "02"))),
        ({"windows": ("01",)}, "", Outside(ended_on=None, elsewhere=("01",))),
        ({"items": ("birth-certificate",)}, "01", None),
        ({"items": ("other",)}, "01", Outside(ended_on=None, elsewhere=())),
        ({"until_day": date(2026, 11, 23)}, "01", None),
        ({"until_day": date(2026, 11, 22)}, "01", Outside(ended_on=date(2026, 11, 22), elsewhere=())),
        ({"ended_on": date(2026, 11, 22)}, "01", Outside(ended_on=date(2026, 11, 22), elsewhere=())),
        ({"ended_on": date(2026, 11, 23)}, "01", None),
        ({"from_day": date(2026, 11, 22)}, "01", None),
        ({"from_day": date(2026, 11, 23)}, "01", Outside(ended_on=None, elsewhere=())),
    ],
)
def test_an_item_is_accepted_only_inside_the_mandate(
    given: dict[str, Any], window: str, outside: Outside | None
) -> None:
    found = decide_mandates([mandate(**given)], wanted={BIRTH}, window=window, on=TODAY)

    assert found == ({BIRTH: outside} if outside else {})


def test_another_bodys_mandate_gives_nothing_and_no_register_limits_nothing() -> None:
    wanted = {BIRTH, HOUSEHOLD}
    assert set(decide_mandates([mandate()], wanted=wanted, window="01", on=TODAY)) == {HOUSEHOLD}
    assert decide_mandates([], wanted=wanted, window="01", on=TODAY) == {}


def test_what_nobody_may_accept_is_found_before_the_day() -> None:
    kept = [mandate(until_day=date(2026, 12, 1))]
    assert nobody_accepts(kept, wanted=[BIRTH, HOUSEHOLD], on=TODAY) == (HOUSEHOLD,)
    assert nobody_accepts(kept, wanted=[BIRTH, HOUSEHOLD], on=date(2026, 12, 1)) == (BIRTH, HOUSEHOLD)


@pytest.mark.parametrize(
    ("outside", "window", "told"),
    [
        (
            Outside(ended_on=date(2026, 11, 1), elsewhere=("02",)),
            "01",
            "“出生医学证明”：01号窗口没有卫健委的受理授权，原授权已于2026年11月1日到期。请转本中心02号窗口受理，也可以联系卫健委（0990-2，春风路1号）。",
        ),
        (
            Outside(ended_on=None, elsewhere=()),
            "",
            "“出生医学证明”：您的岗位（没有指定窗口）没有卫健委的受理授权。请联系卫健委（0990-2，春风路1号）。",
        ),
    ],
)
def test_the_clerk_is_told_why_and_who_can_do_it(outside: Outside, window: str, told: str) -> None:
    body = BodyInfo(
        code="health", name="卫健委", uscc="", region_path="/990100/", phone="0990-2", address="春风路1号",
    )  # fmt: skip
    assert words_for(outside, name="出生医学证明", body=body, window=window) == told


@pytest.mark.django_db
def test_a_grant_is_loaded_once_and_a_body_it_no_longer_names_loses_it() -> None:
    load_organisation(data=CITY, now=NOW)
    again = load_organisation(data=CITY, now=NOW)
    assert again.changed == 0
    assert [(one.body_code, one.windows, one.until_day) for one in mandates_of(site_code="hall")] == [
        ("health", ("01",), date(2027, 1, 1))
    ]

    changed = deepcopy(CITY)
    changed["sites"].append({"code": "station", "name": "服务站", "kind": "station", **PLACE})
    changed["mandates"][0]["sites"] = ["station"]
    load_organisation(data=changed, now=NOW)

    assert [(one.site_code, one.ended_on) for one in mandates_of()] == [("hall", TODAY), ("station", None)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "where", "code"),
    [
        ({"bodies": ["nobody"]}, "mandates[0].bodies", "body-unknown"),
        ({"sites": []}, "mandates[0].sites", "missing"),
        ({"until": None}, "mandates[0].until", "shape"),
        ({"until": "2026-01-01"}, "mandates[0].until", "shape"),
        ({"items": "birth-certificate"}, "mandates[0].items", "shape"),
        ({"document": ""}, "mandates[0].document", "missing"),
    ],
)
def test_a_broken_grant_is_refused_with_its_place(wrong: dict[str, Any], where: str, code: str) -> None:
    broken = deepcopy(CITY)
    broken["mandates"][0] |= wrong

    with pytest.raises(OrganisationRefused) as refused:
        load_organisation(data=broken, now=NOW)

    assert [(problem.where, problem.code.value) for problem in refused.value.problems] == [(where, code)]
    assert MandateRow.objects.count() == 0


@pytest.mark.django_db
def test_staff_record_and_end_mandates_on_the_log_and_a_reload_brings_nothing_back() -> None:
    load_organisation(data=CITY, now=NOW)
    entry = {**CITY["mandates"][0], "code": "2026-2", "windows": ["01"], "items": ["birth-certificate"]}
    assert grant_mandate(entry=entry, actor=OFFICER, now=NOW) == 1

    first = MandateRow.objects.get(code="2026-1")
    end_mandate(mandate=first.public_id, actor=OFFICER, now=NOW)
    load_organisation(data=CITY, now=NOW)

    assert [(one.items, one.ended_on) for one in mandates_of()] == [((), TODAY), (("birth-certificate",), None)]
    assert list(ActionRow.objects.order_by("id").values_list("kind", flat=True)) == ["mandate.grant", "mandate.end"]


@pytest.mark.django_db
def test_what_others_looked_up_before_the_commit_is_forgotten_after_it(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[Callable[[], None]]]],
) -> None:
    load_organisation(data=CITY, now=NOW)
    site = MandateRow.objects.get().site.code
    with django_capture_on_commit_callbacks(execute=False) as at_commit:
        end_mandate(mandate=MandateRow.objects.get().public_id, actor=OFFICER, now=NOW)
    MandateRow.objects.update(ended_on=None)  # what another thread still saw, until the commit
    early = mandates_at(site, now=NOW)
    MandateRow.objects.update(ended_on=TODAY)

    before = mandates_at(site, now=NOW)
    for react in at_commit:
        react()

    assert early == before
    assert ([one.ended_on for one in before], [one.ended_on for one in mandates_at(site, now=NOW)]) == ([None], [TODAY])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"code": "2026-1"}, "已经登记过"), ({"windows": ["09"]}, "没有 09 号窗口"), ({"until": ""}, "起止日期")],
)
def test_a_grant_by_hand_is_refused_with_the_reason(wrong: dict[str, Any], told: str) -> None:
    load_organisation(data=CITY, now=NOW)

    with pytest.raises(OrganisationRefused, match=told):
        grant_mandate(entry={**CITY["mandates"][0], "code": "2026-2", **wrong}, actor=OFFICER, now=NOW)

    assert MandateRow.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECURITY_ADMIN}))
def test_nobody_else_records_or_ends(role: Role) -> None:
    load_organisation(data=CITY, now=NOW)
    actor, row = Actor(role=role), MandateRow.objects.get()

    with pytest.raises(OrganisationRefused, match="安全管理员"):
        grant_mandate(entry={**CITY["mandates"][0], "code": "2026-2"}, actor=actor, now=NOW)
    with pytest.raises(OrganisationRefused, match="安全管理员"):
        end_mandate(mandate=row.public_id, actor=actor, now=NOW)

    assert [one.ended_on for one in mandates_of()] == [None]

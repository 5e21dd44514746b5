"""A clerk files for a firm whose handler stands at the window with the licence, and finds the firm's filings again."""

from typing import Any

import pytest
from django.test import Client

from builders.acting import FIRM, SHOP, USCC
from onething.modules.identity.models import Enterprise, Person
from onething.modules.intake.models import Draft
from onething.platform.logs.models import AccessRow

TYPED = {
    "enterprise_name": FIRM,
    "uscc": USCC,
    "name": "许南星",
    "id_number": "770101199808150062",
    "phone": "139 0000 0008",
    "proven": "yes",
}
QUESTIONS = {f"q:{code}": answer for code, answer in SHOP.items()}


def open_draft(window: Client, **changes: str) -> Any:
    return window.post("/counter/new/", {**TYPED, **QUESTIONS, "bundle": "restaurant", "act": "open", **changes})


def test_a_firms_bundle_asks_for_the_firm_and_its_handler(window: Client) -> None:
    page = window.post("/counter/new/", {"bundle": "restaurant", "act": "update"}).content.decode()

    assert "申请单位和经办人" in page
    assert 'name="uscc"' in page
    assert 'name="uscc"' not in window.post("/counter/new/", {"bundle": "newborn", "act": "update"}).content.decode()


def test_a_firm_is_registered_and_owns_the_draft(window: Client) -> None:
    answer = open_draft(window)

    assert answer.status_code == 302
    assert Draft.objects.get().owner == Enterprise.objects.get().public_id
    page = window.get(answer["Location"]).content.decode()
    assert FIRM in page
    assert "许南星" in page


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"uscc": "91990101MA99000527"}, ["uscc"]),
        ({"enterprise_name": "", "uscc": "", "name": "", "phone": "1"}, ["enterprise_name", "uscc", "name", "phone"]),
        ({"id_number": "770101199808150063"}, ["id_number"]),
        ({"enterprise_name": "\x01", "uscc": "x" * 5000}, ["enterprise_name", "uscc"]),
    ],
)
def test_everything_wrong_is_said_at_its_place_and_no_draft_is_opened(
    window: Client, changes: dict[str, str], fields: list[str]
) -> None:
    answer = open_draft(window, **changes)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert [name for name in TYPED if f'id="field-{name}-error"' in page] == fields
    assert Draft.objects.count() == 0


def test_a_name_that_is_not_the_firms_is_refused_without_telling_the_right_one(window: Client) -> None:
    open_draft(window)

    page = open_draft(window, enterprise_name="禾丰市麦浪软件有限公司").content.decode()

    assert "对不上" in page
    assert FIRM not in page
    assert Draft.objects.count() == 1


def test_the_firms_filings_are_found_by_its_code_and_the_look_is_logged(window: Client) -> None:
    open_draft(window)
    purpose = "窗口接待：申请人查询进度"

    page = window.post("/counter/find/", {"by": "person", "id_number": USCC, "purpose": purpose}).content.decode()

    assert "开办餐饮店" in page
    look = AccessRow.objects.get(purpose=purpose)
    assert (look.subject_kind, look.data_of) == ("enterprise", Enterprise.objects.get().public_id)
    assert Person.objects.count() == 1

"""The review of powers and duties: who reaches which item, what may be done with it, and what is logged."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from builders.checklist import SOUND, as_csv, line
from builders.remembering import remembered
from onething.core.states import IllegalMove
from onething.modules.catalogue.api import import_pack
from onething.modules.catalogue.domain.checklist.standing import ItemAct, ItemState
from onething.modules.catalogue.errors import ItemMissing, ReviewRefused
from onething.modules.catalogue.models import ChecklistItem
from onething.modules.catalogue.services.import_list import import_list
from onething.modules.catalogue.services.review_item import next_to_review, review_item, review_progress
from onething.platform.logs.api import ActionRow
from onething.platform.permissions import Actor, Role

SYSTEM = Actor(role=Role.SYSTEM)
EDITOR = Actor(role=Role.CATALOGUE_EDITOR, region_path="/410000/410100/")
ELSEWHERE = Actor(role=Role.CATALOGUE_EDITOR, region_path="/410000/410200/")
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
CODE = SOUND["handle_code"]
pytestmark = pytest.mark.django_db


@remembered
def _imported(pack: Any, national: Path) -> None:
    for name in ("dictionaries.yaml", "item_elements.yaml", "regions.yaml"):
        pack.write(name, (national / name).read_text(encoding="utf-8"))
    import_pack(pack.path, actor=SYSTEM, now=NOW)
    import_list("清单.csv", as_csv([line(), line(1, transact_time=None), line(2)]), actor=SYSTEM, now=NOW)


@pytest.fixture(autouse=True)
def items(db: None, pack: Any, national: Path) -> None:
    """Three items: one sound, one that lacks something, one more sound one."""
    _imported(pack, national)


def review(code: str = CODE, *, act: ItemAct = ItemAct.CONFIRM, because: str = "", **more: Any) -> ItemState:
    """What the editor does with the row as it was imported."""
    return review_item(code, **{"act": act, "seen": 1, "because": because, "actor": EDITOR, "now": NOW} | more)


def unchanged(code: str = CODE) -> bool:
    """Whether nothing was written about the row."""
    row = ChecklistItem.objects.get(code=code)
    return row.row_version == 1 and not ActionRow.objects.filter(subject_id=row.public_id).exists()


def test_a_confirmed_item_stands_in_the_action_log() -> None:
    assert review() is ItemState.CONFIRMED
    action = ActionRow.objects.get(kind="checklist.confirm")
    assert (action.payload["code"], action.actor_role) == (CODE, "catalogue_editor")
    assert dict(review_progress(EDITOR))[ItemState.CONFIRMED] == 1


def test_a_return_needs_its_reason() -> None:
    with pytest.raises(ReviewRefused, match="写明理由"):
        review(act=ItemAct.RETURN, because="  ")
    assert unchanged()
    assert review(act=ItemAct.RETURN, because="依据条款不对") is ItemState.RETURNED
    assert ChecklistItem.objects.get(code=CODE).reason == "依据条款不对"


def test_what_lacks_something_cannot_be_confirmed() -> None:
    lacking = ChecklistItem.objects.get(state="incomplete").code
    with pytest.raises(IllegalMove):
        review(lacking)
    assert unchanged(lacking)


def test_another_region_does_not_even_learn_that_the_item_exists() -> None:
    with pytest.raises(ItemMissing):
        review(actor=ELSEWHERE)
    with pytest.raises(ItemMissing):
        review(actor=Actor(role=Role.APPROVER, region_path="/410000/410100/", body_code="health"))
    assert unchanged()
    assert next_to_review(ELSEWHERE, after="") == ""


def test_what_changed_since_it_was_read_is_not_confirmed_unread() -> None:
    import_list("清单.csv", as_csv([line(by_law="《某条例》第9条")]), actor=SYSTEM, now=NOW)
    with pytest.raises(ReviewRefused, match="刚刚被改过"):
        review()
    assert ChecklistItem.objects.get(code=CODE).state == "ready"


def test_only_acts_of_people_are_taken() -> None:
    with pytest.raises(ReviewRefused):
        review(act=ItemAct.COMPLETE)
    assert unchanged()


@pytest.fixture
def browser(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser in which the editor of the region is logged in."""
    from onething.modules.identity.services.staff import create_staff, give_post  # noqa: PLC0415
    from onething.modules.organisation.api import load_organisation  # noqa: PLC0415

    regions = [
        {"code": "410000", "name": "示例省", "kind": "region"},
        {"code": "410100", "name": "示例市", "kind": "region", "parent": "410000"},
    ]
    load_organisation(data={"kind": "bodies", "regions": regions, "entries": []}, now=NOW)
    account = create_staff(login="editor", password="a long enough phrase", display_name="何晓岚")
    give_post(
        account=account,
        role=Role.CATALOGUE_EDITOR,
        title="编目岗",
        region_code="410100",
        body_code="",
        site_code="",
        from_day=date(2026, 1, 1),
    )
    browser = Client()
    browser.force_login(account, backend="onething.modules.identity.backends.AccountBackend")
    return browser


def test_one_page_a_row_leads_to_the_next_that_waits(browser: Client) -> None:
    listed = browser.get(reverse("admin:catalogue_checklistitem_changelist")).content.decode()
    assert "待补全 1，待复核 2，已确认 0，已退回 0" in listed
    first, second = ChecklistItem.objects.filter(state="ready").order_by("code").values_list("code", flat=True)
    page = browser.get(reverse("admin:checklist-item", args=[first])).content.decode()
    assert SOUND["dept_name"] in page
    assert "确认（Alt+Q）" in page
    answer = browser.post(reverse("admin:checklist-act", args=[first]), {"act": "confirm", "seen": "1"})
    assert answer["Location"] == reverse("admin:checklist-item", args=[second])
    answer = browser.post(reverse("admin:checklist-act", args=[second]), {"act": "return", "seen": "1"})
    assert answer["Location"] == reverse("admin:checklist-item", args=[second])
    assert list(
        ChecklistItem.objects.filter(code__in=[first, second]).order_by("code").values_list("state", flat=True)
    ) == [
        "confirmed",
        "ready",
    ]

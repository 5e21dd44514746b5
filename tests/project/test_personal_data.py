"""After a whole life of an application, nobody finds its people in clear where they are not meant to be."""

import json
import logging
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from builders.filing import PDF
from builders.leaking import found_in
from builders.whole_life import SCAN_NAME, City, Life
from onething.modules.identity.models import Session
from onething.platform.encryption.fields import EncryptedTextField
from onething.platform.logs.models import AccessRow

PURPOSE = "联系申请人核实情况"


def sealed_columns() -> set[tuple[str, str]]:
    fields = ((model._meta.db_table, field) for model in apps.get_models() for field in model._meta.local_fields)
    return {(table, field.column) for table, field in fields if isinstance(field, EncryptedTextField)}


def every_cell() -> list[tuple[str, str, Any]]:
    """Table, column and raw value of everything in the database."""
    cells: list[tuple[str, str, Any]] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            cells += [
                (table, name, value) for row in cursor.fetchall() for name, value in zip(columns, row, strict=True)
            ]
    return cells


def act_through_pages(city: City, life: Life) -> None:
    """What the services do not do by themselves: opening pages, unmasking, uploading, mistakes at the window."""
    owner, clerk, officer = (city.browser(role) for role in ("owner", "clerk", "officer"))
    scan = SimpleUploadedFile(SCAN_NAME, PDF, content_type="application/pdf")
    owner.post(f"/applications/{life.application}/correction/", {"mother:bank-card": scan})
    owner.post(f"/drafts/{life.draft}/parties/mother/", {"mother.mobile-phone": "林知夏13900000001"})
    clerk.post(
        "/counter/find/", {"by": "person", "id_number": "770101199403120025", "purpose": "窗口接待：申请人查询进度"}
    )
    clerk.post("/counter/find/", {"by": "number", "number": "林知夏770101199403120025"})
    clerk.post(
        f"/counter/applications/{life.application}/handover/", {"code": "000000", "receiver": "林知夏", "cases": ""}
    )
    officer.post(f"/desk/cases/{life.case}/unmask/", {"purpose": PURPOSE})
    officer.post(f"/desk/cases/{life.case}/unmask/", {"purpose": "林知夏"})
    city.browser("anonymous").get(f"/applications/{life.application}/", follow=True)


def test_no_column_but_the_sealed_ones_holds_anybody(city: City, life: Life) -> None:
    act_through_pages(city, life)

    leaks = {(table, column, secret) for table, column, value in every_cell() for secret in found_in(str(value))}

    assert leaks == set()
    assert {("intake_application", "form"), ("papers_paper", "data"), ("files_storedfile", "name")} <= sealed_columns()


@pytest.mark.once
def test_sessions_hold_nobody(city: City, life: Life) -> None:
    act_through_pages(city, life)
    held = json.dumps([row.get_decoded() for row in Session.objects.all()], ensure_ascii=False)

    assert found_in(held) == []


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.mark.once
@pytest.mark.anew
def test_the_operating_log_names_nobody(told: pytest.LogCaptureFixture, city: City, life: Life) -> None:
    act_through_pages(city, life)

    lines = [f"{record.name} {record.getMessage()}" for record in told.get_records("setup") + told.get_records("call")]

    assert [line for line in lines if found_in(line) and not line.startswith("django.db.backends")] == []
    assert [line for line in lines if line.startswith("onething.project.problems")] != []


MASKED_PAGES = {
    "officer": ("/desk/", "/desk/?tab=mine", "/desk/?tab=done", "/desk/cases/{case}/", "/desk/cases/{case}/deny/"),
    "supervisor": ("/cockpit/", "/cockpit/?kind=deemed", "/cockpit/cases/{case}/"),
    "clerk": ("/counter/", "/counter/?tab=correcting", "/counter/?tab=to-hand-over", "/counter/?tab=handled"),
}


@pytest.mark.once
@pytest.mark.parametrize("role", MASKED_PAGES)
def test_before_a_purpose_is_named_pages_show_masks_alone(city: City, life: Life, role: str) -> None:
    browser = city.browser(role)

    leaks = {page: found_in(browser.get(page.format(case=life.case)).content.decode()) for page in MASKED_PAGES[role]}

    assert leaks == {page: [] for page in MASKED_PAGES[role]}


@pytest.mark.once
def test_unmasking_is_on_record_with_its_purpose(city: City, life: Life) -> None:
    shown = city.browser("officer").post(f"/desk/cases/{life.case}/unmask/", {"purpose": PURPOSE}).content.decode()

    rows = AccessRow.objects.filter(purpose=PURPOSE, data_of=life.owner.person)
    assert "770101199403120025" in shown
    assert {(row.actor_role, str(row.actor_account)) for row in rows} == {
        ("approver", str(city.accounts["officer"].public_id))
    }


@pytest.mark.once
def test_the_verify_page_tells_strangers_a_mask(city: City, life: Life) -> None:
    shown = city.browser("anonymous").get(f"/verify/{life.token}").content.decode()

    assert found_in(shown) == []
    assert "林*夏" in shown

"""What was left empty is shown, can be asked for in the one notice, and comes into the form when it is supplied."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from builders.filing import citizen, complete, open_newborn
from onething.modules.handling.api import save_correction, supply_correction
from onething.modules.intake.api import application_of, form_of, submit
from onething.modules.intake.domain.filed import read_form, write_form
from onething.modules.intake.models import Application
from onething.platform.permissions import Actor

BLANK = "mother.bank-name"
ADDRESS = "mother.delivery-address"


@pytest.fixture
def mother(city: None, now: Any) -> Actor:
    return citizen("mother", now)


@pytest.fixture
def filed(mother: Actor, now: Any) -> UUID:
    """An application whose bank was left empty, as a definition may allow, and to which nothing is posted."""
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    application = submit(draft=draft, key="k1", actor=mother, now=now).public_id
    row = Application.objects.get(public_id=application)
    row.form = write_form(tuple(entry for entry in read_form(row.form) if entry.key not in {BLANK, ADDRESS}))
    row.save(update_fields=["form"])
    return application


def ask(window: Client, application: UUID) -> str:
    """Mark the blank, read the notice once more, give it; returns what was read once more."""
    address = f"/counter/applications/{application}/"
    version = re.findall(r'name="version" value="(\d+)"', window.get(address).content.decode())[0]
    marked = {"version": version, "defect": BLANK, f"{BLANK}-problem": "没有填写", f"{BLANK}-remedy": "请写开户银行"}
    check = window.post(f"{address}correct/", marked).content.decode()
    assert window.post(f"{address}correct/", {**marked, "act": "confirmed"}).status_code == 302
    return check


def test_a_blank_stands_at_its_place_with_a_tick(window: Client, filed: UUID) -> None:
    page = window.get(f"/counter/applications/{filed}/").content.decode()

    row = page.split(">开户银行</dt>")[1].split('class="written__row')[0]
    assert "未填写" in row
    assert f'name="defect" value="{BLANK}"' in row
    assert f'value="{BLANK}" name="slip"' not in row
    assert page.index(">开户银行</dt>") < page.index(">银行账号</dt>")


def test_a_blank_is_asked_for_and_comes_into_the_form(window: Client, filed: UUID, mother: Actor, now: Any) -> None:
    assert "母亲的开户银行" in ask(window, filed)

    save_correction(application=filed, values={BLANK: "禾丰农业银行"}, actor=mother, now=now)
    supply_correction(application=filed, actor=mother, now=now)

    entries = form_of(filed, actor=mother, purpose="本人查看", now=now)
    assert [entry.shown for entry in entries if entry.key == BLANK] == ["禾丰农业银行"]


def test_nobody_is_asked_for_an_address_nothing_is_posted_to(window: Client, filed: UUID, mother: Actor) -> None:
    planned = {field.key for part in application_of(filed, actor=mother).plan.form for field in part.fields}

    page = window.get(f"/counter/applications/{filed}/").content.decode()

    assert ADDRESS in planned
    assert ADDRESS not in page

"""A holder comes to the window and continues the licence; nobody else does."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from builders.cases import case_at, officer
from builders.filing import PEOPLE, citizen, complete, open_newborn
from onething.modules.handling.api import accept_application, grant, start_review
from onething.modules.handling.models import Case
from onething.modules.intake.api import submit
from onething.modules.intake.models import Draft
from onething.platform.clock import legal_day
from onething.platform.permissions import Actor

OPINION = "符合条件，准予办理。"


@pytest.fixture
def held(city: None, clerk: Actor, now: datetime) -> Case:
    """A licence of the mother's that ends in a hundred days."""
    mother = citizen("mother", now)
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    application = submit(draft=draft, key="k1", actor=mother, now=now).public_id
    accept_application(application=application, actor=clerk, now=now)
    row = case_at(application, "birth-certificate")
    who, until = officer(row.body_code), legal_day(now) + timedelta(days=100)
    start_review(case=row.public_id, version=row.row_version, actor=who, now=now)
    grant(
        case=row.public_id, version=row.row_version + 1, opinion=OPINION, result_number="Z1", valid_until=until,
        actor=who, now=now,
    )  # fmt: skip
    Case.objects.filter(pk=row.pk).update(item_type="01")  # as if the certificate were a licence
    return Case.objects.get(pk=row.pk)


def typed(who: str) -> dict[str, str]:
    name, number, phone = PEOPLE[who]
    return {"name": name, "id_number": number, "phone": phone, "proven": "yes"}


def test_the_window_continues_a_licence_for_its_holder_and_for_nobody_else(
    window: Client, next_door: Client, held: Case
) -> None:
    application = f"/counter/applications/{held.application_ref}/"
    renewing = f"{application}renew/{held.public_id}/"

    offered = window.get(application).content.decode()
    shown = window.get(renewing).content.decode()
    unproven = window.post(renewing, {**typed("mother"), "proven": ""})
    other = window.post(renewing, typed("father"))
    nothing = Draft.objects.count()
    opened = window.post(renewing, typed("mother"))

    assert f'href="{renewing}"' in offered
    assert "770101199403120025" not in shown  # it is typed from the document
    assert (unproven.status_code, other.status_code, nothing) == (422, 422, 0)
    assert "不是原来的申请人" in other.content.decode()
    draft = Draft.objects.get()
    assert opened["Location"] == f"/counter/drafts/{draft.public_id}/"
    assert (draft.owner, draft.renews["case"], draft.channel) == (held.owner, str(held.public_id), "counter")
    assert "出生医学证明延续" in window.get(opened["Location"]).content.decode()
    assert next_door.get(renewing).status_code == 404

"""What was handed in before is offered with date and source, taken only when the person says so, and is nobody else's."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client

from builders.filing import CHILD, DELIVERY, FATHER, MOTHER, PDF, UPLOADS, citizen, complete, fill, open_newborn
from builders.page_text import read_page
from onething.modules.identity.models import Person
from onething.modules.intake.api import (
    CopyGone,
    attach_file,
    discard_draft,
    draft_of,
    earlier_copies,
    submit,
    use_earlier_copy,
)
from onething.modules.intake.domain.content import read_content, read_uploads, write_content
from onething.modules.intake.models import Application, ApplicationMaterial, Draft
from onething.platform.clock import legal_day
from onething.platform.files.api import find_files
from onething.platform.files.models import StoredFile
from onething.platform.logs.models import AccessRow
from onething.platform.permissions import Actor, Role

CARD = "mother:bank-card"


def actor_of_mother() -> Actor:
    person = Person.objects.get()
    return Actor(role=Role.CITIZEN, account=person.account.public_id, person=person.public_id, channel="portal")


def filed_before(actor: Actor, now: datetime) -> UUID:
    draft = open_newborn(actor, now)
    complete(draft, actor, now)
    return submit(draft=draft, key=str(draft), actor=actor, now=now).public_id


def test_the_earlier_copy_is_offered_confirmed_and_filed(mother: Client, now: datetime) -> None:
    actor = actor_of_mother()
    first = filed_before(actor, now)
    draft = open_newborn(actor, now)
    fill(draft, actor, now, MOTHER, FATHER, CHILD, DELIVERY)
    page = f"/drafts/{draft}/materials/{CARD}/"
    old = ApplicationMaterial.objects.get(application__public_id=first, key=CARD)

    assert "以前交过，可以选用" in read_page(mother.get(f"/drafts/{draft}/materials/").content).words
    offer = read_page(mother.get(page).content)
    day = legal_day(now)
    assert f"{day.month}月{day.day}日" in offer.words
    assert "在“新生儿出生”里交过" in offer.words
    unlooked = mother.post(page, {"copy": str(old.public_id)})
    assert unlooked.status_code == 422
    assert "还没有勾选" in unlooked.content.decode()
    assert draft_of(draft, actor=actor, now=now).reading.content.reused == {}

    mother.post(page, {"copy": str(old.public_id), f"same-{old.public_id}": "yes"})
    checked = read_page(mother.get(f"/drafts/{draft}/check/").content).words
    assert f"用您{day.year}年{day.month}月{day.day}日在“新生儿出生”申请里交过的，不用再交" in checked
    assert AccessRow.objects.filter(purpose="选用以前交过的材料", subject_id=first).count() == 1

    again = mother.post(page, {"copy": ""})
    assert again.status_code == 302
    assert draft_of(draft, actor=actor, now=now).reading.content.reused == {}
    mother.post(page, {"copy": str(old.public_id), f"same-{old.public_id}": "yes"})
    for material in UPLOADS[:2]:
        attach_file(draft=draft, material=material, name="材料.pdf", content=PDF, actor=actor, now=now)
    mother.post(f"/drafts/{draft}/check/", {"declaration": "yes"})

    second = Application.objects.exclude(public_id=first).get()
    new = ApplicationMaterial.objects.get(application=second, key=CARD)
    assert (new.treatment, new.exempt_by, new.supplied_at is not None) == ("exempt", "earlier_copy", True)
    kept = [StoredFile.objects.get(public_id=read_uploads(row.files)[0].id) for row in (old, new)]
    assert kept[0].pk != kept[1].pk  # each filing keeps its own
    assert kept[0].digest == kept[1].digest


def test_discarding_the_draft_leaves_the_earlier_filing_its_files(mother: Client, now: datetime) -> None:
    actor = actor_of_mother()
    first = filed_before(actor, now)
    files = StoredFile.objects.count()
    draft = open_newborn(actor, now)
    old = ApplicationMaterial.objects.get(application__public_id=first, key=CARD)
    use_earlier_copy(draft=draft, material=CARD, copy=old.public_id, actor=actor, now=now)
    assert StoredFile.objects.count() == files + 1

    discard_draft(draft=draft, actor=actor, now=now)

    assert StoredFile.objects.count() == files
    assert len(find_files([UUID(read_uploads(old.files)[0].id)])) == 1


def test_a_copy_of_somebody_else_does_not_stand_for_the_party(mother: Client, now: datetime) -> None:
    """Who is named as the party may change after the copy was taken."""
    actor = actor_of_mother()
    first = filed_before(actor, now)
    draft = open_newborn(actor, now)
    old = ApplicationMaterial.objects.get(application__public_id=first, key=CARD)
    use_earlier_copy(draft=draft, material=CARD, copy=old.public_id, actor=actor, now=now)
    row = Draft.objects.get(public_id=draft)
    content = read_content(row.content)
    assert CARD not in [gap.target for gap in draft_of(draft, actor=actor, now=now).reading.gaps]

    row.content = write_content(content.with_reused(CARD, replace(content.reused[CARD], party="770101199211050034")))
    row.save(update_fields=["content"])

    reading = draft_of(draft, actor=actor, now=now).reading
    assert CARD in [gap.target for gap in reading.gaps]
    assert [reading.files_for(one) for one in reading.to_hand_in if one.key == CARD] == [()]


def test_nobody_elses_copy_is_offered_or_taken(mother: Client, now: datetime) -> None:
    first = filed_before(actor_of_mother(), now)
    old = ApplicationMaterial.objects.get(application__public_id=first, key=CARD)
    stranger = citizen("stranger", now)
    draft = open_newborn(stranger, now)
    content = Draft.objects.get(public_id=draft).content

    assert earlier_copies(draft=draft, actor=stranger, now=now) == ()
    with pytest.raises(CopyGone):
        use_earlier_copy(draft=draft, material=CARD, copy=old.public_id, actor=stranger, now=now)

    assert Draft.objects.get(public_id=draft).content == content
    assert not AccessRow.objects.filter(purpose="选用以前交过的材料").exists()

"""A mother has no bank card at hand: she promises it, files, and hands it in before the day."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders.bombs import add_script
from builders.files import pdf
from builders.filing import CHILD, DELIVERY, FATHER, MOTHER, PDF, UPLOADS, fill, open_newborn
from onething.modules.handling.models import Case
from onething.modules.identity.models import Person
from onething.modules.intake.api import attach_file
from onething.modules.intake.models import Application
from onething.modules.papers.models import Paper
from onething.modules.pledge.api import promises_of
from onething.platform.files.api import REASONS
from onething.platform.permissions import Actor, Role

CARD = "mother:bank-card"


def draft_without_card(now: datetime) -> UUID:
    person = Person.objects.get()
    actor = Actor(role=Role.CITIZEN, account=person.account.public_id, person=person.public_id, channel="portal")
    draft = open_newborn(actor, now)
    fill(draft, actor, now, MOTHER, FATHER, CHILD, DELIVERY)
    for material in UPLOADS:
        if material != CARD:
            attach_file(draft=draft, material=material, name="材料.pdf", content=PDF, actor=actor, now=now)
    return draft


def test_promised_filed_and_handed_in_later(mother: Client, now: datetime) -> None:
    draft = draft_without_card(now)
    page = f"/drafts/{draft}/materials/{CARD}/"
    shown = mother.get(page).content.decode()
    assert "受理之日起 5 个工作日内交来“本人银行卡信息”" in shown
    assert "撤销受理" in shown

    unsigned = mother.post(page, {"promise": "deferral"})
    assert unsigned.status_code == 422
    assert "还没有勾选" in unsigned.content.decode()
    mother.post(page, {"promise": "deferral", "agree-deferral": "yes"})
    assert "提交即签署" in mother.get(f"/drafts/{draft}/check/").content.decode()
    mother.post(f"/drafts/{draft}/check/", {"declaration": "yes"})

    application = Application.objects.get().public_id
    assert sorted(Paper.objects.values_list("kind", flat=True)) == ["promise", "receipt"]
    assert Case.objects.get(item="maternity-reimbursement").promised == {"deferral": [CARD]}
    progress = mother.get(f"/applications/{application}/").content.decode()
    assert "以后再交，受理后起算" in progress

    supply = f"/applications/{application}/promised/{CARD}/"
    assert mother.post(supply).status_code == 422
    bomb = mother.post(supply, {"file": SimpleUploadedFile("银行卡.pdf", pdf(add_script))})
    assert (bomb.status_code, REASONS["upload.pdf_active"] in bomb.content.decode()) == (422, True)
    mother.post(supply, {"file": SimpleUploadedFile("银行卡.pdf", PDF, "application/pdf")})

    assert [one.state.value for one in promises_of(application)] == ["kept"]
    assert "已兑现" in mother.get(f"/applications/{application}/").content.decode()
    assert mother.get(supply).status_code == 302

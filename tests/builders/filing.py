"""A mother of the demonstration city with everything she fills in; the packs and the register are the real ones."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model

from onething.modules.identity.api import AccountKind
from onething.modules.identity.models import Person
from onething.modules.identity.services.registration import INDEX_PURPOSE
from onething.modules.intake.api import attach_file, open_draft, save_values
from onething.platform.encryption import blind_index
from onething.platform.files.store import write_blob
from onething.platform.permissions import Actor, Role

ANSWERS = {
    "married": "yes",
    "births": "one",
    "applicant": "mother",
    "household_of": "mother",
    "household_place": "here",
    "same_ethnicity": "yes",
    "maternity_insurance": "yes",
}
OPTIONAL = ("parenting-guidance", "childcare-subsidy")  # left out: six items remain
PEOPLE = {
    "mother": ("林知夏", "770101199403120025", "13900000001"),
    "father": ("周既明", "770101199211050034", "13900000002"),
    "stranger": ("阿依古丽·买买提", "770102199506210046", "13900000004"),
}
MOTHER = {
    "mother.mobile-phone": "139 0000 0001",
    "mother.live-address": "禾丰市青禾区稻香街道穗前路12号3幢201室",
    "mother.bank-name": "禾丰银行青禾支行",
    "mother.bank-account": "6222 0000 1234 5678",
}
FATHER = {"father.full-name": "周既明", "father.id-number": "770101199211050034"}
CHILD = {
    "child[1].child-name": "周小禾",
    "child[1].relation-to-head": "granddaughter",
    "child[1].native-place": "禾丰市青禾区",
    "child[1].card-bank": "禾丰银行",
    "child[1].insurance-address": "禾丰市青禾区稻香街道穗前社区",
}
DELIVERY = {"mother.delivery-mode": "post", "mother.delivery-address": "禾丰市青禾区稻香街道穗前路12号"}
UPLOADS = ("mother:issue-consent", "mother:medical-invoices", "mother:bank-card")
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def keep_pdf() -> None:
    """PDF lies in the store as after its first upload, so that the cage has not to open it in every test anew."""
    write_blob(PDF)


def citizen(key: str, now: datetime) -> Actor:
    """The actor of one of the invented people, with account and person."""
    name, id_number, phone = PEOPLE[key]
    account = get_user_model().objects.create_account(login=f"oidc-{key}", kind=AccountKind.CITIZEN)
    person = Person.objects.create(
        account=account,
        name=name,
        id_number=id_number,
        id_number_index=blind_index(id_number, purpose=INDEX_PURPOSE),
        phone=phone,
        assurance="high",
        registered_at=now,
        verified_at=now,
    )
    return Actor(role=Role.CITIZEN, account=account.public_id, person=person.public_id, channel="portal")


def open_newborn(actor: Actor, now: datetime, **answers: str) -> UUID:
    """A draft of the newborn bundle with six items."""
    return open_draft(bundle="newborn", answers={**ANSWERS, **answers}, leave_out=OPTIONAL, actor=actor, now=now)


def fill(draft: UUID, actor: Actor, now: datetime, *pages: Mapping[str, str]) -> None:
    """Save these pages; the father agrees that registers may be asked about him."""
    for page in pages:
        consents = {"father": True} if "father.id-number" in page else None
        save_values(draft=draft, values=page, actor=actor, now=now, consents=consents)


def complete(draft: UUID, actor: Actor, now: datetime) -> None:
    """Fill and upload everything that is missing."""
    fill(draft, actor, now, MOTHER, FATHER, CHILD, DELIVERY)
    for material in UPLOADS:
        attach_file(draft=draft, material=material, name="材料.pdf", content=PDF, actor=actor, now=now)

"""Register a citizen who stands at the counter, and read a person's data for a named purpose."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from onething.core.identifiers import check_citizen_id, check_mobile, check_name, mask_citizen_id
from onething.modules.identity.domain.claims import Assurance
from onething.modules.identity.domain.people import PersonView, RegisteredPerson
from onething.modules.identity.errors import NotYours, PersonRefused
from onething.modules.identity.models import Person
from onething.modules.identity.services.reading import log_reading
from onething.platform.clock import legal_day
from onething.platform.encryption import blind_index
from onething.platform.permissions import Action, Actor, ObjectKind, Role, Scope, allowed, scope_of

INDEX_PURPOSE = "identity.person.id_number"
AT_COUNTER, BY_SYSTEM = "综合窗口登记申请人", "接入系统登记申请人"
FOR_OTHERS = frozenset({Scope.SITE, Scope.FILED})
"""Who files for others: clerks at their site, systems with what they file themselves."""
MISMATCH = "姓名与证件号码对不上。请对照证件原件逐字核对姓名和号码；仍然不符的，请本人到公安户政窗口核实。"


def register_person(*, name: str, id_number: str, phone: str, actor: Actor, now: datetime) -> RegisteredPerson:
    """Find the person by number or make one; the clerk learns nothing beyond what was typed."""
    if scope_of(actor.role, Action.DRAFT_EDIT, ObjectKind.DRAFT) not in FOR_OTHERS:
        raise NotYours
    typed = _read_typed(name=name, id_number=id_number, phone=phone, now=now)
    try:
        person_id = _find_or_make(typed, actor, now)
    except IntegrityError:
        person_id = _find_or_make(typed, actor, now)  # registered elsewhere in this moment
    if person_id is None:
        raise PersonRefused({"name": MISMATCH})
    return RegisteredPerson(
        public_id=person_id, name=typed["name"], masked_id_number=mask_citizen_id(typed["id_number"])
    )


@transaction.atomic
def find_person(*, id_number: str, purpose: str, actor: Actor, now: datetime) -> UUID | None:
    """Whose number it is, for the clerk who has the document in hand; nothing else is told, and the look is logged."""
    if scope_of(actor.role, Action.DRAFT_EDIT, ObjectKind.DRAFT) is not Scope.SITE:
        raise NotYours
    checked = check_citizen_id(id_number, today=legal_day(now))
    if checked.value is None:
        raise PersonRefused({"id_number": "".join(failure.message for failure in checked.failures)})
    index = blind_index(checked.value, purpose=INDEX_PURPOSE)
    person = Person.objects.filter(id_number_index=index).only("public_id").first()
    if person is None:
        return None
    log_reading(person, actor, purpose, now, fields=("id_number",))
    return person.public_id


@transaction.atomic
def person_of(actor: Actor, *, purpose: str, now: datetime, case_ref: UUID | None = None) -> PersonView:
    """The data of who really acts, whomever they act for; one row in the access log says so."""
    return _read(_find(actor.person, actor.as_oneself()), actor, purpose, now, case_ref)


@transaction.atomic
def access_person(
    person_id: UUID | None, *, actor: Actor, purpose: str, now: datetime, case_ref: UUID | None = None
) -> PersonView:
    """A person's data for whom the permission table allows it; NotYours for everybody else, existing or not."""
    return _read(_find(person_id, actor.unlimited()), actor, purpose, now, case_ref)


def _find(person_id: UUID | None, actor: Actor) -> Person:
    person = Person.objects.filter(public_id=person_id).first() if person_id else None
    if person is None or not allowed(actor, Action.PROFILE_READ, person):
        raise NotYours
    return person


def _read(person: Person, actor: Actor, purpose: str, now: datetime, case_ref: UUID | None) -> PersonView:
    log_reading(person, actor, purpose, now, fields=("name", "id_number", "phone"), case_ref=case_ref)
    return PersonView(
        public_id=person.public_id,
        name=person.name,
        id_number=person.id_number,
        phone=person.phone,
        assurance=Assurance(person.assurance),
    )


def _read_typed(*, name: str, id_number: str, phone: str, now: datetime) -> dict[str, str]:
    checks = {
        "name": check_name(name),
        "id_number": check_citizen_id(id_number, today=legal_day(now)),
        "phone": check_mobile(phone),
    }
    reasons = {
        field: "".join(failure.message for failure in checked.failures)
        for field, checked in checks.items()
        if checked.value is None
    }
    if reasons:
        raise PersonRefused(reasons)
    return {field: checked.value or "" for field, checked in checks.items()}


@transaction.atomic
def _find_or_make(typed: dict[str, str], actor: Actor, now: datetime) -> UUID | None:
    """The person's public id; None when the number belongs to another name (the attempt is logged all the same)."""
    index = blind_index(typed["id_number"], purpose=INDEX_PURPOSE)
    person = Person.objects.filter(id_number_index=index).first()
    if person is None:
        level = Assurance.REPORTED if actor.role is Role.CLIENT else Assurance.COUNTER
        person = Person(**typed, id_number_index=index, assurance=level, registered_at=now)
        person.save(force_insert=True)
    log_reading(
        person, actor, BY_SYSTEM if actor.role is Role.CLIENT else AT_COUNTER, now, fields=("name", "id_number")
    )
    return person.public_id if person.name == typed["name"] else None

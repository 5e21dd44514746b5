"""Fill a draft until nothing is missing, as a patient applicant would: who is who, what they write, what they hand in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onething.modules.intake.api import (
    IDENTITY_ELEMENTS,
    FilledField,
    Place,
    Reading,
    attach_file,
    draft_of,
    materials_to_submit,
    save_values,
)
from onething.platform.permissions import Actor
from onething.project.city.cast import Firm, Person, read_town
from onething.project.city.script import Filing

MODES = ("pick-up", "post", "electronic")
WORDS = b"BT /F1 20 Tf 60 760 Td (DEMONSTRATION SAMPLE - NOT A REAL DOCUMENT) Tj ET"
SAMPLE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
    + (b"4 0 obj<</Length %d>>stream\n%b\nendstream endobj\n" % (len(WORDS), WORDS))
    + b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who fills which draft, when, and which words stand in for the blanks of the script."""

    draft: UUID
    actor: Actor
    now: datetime
    filing: Filing
    number: int
    values: Mapping[str, str]

    @property
    def who(self) -> Person:
        """The person at the keyboard, or at the window."""
        return read_town().persons[self.filing.handler or self.filing.applicant]


def name_everybody(about: Applicant) -> Reading:
    """Who the other parties are; they agree that registers may be asked, which are asked at once."""
    reading = draft_of(about.draft, actor=about.actor, now=about.now).reading
    values = dict(_identities(about.filing, reading))
    if not values:
        return reading
    consents = {key.rpartition(".")[0]: True for key in values}
    return save_values(
        draft=about.draft, values=values, actor=about.actor, now=about.now, whole=False, consents=consents
    )


def finish(about: Applicant) -> None:
    """Everything that the registers did not tell, and every document that is neither exempt nor promised."""
    reading = name_everybody(about)
    values = {field.key: _value(about, field) for field in _wanted(reading)}
    reading = save_values(draft=about.draft, values=values, actor=about.actor, now=about.now)
    for material in materials_to_submit(reading.plan):
        if not reading.content.files.get(material.key) and material.key not in reading.content.promises:
            name = f"{material.name.replace('/', '或')}.pdf"
            attach_file(
                draft=about.draft, material=material.key, name=name, content=SAMPLE, actor=about.actor, now=about.now
            )


def _identities(filing: Filing, reading: Reading) -> Iterator[tuple[str, str]]:
    """Name and number of everybody who is not proven yet."""
    town = read_town()
    known: Mapping[str, Person | Firm] = {**town.persons, **town.firms}
    for section in reading.form:
        key = filing.parties.get(section.party)
        for field in section.fields if key else ():
            if field.element.code in IDENTITY_ELEMENTS and not field.locked and not field.value:
                yield field.key, _identity(known[key or ""], field.element.code)


def _identity(who: Person | Firm, element: str) -> str:
    if element in {"full-name", "org-name"}:
        return who.name
    return who.id_number if isinstance(who, Person) else who.uscc


def _wanted(reading: Reading) -> list[FilledField]:
    """The fields that are missing, and the address for post."""
    fields = [field for section in reading.form for field in section.fields]
    missing = {gap.field for gap in reading.gaps if gap.place in {Place.PARTY, Place.DELIVERY}}
    return [field for field in fields if field.key in missing or field.element.code == "delivery-address"]


def _value(about: Applicant, field: FilledField) -> str:
    if field.element.code == "delivery-mode":
        return MODES[about.number % len(MODES)]
    text = about.filing.values.get(field.element.code) or about.values.get(field.element.code, "")
    who = about.who
    return text.format(n=f"{about.number % 100:02}", name=who.name, surname=who.name[0], phone=who.phone)

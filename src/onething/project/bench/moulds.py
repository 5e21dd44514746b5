"""Moulds: the rows of one real application with holes where a copy differs (ids, numbers, the person, log digests)."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models

from onething.modules.handling.api import Case
from onething.modules.identity.models import Person
from onething.modules.intake.models import Application, ApplicationMaterial
from onething.platform.encryption import EncryptedTextField
from onething.platform.logs.api import ActionRow, covered_text
from onething.project.bench.family import FAMILY

MODELS: tuple[type[models.Model], ...] = (Person, Application, ApplicationMaterial, Case, ActionRow)
OWN = "own"
"""The hole for a row's own outside id, when nothing else names it."""
BARE = re.compile(r"%\((\w+)\)s")
Holes = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mould:
    """One row: its values, which are nothing but a hole, which are texts with holes, and which of these are sealed."""

    model: type[models.Model]
    values: tuple[Any, ...]
    plain: Holes
    holes: Holes
    sealed: tuple[tuple[int, str, Any], ...]
    covered: str = ""
    """What the digest of a log row covers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """All moulds of one application in the order of the tables, and its case numbers without the serial."""

    moulds: tuple[Mould, ...]
    items: tuple[str, ...]
    region: str
    cases: int


def columns_of(model: type[models.Model]) -> list[str]:
    """The columns in the order in which moulds fill them."""
    return [str(field.column) for field in model._meta.concrete_fields]


def mould(application: UUID) -> Set:
    """Read everything of this application, and cut the holes."""
    row = Application.objects.get(public_id=application)
    person = Person.objects.get(public_id=row.owner)
    cases = list(Case.objects.filter(application_ref=application).order_by("place"))
    subjects = [row.public_id, *(case.public_id for case in cases)]
    rows: list[models.Model] = [person, row, *ApplicationMaterial.objects.filter(application=row).order_by("id")]
    rows += [*cases, *ActionRow.objects.filter(subject_id__in=subjects).order_by("id")]
    cutter = _Cutter(_names(person, row, cases))
    return Set(
        moulds=tuple(cutter.cut(one) for one in rows),
        items=tuple(case.number[:-4] for case in cases),
        region=row.region_code,
        cases=len(cases),
    )


def _names(person: Person, row: Application, cases: Sequence[Case]) -> dict[str, str]:
    """What identifies this application, by the text as which it appears."""
    found = {row.number: "number", row.key: "key", person.id_number_index: "index"}
    ids = {person.public_id: "person", row.public_id: "application"}
    for place, case in enumerate(cases):
        found[case.number] = f"number{place}"
        ids[case.public_id] = f"case{place}"
    for public_id, name in ids.items():
        found[str(public_id)] = name
        found[public_id.hex] = f"{name}_hex"
    mother = FAMILY["mother"]
    return found | {
        str(mother["id_number"]): "citizen",
        str(mother["name"]): "full_name",
        row.applicant_masked: "masked",
    }


class _Cutter:
    """Cuts holes where one of the names stands."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))

    def cut(self, row: models.Model) -> Mould:
        model, values, plain, holes, sealed = type(row), [], [], [], []
        own = (str(row.public_id), row.public_id.hex) if str(row.public_id) not in self.names else ()  # type: ignore[attr-defined]
        for place, field in enumerate(model._meta.concrete_fields):
            text, value = _texts(row, field)
            cut = self._key(field) or self._text(text, own)
            values.append(value)
            if cut is None:
                continue
            if isinstance(field, EncryptedTextField):
                sealed.append((place, cut, field))
            elif bare := BARE.fullmatch(cut):
                plain.append((place, bare[1]))
            else:
                holes.append((place, cut))
        covered = self._text(covered_text(row), own) if isinstance(row, ActionRow) else ""
        return Mould(
            model=model,
            values=tuple(values),
            plain=tuple(plain),
            holes=tuple(holes),
            sealed=tuple(sealed),
            covered=covered or "",
        )

    @staticmethod
    def _key(field: "models.Field[Any, Any]") -> str | None:
        """Keys inside the house: a row's own, and the application's."""
        if field.primary_key:
            return "%(pk)s"
        return "%(application_pk)s" if field.column == "application_id" else None

    def _text(self, text: str, own: tuple[str, ...]) -> str | None:
        """The text with holes; None when it has none."""
        if own:
            text = text.replace(own[0], "\0o").replace(own[1], "\0h")
        cut = self.pattern.sub(lambda found: f"\0({self.names[found[0]]})s", text)
        if "\0" not in cut:
            return None
        cut = cut.replace("%", "%%").replace("\0o", f"%({OWN})s").replace("\0h", f"%({OWN}_hex)s")
        return cut.replace("\0(", "%(")


def _texts(row: models.Model, field: "models.Field[Any, Any]") -> tuple[str, Any]:
    """The value as text to cut, and as the database takes it."""
    value = getattr(row, field.attname)
    if isinstance(field, models.JSONField):
        text = json.dumps(value, ensure_ascii=False)
        return text, text
    stored = field.get_db_prep_save(value, connection)
    if isinstance(field, EncryptedTextField):
        return value or "", stored
    if stored is None or isinstance(stored, bool | int):
        return "", stored
    return str(stored), str(stored)


def fill(one: Mould, given: Mapping[str, Any], sealed: dict[Any, str]) -> list[Any]:
    """A row of its own; what was sealed for another row of the same copy and column is taken again."""
    values = list(one.values)
    for place, name in one.plain:
        values[place] = given[name]
    for place, text in one.holes:
        values[place] = text % given
    for place, text, field in one.sealed:
        key = (field, text)
        if key not in sealed:
            sealed[key] = field.get_db_prep_save(text % given, connection)
        values[place] = sealed[key]
    return values

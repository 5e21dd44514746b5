"""Read bundles, bodies and local parameters from a pack file."""

from collections.abc import Callable

from onething.core.calendar import Span
from onething.core.definitions.bundles import Bundle, BundleItem, Option, Question, Subject, Tie
from onething.core.definitions.effects import (
    AddMaterial,
    Drop,
    Effect,
    Include,
    RemoveMaterial,
    Route,
    SetMode,
    SetValue,
    Swap,
)
from onething.core.definitions.library import Body, BodyKind, CorrectionTerm, Parameters
from onething.core.definitions.limits import Promise
from onething.core.definitions.parties import PartyKind, PartyRole, RoleLink
from onething.core.definitions.reading import Data, Path, Reader, texts
from onething.core.definitions.reading_items import read_automatic, read_deferral, read_pledge, read_supervision
from onething.core.rules import Kind, NameType


def question_names(data: Data) -> dict[str, NameType]:
    """The names that rules of this bundle may use: its questions with their option codes."""
    return {
        question["code"]: NameType(Kind.CHOICE, frozenset(option["code"] for option in question["options"]))
        for question in data.get("questions", ())
    }


def read_bundle(reader: Reader, data: Data, path: Path) -> Bundle:
    """One bundle; `reader.names` must already hold its questions."""
    promise = reader.promise(data["promise"], (*path, "promise"))
    return Bundle(
        code=data["code"],
        name=data["name"],
        title=data["title"],
        stage=data["stage"],
        subject=Subject(data["subject"]),
        lead=data["lead"],
        joint=texts(data, "joint"),
        summary=data["summary"],
        promise=promise or Promise(Span.spot(), reader.basis(None)),
        items=reader.each(data, "items", path, lambda entry, where: _read_bundle_item(reader, entry, where)),
        questions=reader.each(data, "questions", path, lambda entry, where: _read_question(reader, entry, where)),
        roles=reader.each(data, "roles", path, lambda entry, where: _read_role(reader, entry, where)),
        bases=tuple(reader.basis(basis) for basis in data.get("bases", ())),
        conditions=texts(data, "conditions"),
        ties=reader.each(data, "ties", path, lambda entry, _: Tie(texts(entry, "items"), reader.basis(entry["basis"]))),
        trips=data.get("trips", 0),
        notes=texts(data, "notes"),
        aliases=texts(data, "aliases"),
    )


def _read_bundle_item(reader: Reader, data: Data, path: Path) -> BundleItem:
    return BundleItem(
        item=data["item"],
        per=data.get("per", ""),
        optional=bool(data.get("optional", False)),
        by_default=bool(data.get("by_default", True)),
        when=reader.rule(data, "when", path),
        because=data.get("because", ""),
        promise=reader.promise(data.get("promise"), (*path, "promise")),
    )


def _read_question(reader: Reader, data: Data, path: Path) -> Question:
    return Question(
        code=data["code"],
        text=data["text"],
        options=reader.each(data, "options", path, lambda entry, where: _read_option(reader, entry, where)),
        hint=data.get("hint", ""),
        when=reader.rule(data, "when", path),
        unsure=data.get("unsure", ""),
    )


def _read_option(reader: Reader, data: Data, path: Path) -> Option:
    effects = reader.each(data, "effects", path, lambda entry, _: _EFFECTS[entry["effect"]](reader, entry))
    return Option(data["code"], data["label"], data.get("hint", ""), effects)


def _read_role(reader: Reader, data: Data, path: Path) -> PartyRole:
    links = []
    for index, entry in enumerate(data.get("links", ())):
        rule = reader.rule(entry, "when", (*path, "links", index))
        if rule is not None:
            links.append(RoleLink(entry["to"], rule))
    return PartyRole(
        code=data["code"],
        label=data["label"],
        kind=PartyKind(data.get("kind", PartyKind.PERSON)),
        count_by=data.get("count_by", ""),
        counts={str(code): int(count) for code, count in data.get("counts", {}).items()},
        links=tuple(links),
        consents=bool(data.get("consents", True)),
        apart_from=tuple(data.get("apart_from", ())),
    )


_EFFECTS: dict[str, Callable[[Reader, Data], Effect]] = {
    "include": lambda _, d: Include(d["item"], d["because"]),
    "drop": lambda _, d: Drop(d["item"], d["because"]),
    "swap": lambda _, d: Swap(d["out"], d["into"], d["because"]),
    "add_material": lambda reader, d: AddMaterial(
        d["item"], d["material"], d["role"], d["because"], reader.basis(d.get("basis"))
    ),
    "remove_material": lambda _, d: RemoveMaterial(d["item"], d["material"], d["because"]),
    "set_value": lambda _, d: SetValue(d["role"], d["element"], str(d["value"])),
    "set_mode": lambda _, d: SetMode(d["item"], d["mode"], d["because"]),
    "route": lambda reader, d: Route(d["title"], d["because"], texts(d, "steps"), reader.basis(d.get("basis"))),
}


def read_body(data: Data) -> Body:
    """One implementing body."""
    return Body(data["code"], data["name"], BodyKind.of(data.get("kind", BodyKind.ORGAN)))


def read_parameters(reader: Reader, data: Data, path: Path) -> Parameters:
    """The local layer of one region."""
    return Parameters(
        region=data["region"],
        version=str(data.get("version", "")),
        item_promises=_read_promises(reader, data, "item_promises", path),
        bundle_promises=_read_promises(reader, data, "bundle_promises", path),
        deferrals={
            code: deferral
            for code, entry in data.get("deferrals", {}).items()
            if (deferral := read_deferral(reader, entry, (*path, "deferrals", code)))
        },
        pledges={
            code: pledge
            for code, entry in data.get("pledges", {}).items()
            if (pledge := read_pledge(reader, entry, (*path, "pledges", code)))
        },
        item_pledges={
            code: pledge
            for code, entry in data.get("item_pledges", {}).items()
            if (pledge := read_pledge(reader, entry, (*path, "item_pledges", code)))
        },
        supervisions={
            code: supervision
            for code, entry in data.get("supervisions", {}).items()
            if (supervision := read_supervision(reader, entry, (*path, "supervisions", code)))
        },
        automatics={
            code: automatic
            for code, entry in data.get("automatics", {}).items()
            if (automatic := read_automatic(reader, entry, (*path, "automatics", code)))
        },
        hearings={code: reader.basis(entry) for code, entry in data.get("hearings", {}).items()},
        visits={str(item): str(topic) for item, topic in data.get("visits", {}).items()},
        checklists={str(item): str(code) for item, code in data.get("checklists", {}).items()},
        correction_term=_read_term(reader, data.get("correction_term"), (*path, "correction_term")),
        told_on_delivery=reader.basis(data["told_on_delivery"]) if data.get("told_on_delivery") else None,
    )


def _read_term(reader: Reader, data: Data | None, path: Path) -> CorrectionTerm | None:
    span = reader.span(data, path) if data else None
    return CorrectionTerm(span, reader.basis(data.get("basis"))) if data and span else None


def _read_promises(reader: Reader, data: Data, key: str, path: Path) -> dict[str, Promise]:
    found = {code: reader.promise(entry, (*path, key, code)) for code, entry in data.get(key, {}).items()}
    return {code: promise for code, promise in found.items() if promise is not None}

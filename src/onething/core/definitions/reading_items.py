"""Read registers, elements, materials and items from a pack file."""

from typing import Any

from onething.core.definitions.elements import Choice, Element, ElementKind, ElementSource
from onething.core.definitions.fees import Blocks, Fee, Relief
from onething.core.definitions.items import (
    Automatic,
    FieldNeed,
    Item,
    ItemType,
    MaterialNeed,
    Prerequisite,
    RenewalTerm,
    Result,
    ResultKind,
    Supervision,
)
from onething.core.definitions.materials import (
    AfterCheck,
    Deferral,
    ExemptBy,
    Exemption,
    Material,
    MaterialNature,
    MaterialOrigin,
    Pledge,
    Risk,
)
from onething.core.definitions.parties import PartyKind
from onething.core.definitions.reading import Data, Path, Reader, texts
from onething.core.definitions.registers import Register


def read_element(data: Data) -> Element:
    """One data element."""
    return Element(
        code=data["code"],
        label=data["label"],
        kind=ElementKind(data.get("kind", ElementKind.TEXT)),
        source=ElementSource(data.get("source", ElementSource.FILL)),
        hint=data.get("hint", ""),
        choices=tuple(Choice(str(c["code"]), str(c["label"])) for c in data.get("choices", ())),
        minimum=data.get("minimum"),
        maximum=data.get("maximum"),
        unit=data.get("unit", ""),
        resource=data.get("resource", ""),
        resource_field=data.get("resource_field", ""),
        derive_from=data.get("derive_from", ""),
        ahead=bool(data.get("ahead", False)),
        sensitive=bool(data.get("sensitive", False)),
    )


def read_register(data: Data) -> Register:
    """One register of another body."""
    return Register(
        code=data["code"],
        label=data["label"],
        about=PartyKind(data.get("about", PartyKind.PERSON)),
        basic=bool(data.get("basic", False)),
        kept_under=data.get("kept_under", ""),
        listed=data.get("listed", ""),
        latest_by=data.get("latest_by", ""),
        in_force=data.get("in_force", ""),
        proves=texts(data, "proves"),
    )


def read_material(reader: Reader, data: Data, path: Path) -> Material:
    """One material."""
    return Material(
        code=data["code"],
        name=data["name"],
        nature=MaterialNature(data["nature"]),
        origin=MaterialOrigin(data["origin"]),
        exemptions=reader.each(data, "exemptions", path, lambda entry, _: _read_exemption(entry)),
        deferral=read_deferral(reader, data.get("deferral"), (*path, "deferral")),
        pledge=read_pledge(reader, data.get("pledge"), (*path, "pledge")),
        review_points=texts(data, "review_points"),
        note=data.get("note", ""),
    )


def _read_exemption(data: Data) -> Exemption:
    return Exemption(ExemptBy(data["by"]), data.get("reference", ""), data.get("note", ""), data.get("field", ""))


def read_deferral(reader: Reader, data: Data | None, path: Path) -> Deferral | None:
    """A deferral, when there is one."""
    span = reader.span(data, path) if data else None
    return (
        Deferral(span, reader.basis(data.get("basis")), **_read_bounds(reader, data, path)) if data and span else None
    )


def read_pledge(reader: Reader, data: Data | None, path: Path) -> Pledge | None:
    """A pledge, when there is one."""
    bounds = _read_bounds(reader, data, path) if data else {}
    if not data:
        return None
    basis, conditions = reader.basis(data.get("basis")), texts(data, "conditions")
    return Pledge(data["text"], data["consequence"], basis, conditions=conditions, **bounds)


def read_automatic(reader: Reader, data: Data, path: Path) -> Automatic | None:
    """The rule by which an item is granted without an officer; it is compiled where the item is known."""
    span = reader.span(data["ask_within"], (*path, "ask_within"))
    basis, four_eyes = reader.basis(data.get("basis")), bool(data.get("four_eyes", False))
    return Automatic(str(data["when"]), data["says"], span, basis, four_eyes) if span else None


def _read_bounds(reader: Reader, data: Data, path: Path) -> dict[str, Any]:
    """What a promise leads to: order, after-check, and for how long none is offered after a broken one."""
    spans = {key: reader.span(data[key], (*path, key)) if key in data else None for key in ("rectify", "bar")}
    return {**spans, "check": _read_check(reader, data.get("check"), (*path, "check"))}


def _read_check(reader: Reader, data: Data | None, path: Path) -> AfterCheck | None:
    within = reader.span(data["within"], (*path, "within")) if data else None
    return AfterCheck(Risk(data["risk"]), within, int(data.get("share", 100))) if data and within else None


def read_supervision(reader: Reader, data: Data, path: Path) -> Supervision | None:
    """Who supervises what was granted; None when the time cannot be read."""
    within = reader.span(data["within"], (*path, "within"))
    return Supervision(data["body"], within, data["what"], reader.basis(data.get("basis"))) if within else None


def read_item(reader: Reader, data: Data, path: Path) -> Item:
    """One handling item."""
    return Item(
        code=data["code"],
        name=data["name"],
        body=data["body"],
        type=ItemType(data["type"]),
        bases=tuple(reader.basis(basis) for basis in data["bases"]),
        statutory=reader.limit(data["statutory"], (*path, "statutory")),
        promise=reader.promise(data.get("promise"), (*path, "promise")),
        result=_read_result(data["result"]),
        materials=reader.each(data, "materials", path, lambda entry, where: _read_need(reader, entry, where)),
        fields=reader.each(data, "fields", path, lambda entry, where: _read_field(reader, entry, where)),
        after=reader.each(data, "after", path, lambda entry, _: _read_prerequisite(reader, entry)),
        conditions=texts(data, "conditions"),
        review_points=texts(data, "review_points"),
        visit=data.get("visit", ""),
        trips=data.get("trips", 0),
        note=data.get("note", ""),
        checklist=data.get("checklist", ""),
        acceptance=reader.limit(data["acceptance"], (*path, "acceptance")) if "acceptance" in data else None,
        renewal=_read_renewal(reader, data["renewal"], (*path, "renewal")) if "renewal" in data else None,
        fees=reader.each(data, "fees", path, lambda entry, where: _read_fee(reader, entry, where)),
    )


def _read_renewal(reader: Reader, data: Data, path: Path) -> RenewalTerm | None:
    latest = reader.span(data, path)
    earliest = reader.span(data["earliest"], (*path, "earliest")) if "earliest" in data else None
    return RenewalTerm(latest, reader.basis(data["basis"]), earliest) if latest else None


def _read_result(data: Data) -> Result:
    return Result(data["name"], ResultKind(data["kind"]), data.get("provides", ""), data.get("holder", ""))


def _read_need(reader: Reader, data: Data, path: Path) -> MaterialNeed:
    return MaterialNeed(
        material=data["material"],
        role=data.get("role", ""),
        basis=reader.basis(data.get("basis")),
        when=reader.rule(data, "when", path),
        why=data.get("why", ""),
        original=bool(data.get("original", False)),
    )


def _read_field(reader: Reader, data: Data, path: Path) -> FieldNeed:
    return FieldNeed(data["element"], data["role"], bool(data.get("required", True)), reader.rule(data, "when", path))


def _read_prerequisite(reader: Reader, data: Data) -> Prerequisite:
    return Prerequisite(
        data["item"], reader.basis(data.get("basis")), data.get("proof", ""), bool(data.get("soft", False))
    )


def _read_fee(reader: Reader, data: Data, path: Path) -> Fee:
    return Fee(
        code=data["code"],
        name=data["name"],
        amount_fen=int(data["amount_fen"]),
        unit=data["unit"],
        basis=reader.basis(data.get("basis")),
        when=reader.rule(data, "when", path),
        exempt=reader.each(data, "exempt", path, lambda entry, where: _read_relief(reader, entry, where)),
        blocks=Blocks(data.get("blocks", Blocks.NOTHING)),
        blocks_by=reader.basis(data["blocks_by"]) if "blocks_by" in data else None,
    )


def _read_relief(reader: Reader, data: Data, path: Path) -> Relief:
    return Relief(
        data["reason"], reader.basis(data.get("basis")), reader.rule(data, "when", path), data.get("proof", "")
    )

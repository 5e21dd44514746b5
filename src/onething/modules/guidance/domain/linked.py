"""The catalogue as linked data in the words of CPSV-AP 3: services, events, evidence, outputs, laws, organisations. Pure.

Source: SEMIC CPSV-AP 3 (namespaces cpsv, cv, eli, dct, skos); the context stands in the document, nothing is fetched.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from onething.core.calendar import Span, Unit
from onething.core.definitions import Basis, Bundle, Item, Mark, Subject
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.domain.whole import needs_of

Node = dict[str, Any]
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "@language": "zh-CN",
    "cpsv:hasInput": {"@type": "@id"},
    "cpsv:produces": {"@type": "@id"},
    "cv:hasCompetentAuthority": {"@type": "@id"},
    "cv:hasLegalResource": {"@type": "@id"},
    "cv:isGroupedBy": {"@type": "@id"},
    "cv:processingTime": {"@type": "xsd:duration"},
    "dct:identifier": {"@language": None},
    "dct:requires": {"@type": "@id"},
    "adms:status": {"@type": "@id"},
}
EVENTS = {Subject.PERSON: "cv:LifeEvent", Subject.LEGAL: "cv:BusinessEvent"}
PERIODS = {
    Unit.SPOT: "PT0S",
    Unit.HOUR: "PT{}H",
    Unit.CALENDAR_DAY: "P{}D",
    Unit.MONTH: "P{}M",
    Unit.YEAR: "P{}Y",
}
MARKS = {Mark.CONFIRMED: "已核", Mark.UNCONFIRMED: "待核", Mark.DEMONSTRATION: "演示"}


def catalogue_data(sources: Iterable[CompiledBundle], *, address: str) -> Node:
    """Everything published as one JSON-LD document; `address` is where it stands, and begins every identifier."""
    nodes: dict[str, Node] = {}
    for source in sources:
        for node in _nodes(source, address):
            _join(nodes, node)
    return {"@context": CONTEXT, "@graph": [nodes[key] for key in sorted(nodes)]}


def _join(nodes: dict[str, Node], node: Node) -> None:
    """One node an identifier: an item of two bundles belongs to both events, and may ask for more in one of them."""
    known = nodes.setdefault(node["@id"], node)
    for key, value in node.items():
        if isinstance(value, list) and known is not node:
            known[key] = sorted({*known.get(key, []), *value})


def _nodes(source: CompiledBundle, address: str) -> Iterator[Node]:
    bundle, library = source.bundle, source.library
    yield from _marks(address)
    yield _event(bundle, address)
    for basis in bundle.bases:
        yield _law(basis, address)
    for entry in bundle.items:
        item = library.items[entry.item]
        yield _service(source, item, address)
        yield {
            "@id": _id(address, "output", item.code),
            "@type": "cv:Output",
            "dct:identifier": item.code,
            "dct:title": item.result.name,
        }
        for need in needs_of(bundle, item):
            material = library.materials[need.material]
            yield {
                "@id": _id(address, "evidence", material.code),
                "@type": "cv:Evidence",
                "dct:identifier": material.code,
                "dct:title": material.name,
            }
        for basis in (*item.bases, *(need.basis for need in item.materials)):
            yield _law(basis, address)
    for code in {bundle.lead, *bundle.joint, *(library.items[entry.item].body for entry in bundle.items)}:
        yield {
            "@id": _id(address, "organisation", code),
            "@type": "cv:PublicOrganisation",
            "dct:identifier": code,
            "skos:prefLabel": library.bodies[code].name,
        }


def _event(bundle: Bundle, address: str) -> Node:
    return {
        "@id": _id(address, "event", bundle.code),
        "@type": EVENTS[bundle.subject],
        "dct:identifier": bundle.code,
        "dct:title": bundle.title,
        "dct:description": bundle.summary,
        "skos:altLabel": list(bundle.aliases),
        "cv:hasCompetentAuthority": [_id(address, "organisation", bundle.lead)],
        "cv:hasLegalResource": sorted({_law_id(address, basis) for basis in bundle.bases}),
    }


def _service(source: CompiledBundle, item: Item, address: str) -> Node:
    bundle = source.bundle
    promise = source.parameters.item_promises.get(item.code) or item.promise
    codes = {entry.item for entry in bundle.items}
    made: Node = {
        "@id": _id(address, "service", item.code),
        "@type": "cpsv:PublicService",
        "dct:identifier": item.code,
        "dct:title": item.name,
        "dct:description": f"{item.name}，结果：{item.result.name}。",
        "cv:hasCompetentAuthority": [_id(address, "organisation", item.body)],
        "cv:hasLegalResource": sorted({_law_id(address, basis) for basis in item.bases}),
        "cv:isGroupedBy": [_id(address, "event", bundle.code)],
        "cpsv:hasInput": sorted({_id(address, "evidence", need.material) for need in needs_of(bundle, item)}),
        "cpsv:produces": [_id(address, "output", item.code)],
        "dct:requires": sorted({_id(address, "service", order.item) for order in item.after if order.item in codes}),
    }
    return made | ({"cv:processingTime": duration(promise.span)} if promise else {})


def duration(span: Span) -> str:
    """As ISO 8601 writes it; spans in working days count half-days, and half of a day is twelve hours there."""
    if span.unit is Unit.WORKING_DAY:
        days, half = divmod(span.amount, 2)
        return f"P{days}D" if not half else f"P{days}DT12H" if days else "PT12H"
    return PERIODS[span.unit].format(span.amount)


def _law(basis: Basis, address: str) -> Node:
    return {
        "@id": _law_id(address, basis),
        "@type": "eli:LegalResource",
        "dct:title": basis.citation,
        "adms:status": [_id(address, "mark", basis.mark.value)],
    }


def _marks(address: str) -> Iterator[Node]:
    """How far a source has been checked; 待核 is never shown as law."""
    for mark, label in MARKS.items():
        yield {"@id": _id(address, "mark", mark.value), "@type": "skos:Concept", "skos:prefLabel": label}


def _law_id(address: str, basis: Basis) -> str:
    """One identifier a citation and mark: the same article may be confirmed for one thing and not for another."""
    return _id(address, "law", f"{basis.mark.value}-{quote(basis.citation, safe='')}")


def _id(address: str, kind: str, code: str) -> str:
    return f"{address}#{kind}-{code}"

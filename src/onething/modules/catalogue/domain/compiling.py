"""From records to compiled, reviewed bundles: what plans are made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from onething.core.calendar import Calendar, CalendarRefused, calendar_from_facts
from onething.core.definitions import (
    Body,
    Bundle,
    Element,
    Item,
    Library,
    Material,
    Parameters,
    Promise,
    Reader,
    Register,
    join_parameters,
    question_names,
    read_body,
    read_bundle,
    read_element,
    read_item,
    read_material,
    read_parameters,
    read_register,
    review_bundle,
)
from onething.modules.catalogue.domain.problems import PackFinding, refusals
from onething.modules.catalogue.domain.promised_path import check_promised_path
from onething.modules.catalogue.domain.records import PackInfo, Record, RecordKind, Records
from onething.modules.catalogue.errors import PackRefused


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CompiledBundle:
    """A bundle with all that `compile_plan` needs; `version` names the packs it was built from. Compared by identity."""

    bundle: Bundle
    library: Library
    parameters: Parameters
    calendar: Calendar
    version: str
    demonstration: bool

    @property
    def promise(self) -> Promise:
        """What is promised for the whole (整件事的承诺): the region's, else the bundle's own."""
        return self.parameters.bundle_promises.get(self.bundle.code, self.bundle.promise)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledCatalogue:
    """All bundles of the packs in force, and the findings that do not stop publication."""

    bundles: Mapping[str, CompiledBundle]
    packs: tuple[PackInfo, ...]
    findings: tuple[PackFinding, ...]

    def bundle(self, code: str) -> CompiledBundle:
        """The bundle with this code; KeyError when there is none."""
        return self.bundles[code]


@dataclass(slots=True)
class _Work:
    """Compilation in progress: what was read, and everything wrong so far."""

    records: Records
    findings: list[PackFinding] = field(default_factory=list)

    def of(self, kind: RecordKind) -> list[Record]:
        return [record for (found, _), record in self.records.items() if found is kind]

    def reader(self, names: Mapping[str, Any] | None = None) -> Reader:
        return Reader(names=names or {})

    def keep(self, record: Record, reader: Reader) -> None:
        """Turn the reader's problems into findings at their lines."""
        self.findings += [record.finding(problem.code, problem.message, problem.path) for problem in reader.problems]
        reader.problems.clear()


def compile_catalogue(records: Records, packs: tuple[PackInfo, ...], *, reviewed: bool = False) -> CompiledCatalogue:
    """Compile and review every bundle; raises PackRefused with everything that stops publication.

    What was `reviewed` before it was published is not reviewed again: rules grow stricter, old cases stay readable.
    """
    work = _Work(records)
    calendar = _calendar(work)
    if calendar is None:
        raise PackRefused(tuple(work.findings))
    parameters, materials, elements, bodies = _parameters(work), _materials(work), _elements(work), _bodies(work)
    if work.findings:
        raise PackRefused(tuple(work.findings))
    shared = Library({}, materials, elements, bodies, _registers(work))
    demonstration = any(pack.demonstration for pack in packs)
    version = "+".join(pack.label for pack in packs)
    bundles: dict[str, CompiledBundle] = {}
    for record in work.of(RecordKind.BUNDLE):
        found = _bundle(work, record, shared)
        if found:
            bundle, library = found
            compiled = CompiledBundle(
                bundle=bundle,
                library=library.under(parameters),
                parameters=parameters,
                calendar=calendar,
                version=version,
                demonstration=demonstration,
            )
            work.findings += () if reviewed else _reviewed(compiled, record, work)
            bundles[record.code] = compiled
    findings = tuple(dict.fromkeys(work.findings))  # what all bundles share is told once
    if refusals(findings):
        raise PackRefused(findings)
    return CompiledCatalogue(bundles=bundles, packs=packs, findings=findings)


def _calendar(work: _Work) -> Calendar | None:
    found = work.of(RecordKind.CALENDAR)
    if len(found) != 1:
        message = f"要有且只有一份工作日历（kind: calendar），现在有 {len(found)} 份。请同时给出全国包，或先导入它。"
        work.findings.append(PackFinding(code="calendar", message=message))
        return None
    try:
        return calendar_from_facts(found[0].data)
    except CalendarRefused as refused:
        work.findings.append(found[0].finding("calendar", str(refused)))
        return None


def _parameters(work: _Work) -> Parameters:
    """The local layer of the one region, whose files speak of different things."""
    parts: list[Parameters] = []
    for record in work.of(RecordKind.PARAMETERS):
        reader = work.reader()
        part = read_parameters(reader, record.data, ())
        work.keep(record, reader)
        work.findings += _unknown_in_parameters(record, part, work.records)
        work.findings += _said_before(record, part, join_parameters(parts))
        parts.append(part)
    return join_parameters(parts)


def _said_before(record: Record, part: Parameters, earlier: Parameters) -> Iterator[PackFinding]:
    if earlier.region and part.region != earlier.region:
        message = "一次只能用一个地区的参数。请一个部署只导入一个本地包。"
        yield record.finding("parameters", message)
    for key in (
        "item_promises",
        "bundle_promises",
        "deferrals",
        "pledges",
        "item_pledges",
        "supervisions",
        "automatics",
        "hearings",
        "visits",
        "checklists",
    ):
        for code in sorted(getattr(part, key).keys() & getattr(earlier, key).keys()):
            message = f"“{code}”在本地区的另一个参数文件里已经写了。请只留一处。"
            yield record.finding("written_twice", message, (key, code))
    for key, words in (("correction_term", "补正期限"), ("told_on_delivery", "补正书以送达之日为准的规定")):
        if getattr(part, key) and getattr(earlier, key):
            message = f"{words}在本地区的另一个参数文件里已经写了。请只留一处。"
            yield record.finding("written_twice", message, (key,))


def _unknown_in_parameters(record: Record, parameters: Parameters, records: Records) -> Iterator[PackFinding]:
    named = (
        ("item_promises", RecordKind.ITEM, parameters.item_promises),
        ("bundle_promises", RecordKind.BUNDLE, parameters.bundle_promises),
        ("deferrals", RecordKind.MATERIAL, parameters.deferrals),
        ("pledges", RecordKind.MATERIAL, parameters.pledges),
        ("item_pledges", RecordKind.ITEM, parameters.item_pledges),
        ("supervisions", RecordKind.ITEM, parameters.supervisions),
        ("automatics", RecordKind.ITEM, parameters.automatics),
        ("hearings", RecordKind.ITEM, parameters.hearings),
        ("visits", RecordKind.ITEM, parameters.visits),
        ("checklists", RecordKind.ITEM, parameters.checklists),
    )
    for key, kind, given in named:
        for code in given:
            if (kind, code) not in records:
                message = f"“{code}”没有定义。请改正代码，或同时给出定义它的包。"
                yield record.finding(f"unknown_{kind}", message, (key, code))


def _materials(work: _Work) -> dict[str, Material]:
    found = {}
    for record in work.of(RecordKind.MATERIAL):
        reader = work.reader()
        found[record.code] = read_material(reader, record.data, ())
        work.keep(record, reader)
    return found


def _elements(work: _Work) -> dict[str, Element]:
    return {record.code: read_element(record.data) for record in work.of(RecordKind.ELEMENT)}


def _registers(work: _Work) -> dict[str, Register]:
    return {record.code: read_register(record.data) for record in work.of(RecordKind.REGISTER)}


def _bodies(work: _Work) -> dict[str, Body]:
    return {record.code: read_body(record.data) for record in work.of(RecordKind.BODY)}


def _bundle(work: _Work, record: Record, shared: Library) -> tuple[Bundle, Library] | None:
    """The bundle and its library, or None when something in them cannot be read."""
    before = len(work.findings)
    reader = work.reader(question_names(record.data))
    bundle = read_bundle(reader, record.data, ())
    work.keep(record, reader)
    items = _items(work, [entry.item for entry in bundle.items], reader)
    if len(work.findings) > before:
        return None
    return bundle, replace(shared, items=items)


def _items(work: _Work, codes: list[str], reader: Reader) -> dict[str, Item]:
    """The bundle's items, and the ones they wait for outside of it (whose conditions belong to other questions)."""
    items: dict[str, Item] = {}
    for record in _known(work, codes):
        items[record.code] = read_item(reader, record.data, ())
        work.keep(record, reader)
    outside = [order.item for item in items.values() for order in item.after if order.item not in items]
    for record in _known(work, outside):
        items[record.code] = read_item(Reader(), record.data, ())
    return items


def _known(work: _Work, codes: list[str]) -> list[Record]:
    found = (work.records.get((RecordKind.ITEM, code)) for code in codes)
    return [record for record in found if record]


def _reviewed(compiled: CompiledBundle, record: Record, work: _Work) -> list[PackFinding]:
    """The publication review, each finding placed at the line of what it is about."""
    found = review_bundle(
        bundle=compiled.bundle,
        library=compiled.library,
        parameters=compiled.parameters,
        demonstration=compiled.demonstration,
    )
    placed = []
    for finding in found:
        about = _about(finding.where, work.records) or record
        placed.append(
            about.finding(finding.code, finding.message, _inside(about, finding.where[2:]), severity=finding.severity)
        )
    if refusals(tuple(placed)):
        return placed
    path = check_promised_path(
        bundle=compiled.bundle,
        library=compiled.library,
        parameters=compiled.parameters,
        calendar=compiled.calendar,
        start=record.pack.from_date,
    )
    return placed + [record.finding(code, message, ("promise",), severity=weight) for code, weight, message in path]


def _about(where: tuple[str, ...], records: Records) -> Record | None:
    """The record that says what a finding is about; a region's parameters may stand in several."""
    kind, code = RecordKind.of(where[0]), where[1]
    if kind is not RecordKind.PARAMETERS:
        return records.get((kind, code))
    parts = [part for (found, name), part in records.items() if found is kind and name.partition("/")[0] == code]
    return next((part for part in parts if len(_inside(part, where[2:])) == len(where[2:])), None)


def _inside(record: Record, names: tuple[str, ...]) -> tuple[str | int, ...]:
    """Follow keys, and in lists the entry whose code (or item, material, element) is named."""
    path: tuple[str | int, ...] = ()
    value: Any = record.data
    for name in names:
        step = _step(value, name)
        if step is None:
            break
        for part in step:
            path, value = (*path, part), value[part]
    return path


def _step(value: Any, name: str) -> tuple[str | int, ...] | None:
    if isinstance(value, Mapping) and name in value:
        return (name,)
    prefix: tuple[str, ...] = ("options",) if isinstance(value, Mapping) else ()
    listed = value.get("options") if isinstance(value, Mapping) else value
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, Mapping) and name in [entry.get(key) for key in ("code", "item", "material", "element")]:
            return (*prefix, index)
    return None

"""What a checklist row consists of, read from the packs: elements, dictionaries and regions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from onething.modules.catalogue.domain.records import Record, RecordKind


class ValueType(StrEnum):
    """How a value of an element is written."""

    TEXT = "text"
    TEXTS = "texts"
    CODE = "code"
    INTEGER = "integer"
    DATE = "date"
    FLAG = "flag"
    URL = "url"
    CHOICE = "choice"
    CHOICES = "choices"
    TABLE = "table"


class Requirement(StrEnum):
    """Whether an element must be there: 必填, 条件必填, 选填."""

    ALWAYS = "always"
    WHEN = "when"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Holds when the other element has one of these values, or another than these, or is above, or does not end so."""

    element: str
    any_of: tuple[Any, ...] = ()
    other_than: tuple[Any, ...] = ()
    above: int | None = None
    not_ending: str = ""

    def holds(self, row: Mapping[str, Any]) -> bool:
        """False as well when the other element is missing: its own absence is told already."""
        value = row.get(self.element)
        if value is None:
            return False
        values = value if isinstance(value, list) else [value]
        if self.any_of:
            return any(one in self.any_of for one in values)
        if self.other_than:
            return any(one not in self.other_than for one in values)
        if self.above is not None:
            return isinstance(value, int) and value > self.above
        return not str(value).endswith(self.not_ending)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemElement:
    """One element of a row, or (with a group in its code) of a row's table; `confirmed` says how far it was checked."""

    code: str
    name: str
    type: ValueType
    required: Requirement
    confirmed: bool
    when: Condition | None = None
    headers: tuple[str, ...] = ()
    longest: int = 20_000
    dictionary: str = ""
    group: str = ""
    checked_by: str = ""
    extra: bool = False

    @property
    def key(self) -> str:
        """Its name inside its row: the code without the group."""
        return self.code.rpartition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """The allowed values: code to name, and every accepted way of writing to its code."""

    code: str
    name: str
    names: Mapping[str, str]
    spellings: Mapping[str, str]

    def find(self, written: str) -> str | None:
        """The code for what somebody wrote: the code, its number without leading noughts, the name, or both."""
        text = written.strip()
        if text in self.spellings:
            return self.spellings[text]
        if text.isdigit():
            padded = {code for code in self.names if code.isdigit() and int(code) == int(text)}
            return padded.pop() if len(padded) == 1 else None
        code = text.replace("-", " ").replace("、", " ").partition(" ")[0]
        return code if code in self.names and self.names[code] in text else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """All of it; `tables` are the elements of each group."""

    elements: Mapping[str, ItemElement]
    tables: Mapping[str, tuple[ItemElement, ...]]
    dictionaries: Mapping[str, Dictionary]
    regions: Mapping[str, str] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """The element's name for people."""
        found = self.elements.get(code)
        return found.name if found else code

    def label(self, code: str, value: Any) -> str:
        """A value of a choice by its name."""
        dictionary = self.dictionaries.get(self.elements[code].dictionary)
        return dictionary.names.get(str(value), str(value)) if dictionary else str(value)


def read_specification(records: Iterable[Record]) -> Specification:
    """From the records of the packs in force."""
    found: dict[RecordKind, list[Mapping[str, Any]]] = {kind: [] for kind in RecordKind}
    for record in records:
        found[record.kind].append(record.data)
    elements = [_element(data) for data in found[RecordKind.ITEM_ELEMENT]]
    groups = sorted({one.code.partition(".")[0] for one in elements if "." in one.code})
    return Specification(
        elements={one.code: one for one in elements if "." not in one.code},
        tables={group: tuple(one for one in elements if one.code.startswith(f"{group}.")) for group in groups},
        dictionaries={data["code"]: _dictionary(data) for data in found[RecordKind.DICTIONARY]},
        regions={code: name for data in found[RecordKind.REGION] for code, name in _places(data)},
    )


def _element(data: Mapping[str, Any]) -> ItemElement:
    condition = data.get("when")
    return ItemElement(
        code=data["code"],
        name=data["name"],
        type=ValueType(data["type"]),
        required=Requirement(data["required"]),
        confirmed=data["mark"] == "confirmed",
        when=_condition(condition) if condition else None,
        headers=(data["name"], data["code"], *data.get("columns", ()), *data.get("aliases", ())),
        longest=data.get("longest", 20_000),
        dictionary=data.get("dictionary", ""),
        group=data.get("group", ""),
        checked_by=data.get("checked_by", ""),
        extra=data.get("extra", False),
    )


def _condition(data: Mapping[str, Any]) -> Condition:
    return Condition(
        element=data["element"],
        any_of=tuple(data.get("any_of", ())),
        other_than=tuple(data.get("other_than", ())),
        above=data.get("above"),
        not_ending=data.get("not_ending", ""),
    )


def _dictionary(data: Mapping[str, Any]) -> Dictionary:
    names = {value["code"]: value["name"] for value in data["values"]}
    spellings = {spelling: value["code"] for value in data["values"] for spelling in value.get("aliases", ())}
    spellings |= {name: code for code, name in names.items()} | {code: code for code in names}
    return Dictionary(code=data["code"], name=data["name"], names=names, spellings=spellings)


def _places(data: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """The legal regions of a province; statistical zones are none."""
    zones = set(data.get("zones", ()))
    yield data["code"], data["name"]
    yield from ((code, name) for code, name in data.get("below", {}).items() if code not in zones)

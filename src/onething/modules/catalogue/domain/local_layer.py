"""What may be edited of a local pack: promises, and the place, phone and hours of bodies and sites. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onething.core.calendar import Unit
from onething.modules.catalogue.domain.documents import Document, Path

PLACE_FIELDS = {"phone": "电话", "address": "地址", "hours": "办公时间"}
LONGEST = {"phone": 60, "address": 200, "hours": 200}
PROMISES = {"item_promises": "事项", "bundle_promises": "一件事"}
UNITS = {Unit.WORKING_DAY.value: "个工作日", Unit.CALENDAR_DAY.value: "天", Unit.MONTH.value: "个月"}
AMOUNT = re.compile(r"[0-9]{1,3}(\.[05])?")


@dataclass(frozen=True, slots=True)
class Editable:
    """One value that may be edited: its place in the file, of what it is (group), its label, and what it is now."""

    file: str
    path: Path
    group: str
    label: str
    value: str
    unit: str = ""

    @property
    def name(self) -> str:
        """A name for its control: the path in one text."""
        return ".".join(str(step) for step in self.path)

    def written(self, text: str) -> str | int:
        """The typed text as the file holds it: a whole number of days is a number, everything else is text."""
        return int(text) if self.unit and text.isdigit() else text

    def problem(self, text: str) -> str:
        """Why this may not be written here; empty when it may."""
        if self.unit:
            return _amount_problem(text, self.unit)
        longest = LONGEST[str(self.path[-1])]
        if not text or len(text) > longest or any(ord(character) < 32 for character in text):
            return f"“{self.group}”的{self.label}要填写，最多 {longest} 个字，不能换行。"
        return ""


def editable_values(document: Document, names: Mapping[str, str]) -> tuple[Editable, ...]:
    """Everything in this document that may be edited, in its order; `names` are those of items and bundles by code."""
    if document.kind == "parameters":
        return tuple(_promises(document, names))
    if document.kind == "bodies":
        return (*_places(document, "entries"), *_places(document, "sites"))
    return ()


def next_version(version: str, taken: Sequence[str]) -> str:
    """The version of a draft made from this one: `2026.3` becomes `2026.3.1`, and so on to the first that is free."""
    year, number, *rest = version.split(".")
    at = int(rest[0]) if rest else 0
    while (wanted := f"{year}.{number}.{(at := at + 1)}") in taken:
        continue
    return wanted


def _promises(document: Document, names: Mapping[str, str]) -> Iterator[Editable]:
    for key, what in PROMISES.items():
        for code, promise in document.data.get(key, {}).items():
            if "amount" in promise:
                group = f"{what}“{names.get(code, code)}”"
                unit = UNITS.get(promise["unit"], promise["unit"])
                path: Path = (key, code, "amount")
                yield Editable(document.file, path, group, "承诺时限", str(promise["amount"]), unit)


def _places(document: Document, key: str) -> Iterator[Editable]:
    for index, entry in enumerate(document.data.get(key, ())):
        yield from _fields(document.file, (key, index), entry)
        for at, site in enumerate(entry.get("sites", ())):
            yield from _fields(document.file, (key, index, "sites", at), site)


def _fields(file: str, path: Path, entry: Mapping[str, Any]) -> Iterator[Editable]:
    for field, label in PLACE_FIELDS.items():
        if field in entry:
            yield Editable(file, (*path, field), str(entry["name"]), label, str(entry[field]))


def _amount_problem(text: str, unit: str) -> str:
    if not AMOUNT.fullmatch(text) or float(text) == 0:
        return "承诺时限要写大于 0 的数，工作日可以写半天（例如 2.5），最多三位整数。"
    if "." in text and unit != UNITS[Unit.WORKING_DAY.value]:
        return "只有工作日可以写半天，请写整数。"
    return ""

"""What demo/city.yaml says: who files what, what people write themselves, and how far each application got."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FILE = Path("demo/city.yaml")
DUE, LATE = "due", "late"  # instead of a number of days: accepted so that the first limit ends today, or ended lately


@dataclass(frozen=True, slots=True)
class Step:
    """One act, so many working days before the city's day."""

    act: str
    before: int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """How far an application gets; `later` is how many days earlier the same may have happened. One that weighs
    nothing happens only to the filings that name it.
    """

    code: str
    label: str
    weight: int
    later: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One application to be: the bundle, its answers, and by key who applies, who handles, and who else is in it."""

    bundle: str
    answers: Mapping[str, str]
    leave_out: tuple[str, ...]
    applicant: str
    handler: str
    parties: Mapping[str, str]
    values: Mapping[str, str]
    fate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The whole file."""

    seed: int
    filings: tuple[Filing, ...]
    stories: tuple[Filing, ...]
    fates: Mapping[str, Fate]
    values: Mapping[str, str] = field(repr=False)


def read_script(path: Path = FILE) -> Script:
    """The file as frozen values; filings of all bundles take turns, so that the first dozen shows many bundles."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    by_bundle = [
        [filing for variant in variants for filing in _filings(bundle, variant)]
        for bundle, variants in data["bundles"].items()
    ]
    longest = max(map(len, by_bundle))
    return Script(
        seed=data["seed"],
        filings=tuple(filings[turn] for turn in range(longest) for filings in by_bundle if turn < len(filings)),
        stories=tuple(_story(story) for story in data["stories"]),
        fates={code: _fate(code, fate) for code, fate in data["fates"].items()},
        values={element: str(text) for element, text in data["values"].items()},
    )


def _filings(bundle: str, variant: dict[str, Any]) -> list[Filing]:
    first, last = variant["numbers"]
    return [_filing(bundle, variant, f"{number:02}") for number in range(first, last + 1)]


def _filing(bundle: str, variant: dict[str, Any], number: str) -> Filing:
    def numbered(key: str) -> str:
        return key.replace("{n}", number)

    return Filing(
        bundle=bundle,
        answers=variant["answers"],
        leave_out=tuple(variant.get("leave_out", ())),
        applicant=numbered(variant["applicant"]),
        handler=numbered(variant.get("handler", "")),
        parties={party: numbered(key) for party, key in variant.get("parties", {}).items()},
        values=variant.get("values", {}),
        fate=variant.get("fate", ""),
    )


def _story(story: dict[str, Any]) -> Filing:
    firm = story.get("firm", "")
    return Filing(
        bundle=story["bundle"],
        answers=story["answers"],
        leave_out=tuple(story.get("leave_out", ())),
        applicant=firm or story["who"],
        handler=story["who"] if firm else "",
        parties=story.get("parties", {}),
        values=story.get("values", {}),
        fate=story["fate"],
    )


def _fate(code: str, fate: dict[str, Any]) -> Fate:
    return Fate(
        code=code,
        label=fate["label"],
        weight=fate["weight"],
        later=fate["later"],
        steps=tuple(Step(act, before) for act, before in fate["steps"]),
    )

"""The five levels of a rating with their reasons; what a whole answer is.

Source: 国办发〔2019〕51号, GB/T 39735-2020; the codes are data (`levels.yaml`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LONGEST = 500
NO_LEVEL = "请先选择满意的程度。"
OTHER_REASON = "选择的原因不在这个等级里。请重新勾选。"
TOO_LONG = f"写的内容太长。请不要超过 {LONGEST} 个字。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level: its code, from 5 down to 1, and the reasons somebody may tick."""

    code: int
    name: str
    bad: bool
    reasons: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody says; `named` when they may be asked about it."""

    level: Level
    reasons: tuple[int, ...]
    words: str
    named: bool


def level_of(code: str) -> Level | None:
    """The level with this code, as a page sends it; none for anything else."""
    return next((level for level in LEVELS if str(level.code) == code), None)


def decide_answer(*, level: str, reasons: Iterable[str], words: str, named: bool) -> Answer | dict[str, str]:
    """The answer, or everything that is wrong with it by field; only who rates badly is asked about it."""
    chosen = level_of(level)
    if chosen is None:
        return {"level": NO_LEVEL}
    known = {str(code): code for code in chosen.reasons}
    ticked, said, wrong = list(dict.fromkeys(reasons)), words.strip(), {}
    if any(reason not in known for reason in ticked):
        wrong["reasons"] = OTHER_REASON
    if len(said) > LONGEST:
        wrong["words"] = TOO_LONG
    if wrong:
        return wrong
    codes = tuple(sorted(known[reason] for reason in ticked))
    return Answer(level=chosen, reasons=codes, words=said, named=named and chosen.bad)


def _read(level: Mapping[str, Any]) -> Level:
    return Level(code=level["code"], name=level["name"], bad=level["bad"], reasons=dict(level["reasons"]))


LEVELS = tuple(
    _read(level)
    for level in yaml.safe_load(Path(__file__).with_name("levels.yaml").read_text(encoding="utf-8"))["levels"]
)
"""From the best to the worst."""

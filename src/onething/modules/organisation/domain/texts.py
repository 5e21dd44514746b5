"""Read texts and lists out of a plain mapping without trusting its shape."""

from collections.abc import Iterator, Mapping
from typing import Any

from onething.modules.organisation.domain.problems import Findings, ProblemCode

Data = Mapping[str, Any]


def each(data: Data, key: str, findings: Findings, *, within: str = "") -> Iterator[tuple[str, Data]]:
    """The mappings of the list under `key`, each with its place; anything else is noted and left out."""
    entries = data.get(key, ()) if key else ()
    place = f"{within}.{key}" if within else key
    if not isinstance(entries, (list, tuple)):
        findings.note(place, ProblemCode.SHAPE, "这里应当是一个列表。")
        return
    for index, entry in enumerate(entries):
        if isinstance(entry, Mapping):
            yield f"{place}[{index}]", entry
        else:
            findings.note(f"{place}[{index}]", ProblemCode.SHAPE, "这里应当是一组“名称: 值”。")


def needed(entry: Data, key: str, where: str, findings: Findings, *, at_most: int = 100) -> str:
    """The text under `key`; noted when it is missing."""
    text = optional(entry, key, where, findings, at_most=at_most)
    if not text and entry.get(key) in (None, ""):
        findings.note(f"{where}.{key}", ProblemCode.MISSING, "没有填写。请补上。")
    return text


def optional(entry: Data, key: str, where: str, findings: Findings, *, at_most: int = 100) -> str:
    """The text under `key` or an empty one; noted when it is no text, too long or holds control characters."""
    value = entry.get(key)
    if value is None:
        return ""
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        findings.note(f"{where}.{key}", ProblemCode.SHAPE, "这里应当是文字。")
        return ""
    text = str(value).strip()
    if len(text) > at_most or not _is_writable(text):
        findings.note(
            f"{where}.{key}", ProblemCode.TEXT, f"最多 {at_most} 个字，不能含控制字符。请改短或删去这些字符。"
        )
        return ""
    return text


def _is_writable(text: str) -> bool:
    """No control characters and no half of a surrogate pair: neither can be stored or shown."""
    return all(character >= " " and not "\ud800" <= character <= "\udfff" for character in text)

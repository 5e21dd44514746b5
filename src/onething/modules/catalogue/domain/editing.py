"""Change single values in the text of a YAML file and leave every other byte as it is: comments, order, line ends.

Source: the marks of YAML's event stream (https://yaml.org/spec/1.2.2/#3.1.1-processes) say where each value stands.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from onething.modules.catalogue.domain.documents import Path, read_document

MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands in the text: [start, end)."""

    start: int
    end: int


def replace_values(file: str, content: bytes, changes: Mapping[Path, str | int]) -> bytes:
    """The file with these values in these places; KeyError for a place that holds no single value."""
    whole = content.decode("utf-8")
    mark, text = (MARK, whole[1:]) if whole.startswith(MARK) else ("", whole)
    spans = dict(_spans(text))
    parts, last = [mark], 0
    for path in sorted(changes, key=lambda path: spans[path].start):
        span = spans[path]
        parts += [text[last : span.start], write_value(changes[path])]
        last = span.end
    edited = "".join([*parts, text[last:]]).encode()
    _refuse_other_changes(file, content, edited, changes)
    return edited


def write_value(value: str | int) -> str:
    """A value as YAML: whole numbers as they are, every text in quotes, so that it stays text."""
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)


def _refuse_other_changes(file: str, before: bytes, after: bytes, changes: Mapping[Path, str | int]) -> None:
    """Read both again: what was not to be changed must be the same."""
    old, new = read_document(file, before), read_document(file, after)
    different = {path for path in old.lines if _value(old.data, path) != _value(new.data, path)}
    leaves = {path for path in different if not isinstance(_value(old.data, path), (dict, list))}
    if leaves - changes.keys() or old.lines.keys() != new.lines.keys():
        raise ValueError(f"{file}: an edit would have changed more than it was meant to")


def _value(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


@dataclass(slots=True)
class _Level:
    path: Path
    is_list: bool
    count: int = 0
    key: str | None = None


def _spans(text: str) -> Iterator[tuple[Path, Span]]:
    levels: list[_Level] = []
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            path = _place(levels)
            levels.append(_Level(path, isinstance(event, yaml.SequenceStartEvent)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            levels.pop()
        elif isinstance(event, yaml.ScalarEvent):
            level = levels[-1] if levels else None
            if level and not level.is_list and level.key is None:
                level.key = event.value
            else:
                yield _place(levels), _span(event)


def _span(event: yaml.ScalarEvent) -> Span:
    if event.start_mark is None or event.end_mark is None:  # only for events that were made by hand
        raise ValueError(event)
    return Span(event.start_mark.index, event.end_mark.index)


def _place(levels: list[_Level]) -> Path:
    """The path of the value that comes next."""
    if not levels:
        return ()
    level = levels[-1]
    if level.is_list:
        level.count += 1
        return (*level.path, level.count - 1)
    key, level.key = level.key, None
    return (*level.path, str(key))

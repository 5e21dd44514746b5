"""One YAML document from untrusted bytes, with the line of every field.

A small part of YAML 1.2 (https://yaml.org/spec/1.2.2/): no anchors, tags or second documents; `yes` is text; there are
no floats (0.5 stays text). Built from events, so that neither depth nor aliases can blow it up.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from onething.modules.catalogue.domain.problems import PackFinding, field_path
from onething.modules.catalogue.errors import PackRefused

MOST_BYTES = 2 * 1024 * 1024
DEEPEST = 24
MOST_VALUES = 100_000

Path = tuple[str | int, ...]
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document: plain values with text keys, and the line of every path."""

    file: str
    data: Mapping[str, Any]
    lines: Mapping[Path, int]

    @property
    def kind(self) -> str:
        """What the document holds."""
        return str(self.data.get("kind", ""))

    def line_of(self, path: Path) -> int:
        """The line of the path, or of the nearest part of it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_document(file: str, content: bytes) -> Document:
    """Parse one file; raises PackRefused."""
    text = _text(file, content)
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        builder.refuse(
            "yaml", f"YAML 写法有误：{error.problem or error.context}。请检查缩进、引号和冒号后的空格。", line
        )
    except yaml.YAMLError as error:
        builder.refuse("yaml", f"YAML 不能解析：{error}。请用 UTF-8 文本保存。", 0)
    if not isinstance(builder.root, dict):
        builder.refuse("yaml", "文件最外层不是“键: 值”的形式。请按这种形式写，并写明 kind。", 1)
    return Document(file=file, data=builder.root, lines=builder.lines)


def _text(file: str, content: bytes) -> str:
    if len(content) > MOST_BYTES:
        size = f"{len(content) / 1024 / 1024:.1f}"
        message = f"文件有 {size} MB，最大 {MOST_BYTES // 1024 // 1024} MB。请拆成几个文件。"
        raise PackRefused((PackFinding(code="too_large", message=message, file=file),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = "不是 UTF-8 文本。请用 UTF-8 编码保存。"
        raise PackRefused((PackFinding(code="not_utf8", message=message, file=file, line=line),)) from None
    if bad := _FORBIDDEN.search(text):
        message = f"含有不可见的控制字符 U+{ord(bad.group()):04X}。请删去。"
        line = text.count("\n", 0, bad.start()) + 1
        raise PackRefused((PackFinding(code="control_character", message=message, file=file, line=line),))
    return text


@dataclass(slots=True)
class _Open:
    """A mapping or list that is not closed yet; `key` is the mapping's key that waits for its value."""

    value: Any
    path: Path
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    file: str
    root: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    documents: int = 0

    def refuse(self, code: str, message: str, line: int, path: Path = ()) -> None:
        finding = PackFinding(code=code, message=message, file=self.file, line=line, field=field_path(path))
        raise PackRefused((finding,))

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.refuse("alias", "不支持 & 和 * 引用。请把内容直接写出来。", line)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.refuse("second_document", "一个文件只能有一个文档，请去掉 --- 或拆成几个文件。", line)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open({}, event, line)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open([], event, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()

    def _open(self, value: Any, event: Any, line: int) -> None:
        self._refuse_tag(event, line)
        if len(self.stack) >= DEEPEST:
            self.refuse("too_deep", f"嵌套超过 {DEEPEST} 层。请展开内容。", line)
        path = self._place(value, line)
        self.stack.append(_Open(value, path))

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        self._refuse_tag(event, line)
        inside = self.stack[-1] if self.stack else None
        if inside and isinstance(inside.value, dict) and inside.key is None:
            self._key(inside, event.value, line)
        else:
            self._place(_plain(event.value) if event.implicit[0] else event.value, line)

    def _key(self, inside: _Open, key: str, line: int) -> None:
        path = (*inside.path, key)
        if key in inside.value:
            first = self.lines.get(path, 0)
            self.refuse("duplicate_key", f"“{key}”写了两次（第一次在第 {first} 行）。请只留一处。", line, path)
        inside.key = key
        self.lines[path] = line

    def _place(self, value: Any, line: int) -> Path:
        if len(self.lines) >= MOST_VALUES:
            self.refuse("too_many", f"内容超过 {MOST_VALUES} 项。请拆成几个文件。", line)
        if not self.stack:
            self.root = value
            return ()
        inside = self.stack[-1]
        if isinstance(inside.value, list):
            inside.value.append(value)
            path: Path = (*inside.path, len(inside.value) - 1)
            self.lines[path] = line
            return path
        if inside.key is None:
            self.refuse("key", "键不能是清单或对象。请写成文字。", line, inside.path)
        path = (*inside.path, str(inside.key))
        inside.value[inside.key], inside.key = value, None
        return path

    def _refuse_tag(self, event: Any, line: int) -> None:
        if event.tag is not None:
            self.refuse("tag", f"不支持类型标签 {event.tag}。请直接写值。", line)


def _plain(text: str) -> str | int | bool | None:
    """An unquoted value: true, false, null, a whole number, else text."""
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _NUMBER.fullmatch(text) else text


def entries_of(document: Document) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The definitions in a document with their paths: those under `entries`, or the document itself."""
    listed = document.data.get("entries")
    if isinstance(listed, list):
        for index, entry in enumerate(listed):
            yield ("entries", index), entry
    else:
        yield (), document.data

"""Typeset one PDF/A: templates are found by room and name, data goes in as canonical JSON, one compiler is reused."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal

import typst

from onething.platform.typesetting.errors import FontsMissing, NotTypeset, TemplateMissing
from onething.platform.typesetting.fonts import PACKAGES, missing_families

ROOT = Path(__file__).parents[2]
FLOORS = ("platform", "modules", "channels")
STANDARD: Literal["a-2a"] = "a-2a"  # PDF/A-2a: everything embedded, tagged for screen readers, readable for the archive
_one_at_a_time = Lock()


def render_pdf(*, template: str, data: Mapping[str, object], made_on: date) -> bytes:
    """The PDF of `room/name`; `made_on` is its date inside, so that the same data gives the same bytes."""
    path, inputs = _prepared(template, data)
    stamp = datetime.combine(made_on, time(), tzinfo=UTC)
    try:
        with _one_at_a_time:
            made = _compiler().compile(
                str(path), format="pdf", sys_inputs=inputs, pdf_standards=STANDARD, timestamp=stamp
            )
    except (typst.TypstError, RuntimeError) as error:
        raise NotTypeset(f"模板“{template}”与数据不符，没有生成 PDF。请把这条信息交给维护人员。") from error
    if not isinstance(made, bytes):
        raise NotTypeset(f"模板“{template}”没有生成一份完整的 PDF。请把这条信息交给维护人员。")
    return made


def render_pages(*, template: str, data: Mapping[str, object], dots_per_inch: int) -> list[bytes]:
    """Each page as a PNG, to be looked at on a screen."""
    path, inputs = _prepared(template, data)
    try:
        with _one_at_a_time:
            made = _compiler().compile(str(path), format="png", ppi=dots_per_inch, sys_inputs=inputs)
    except (typst.TypstError, RuntimeError) as error:
        raise NotTypeset(f"模板“{template}”与数据不符，没有生成图片。请把这条信息交给维护人员。") from error
    return [page for page in (made if isinstance(made, list) else [made]) if page]


def _prepared(template: str, data: Mapping[str, object]) -> tuple[Path, dict[str, str]]:
    path = template_path(template)
    if missing := missing_families():
        raise FontsMissing(f"这台服务器缺少字体（{'、'.join(missing)}），无法生成 PDF。请安装 {PACKAGES} 后重启服务。")
    return path, {"data": _canonical(data)}


def template_path(template: str) -> Path:
    """The file of `room/name`; raises TemplateMissing."""
    room, _, name = template.partition("/")
    if room.isidentifier() and name.replace("_", "").isalnum():
        for floor in FLOORS:
            path = ROOT / floor / room / "typst" / f"{name}.typ"
            if path.is_file():
                return path
    raise TemplateMissing(f"没有排版模板“{template}”。模板应放在该模块的 typst 文件夹中。")


def _canonical(data: Mapping[str, object]) -> str:
    """Sorted and whole: a text that cannot be written as UTF-8, or holds U+0000, is refused before it is printed."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    if "\\u0000" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise NotTypeset("文书内容里有无法打印的不可见字符，没有生成 PDF。请删去后重试。")
    return text


@cache
def _compiler() -> typst.Compiler:
    """Reading the fonts takes a fifth of a second: once a process."""
    return typst.Compiler(root=str(ROOT))

"""Every kind of paper with pictures of its specimens; a picture carries the digest of what it was drawn from.

Pixels differ with fonts, so nobody compares them: a picture is stale when template or contents changed after it was drawn.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from onething.modules.papers.api import Specimen, kinds, make_specimen
from onething.platform.typesetting import render_pages, template_path
from onething.project.documents.paper_samples import HEALTH, NOON, SAMPLES
from onething.project.documents.second_samples import ISSUERS, SECOND_SAMPLES
from onething.project.documents.tables import page

FOLDER = "papers"
MARK = "onething-digest"
DOTS_PER_INCH = 80
COLOURS = 16
SHARED = ("papers/sheet", "papers/undoing", "typesetting/fonts")
INTRO = (
    "每一种文书的样张。内容是虚构的，编号和二维码查不到任何文书。法律依据、必须写明的内容和救济途径，按“文书种类”的代码在 "
    "`modules/papers/domain/kinds/`；版式在 `modules/papers/typst/`。"
)


def papers_page() -> str:
    """The page."""
    return page("文书样张", INTRO, *(_section(specimens()[_picture(kind.code)]) for kind in kinds()))


def draw_papers(folder: Path) -> None:
    """Draw what is stale; leave what is fresh as it is, and remove what belongs to no kind."""
    stale = set(stale_papers(folder))
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for name, specimen in specimens().items():
        if name in stale:
            (folder / name).write_bytes(_draw(specimen))
    for name in stale - specimens().keys():
        (folder / name).unlink()


def stale_papers(folder: Path) -> list[str]:
    """Pictures that are missing, were drawn from something else, or belong to no kind."""
    wanted = {name: digest_of(specimen) for name, specimen in specimens().items()}
    found = {f"{FOLDER}/{path.name}": _digest_in(path) for path in (folder / FOLDER).glob("*")}
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


@cache
def specimens() -> Mapping[str, Specimen]:
    """One of every kind, and second cases, by the names of their pictures."""
    return {_picture(name): _specimen(name) for name in (*(kind.code for kind in kinds()), *SECOND_SAMPLES)}


def digest_of(specimen: Specimen) -> str:
    """Of the templates and everything printed."""
    shown = json.dumps(specimen.data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256("\0".join((*_templates(specimen), shown)).encode()).hexdigest()[:16]


def _specimen(name: str) -> Specimen:
    contents, about = SAMPLES[name] if name in SAMPLES else SECOND_SAMPLES[name]
    return make_specimen(contents=contents, body=ISSUERS.get(name, HEALTH), about=about, on=NOON.date())


def _templates(specimen: Specimen) -> Iterator[str]:
    for template in (specimen.kind.template, *SHARED):
        yield template_path(template).read_text(encoding="utf-8")


def _section(first: Specimen) -> str:
    kind = first.kind
    other = f"；公共服务单位出具的叫{kind.of_service[0]}，编号用字“{kind.of_service[1]}”" if kind.of_service else ""
    pictures = [name for name, specimen in specimens().items() if specimen.kind is kind]
    shown = "\n\n".join(f"![{kind.title}样张]({name})" for name in pictures)
    return f"## {kind.title}\n\n种类 `{kind.code}`，编号用字“{kind.mark}”{other}。\n\n{shown}"


def _picture(name: str) -> str:
    return f"{FOLDER}/{name}.png"


def _draw(specimen: Specimen) -> bytes:
    """The first page, in few colours: ink, paper and the seal."""
    first, *_ = render_pages(template=specimen.kind.template, data=specimen.data, dots_per_inch=DOTS_PER_INCH)
    about, drawn = PngInfo(), BytesIO()
    about.add_text(MARK, digest_of(specimen))
    with Image.open(BytesIO(first)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(drawn, "PNG", optimize=True, pnginfo=about)
    return drawn.getvalue()


def _digest_in(path: Path) -> str:
    try:
        with Image.open(path) as picture:
            return str(picture.info.get(MARK, "")) or "none"
    except OSError:
        return "none"

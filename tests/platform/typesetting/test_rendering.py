"""PDFs hold what the data says as text, carry their fonts, and are the same for the same data."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from builders.pdf_text import read_text
from onething.platform.typesetting import (
    FontsMissing,
    NotTypeset,
    TemplateMissing,
    check_fonts,
    fonts,
    missing_families,
    render_pdf,
    rendering,
)

DAY = date(2026, 11, 23)
NAMES = "㑇川 𠮷田知夏 阿依古丽·买买提"
TEMPLATE = """
#import "/platform/typesetting/typst/fonts.typ": sans, serif
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: sans, lang: "zh", region: "cn")
= #data.title
#data.name
#text(font: serif)[#data.name]
"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A house with one room that has one template, and our fonts."""
    root = tmp_path / "onething"
    folder = root / "modules" / "papers" / "typst"
    folder.mkdir(parents=True)
    (folder / "receipt.typ").write_text(TEMPLATE, encoding="utf-8")
    shared = root / "platform" / "typesetting" / "typst"
    shared.mkdir(parents=True)
    (shared / "fonts.typ").write_bytes((rendering.ROOT / "platform/typesetting/typst/fonts.typ").read_bytes())
    monkeypatch.setattr(rendering, "ROOT", root)
    rendering._compiler.cache_clear()
    yield folder
    rendering._compiler.cache_clear()


def made(name: str = NAMES) -> bytes:
    return render_pdf(template="papers/receipt", data={"title": "收件凭证", "name": name}, made_on=DAY)


@pytest.mark.usefixtures("room")
def test_rare_characters_stand_in_the_text_layer() -> None:
    text = read_text(made())
    assert "收件凭证" in text
    for name in NAMES.split():
        assert name in text


@pytest.mark.usefixtures("room")
def test_every_font_is_embedded_and_the_file_is_for_the_archive() -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        descriptors = [d["/FontDescriptor"] for d in pdf.objects if _is_font(d)]
        assert descriptors
        assert all({"/FontFile2", "/FontFile3"} & set(d.keys()) for d in descriptors)
        assert "/MarkInfo" in pdf.Root
        with pdf.open_metadata() as about:
            assert (about.pdfa_status, about["dc:title"]) == ("2A", "收件凭证")


def _is_font(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and "/FontDescriptor" in thing


@pytest.mark.usefixtures("room")
def test_the_same_data_gives_the_same_bytes() -> None:
    first = made()
    rendering._compiler.cache_clear()
    assert made() == first
    assert made("㑇") != first


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("name", ["a\x00b", "\ud800"])
def test_a_text_that_cannot_be_printed_is_refused(name: str) -> None:
    with pytest.raises(NotTypeset, match="不可见字符"):
        made(name)


@pytest.mark.usefixtures("room")
def test_data_that_does_not_fit_the_template_is_refused() -> None:
    with pytest.raises(NotTypeset, match="papers/receipt"):
        render_pdf(template="papers/receipt", data={"title": "收件凭证"}, made_on=DAY)


@pytest.mark.parametrize("template", ["papers/nothing", "receipt", "../secrets/receipt", "papers/../x", "", "papers/"])
def test_a_template_that_is_not_there_is_named(template: str) -> None:
    with pytest.raises(TemplateMissing, match="没有排版模板"):
        render_pdf(template=template, data={}, made_on=DAY)


@pytest.mark.usefixtures("room")
def test_without_fonts_nothing_is_printed_and_the_check_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed_families", lambda: frozenset({"Noto Sans CJK SC"}))
    assert missing_families() == ("Noto Serif CJK SC", "HanaMinA", "HanaMinB")
    with pytest.raises(FontsMissing, match="fonts-hanazono"):
        made()
    (finding,) = check_fonts()
    assert finding.id == "typesetting.W001"


def test_this_machine_can_print() -> None:
    assert check_fonts() == []

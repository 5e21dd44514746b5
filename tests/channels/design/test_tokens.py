"""Colours are readable (WCAG 1.4.3 and 1.4.11; 工信厅信管函〔2021〕67号: 4.5:1), sizes are large enough, nothing is inline."""

import re
from pathlib import Path

import pytest

import onething
from onething.channels import design

SOURCE = Path(onething.__file__).parent
BASE = Path(design.__file__).parent / "static/design/base.css"
INLINE = re.compile(r"""\sstyle\s*=\s*["']|<style[\s>]|<script(?![^>]*\ssrc=)[\s>]|\son[a-z]+\s*=\s*["']""")


def tokens(selector: str) -> dict[str, str]:
    """Custom properties of the first block with this selector."""
    text = BASE.read_text(encoding="utf-8")
    block = text[text.index(selector + " {") :].partition("}")[0]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


STANDARD = tokens(":root")
ELDER = STANDARD | tokens(':root[data-mode="elder"]')
TEXT = (
    *(
        (ink, paper)
        for ink in ("ink", "ink-soft", "action", "action-deep")
        for paper in ("paper", "wash", "action-wash")
    ),
    ("on-action", "action"),
    ("on-action", "action-deep"),
    ("done", "done-wash"),
    ("wait", "wait-wash"),
    ("fault", "paper"),
    ("fault", "fault-wash"),
    ("ink", "done-wash"),
    ("ink", "wait-wash"),
)
PARTS = (
    ("line-strong", "paper"),
    ("line-strong", "wash"),
    ("focus", "paper"),
    ("focus", "wash"),
    ("focus", "action-wash"),
)


def test_the_formula_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [STANDARD, ELDER], ids=["standard", "elder"])
@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_text_stands_out_4_5_to_1(palette: dict[str, str], ink: str, paper: str) -> None:
    assert contrast(palette[ink], palette[paper]) >= 4.5


@pytest.mark.parametrize("palette", [STANDARD, ELDER], ids=["standard", "elder"])
@pytest.mark.parametrize(("part", "paper"), PARTS)
def test_edges_of_controls_and_the_focus_ring_stand_out_3_to_1(palette: dict[str, str], part: str, paper: str) -> None:
    assert contrast(palette[part], palette[paper]) >= 3


def test_targets_are_44_pixels_and_60_in_the_large_mode() -> None:
    root = BASE.read_text(encoding="utf-8")
    assert float(STANDARD["target"].removesuffix("rem")) * 16 >= 44
    assert "font-size: 125%" in root[root.index(':root[data-mode="elder"] {') :].partition("}")[0]
    assert float(ELDER["target"].removesuffix("rem")) * 16 * 1.25 >= 60


def test_the_smallest_text_of_the_large_mode_is_18_pixels() -> None:
    sizes = [
        float(size.removesuffix("rem")) for name, size in ELDER.items() if name.startswith("text") and "rem" in size
    ]
    assert min(sizes) * 16 * 1.25 >= 18


def test_no_style_sheet_names_a_size_of_text_below_the_smallest_token() -> None:
    sheets = BASE.parent.glob("*.css")
    sizes = [
        float(size) for s in sheets for size in re.findall(r"font(?:-size)?:[^;]*?\b([\d.]+)rem", s.read_text("utf-8"))
    ]
    assert min(sizes) >= 1


def test_lines_are_at_least_1_3_high() -> None:
    assert float(STANDARD["line-height"]) >= 1.6
    assert float(STANDARD["line-height-tight"]) >= 1.3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p style="color:red">', True),
        ("<script>x()</script>", True),
        ('<a onclick="x()">', True),
        ("<style>p{}</style>", True),
        ('<script src="/static/app.js" defer></script>', False),
        ('<p class="style">', False),
    ],
)
def test_the_search_for_inline_code_finds_it(text: str, found: bool) -> None:
    assert bool(INLINE.search(text)) is found


def test_no_template_of_the_house_has_inline_style_or_script() -> None:
    templates = list(SOURCE.rglob("*.html"))
    assert templates
    assert [str(t.relative_to(SOURCE)) for t in templates if INLINE.search(t.read_text(encoding="utf-8"))] == []

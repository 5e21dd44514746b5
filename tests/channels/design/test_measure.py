"""Widths in em and lines of Chinese labels."""

import pytest

from onething.channels.design.measure import text_width, wrap


@pytest.mark.parametrize(
    ("text", "width"), [("", 0.0), ("出生", 2.0), ("𠮷㑇", 2.0), ("ab", 1.12), ("a\u0301", 0.56), ("（一）", 3.0)]
)
def test_full_width_characters_count_one_em(text: str, width: float) -> None:
    assert text_width(text) == pytest.approx(width)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("出生登记", ("出生登记",)),
        ("城乡居民基本医疗保险参保登记", ("城乡居民基本医", "疗保险参保登记")),
        ("出生登记户口登记（", ("出生登记户口登记（",)),
    ],
)
def test_a_label_breaks_into_few_and_even_lines(text: str, lines: tuple[str, ...]) -> None:
    assert wrap(text, 9.4) == lines


def test_closing_punctuation_never_begins_a_line() -> None:
    assert wrap("一二三，四五六", 3) == ("一二三，", "四五六")

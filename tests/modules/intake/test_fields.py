"""Every kind of field is read as people type it, and says what is wrong in words; see bad_values.yaml."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.tables import read_yaml
from onething.core.definitions import Choice, Element, ElementKind
from onething.modules.intake.domain.fields import check_field, show_value

TODAY = date(2026, 11, 22)
ROWS: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("bad_values.yaml"))


def element(kind: ElementKind) -> Element:
    number = kind is ElementKind.NUMBER
    return Element(
        code="probe",
        label="测试项",
        kind=kind,
        choices=(Choice("post", "邮寄到家"),),
        minimum=300 if number else None,
        maximum=8000 if number else None,
        unit="克" if number else "",
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']}-{str(row.get('typed', row.get('long')))[:20]!r}")
def test_what_people_type_is_kept_or_explained(row: dict[str, Any]) -> None:
    typed = row.get("typed", "长" * row.get("long", 0))

    bounds = {name: row[name] for name in ("maximum", "ahead") if name in row}

    checked = check_field(replace(element(ElementKind(row["kind"])), **bounds), typed, today=TODAY)

    if "says" in row:
        assert row["says"] in checked.problem
        assert checked.value == ""
    else:
        assert (checked.value, checked.problem) == (row.get("value", ""), row.get("problem", ""))
        assert list(checked.wrong) == row.get("wrong", [])


@pytest.mark.parametrize("kind", ElementKind)
@pytest.mark.parametrize(
    "typed", ["\0", "好\0", "\ud800", "\ufffd禾", "x" * 100_000, "🍼", "'; DROP TABLE", "<b>", "٣", "²"]
)
def test_nothing_typed_raises_and_nothing_unreadable_is_kept(kind: ElementKind, typed: str) -> None:
    checked = check_field(element(kind), typed, today=TODAY)

    assert bool(checked.value) != bool(checked.problem)
    assert "\0" not in checked.value
    assert "\ud800" not in checked.value
    assert "\ufffd" not in checked.value


@settings(max_examples=150, deadline=None)
@given(kind=st.sampled_from(ElementKind), typed=st.text(max_size=60))
def test_what_is_kept_is_kept_again_as_it_is(kind: ElementKind, typed: str) -> None:
    once = check_field(element(kind), typed, today=TODAY)

    assert check_field(element(kind), once.value, today=TODAY) == (
        once if once.value else check_field(element(kind), "", today=TODAY)
    )


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (ElementKind.DATE, "2024-01-05", "2024年1月5日"),
        (ElementKind.DATETIME, "2026-11-20T08:15", "2026年11月20日 08:15"),
        (ElementKind.CHOICE, "post", "邮寄到家"),
        (ElementKind.NUMBER, "3320", "3320 克"),
        (ElementKind.MONEY, "500000.50", "500,000.50 元"),
        (ElementKind.TEXT, "", ""),
    ],
)
def test_values_are_shown_as_people_read_them(kind: ElementKind, value: str, shown: str) -> None:
    assert show_value(element(kind), value) == shown

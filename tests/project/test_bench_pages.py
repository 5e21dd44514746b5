"""Row 7: every side asks the same fields, what was counted is a gate, and without a browser nothing is claimed."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from onething.project.bench.browsing import Score, Visit
from onething.project.bench.measuring import Figure
from onething.project.bench.plain_pages import (
    PlainField,
    django_form,
    govuk_folder,
    least_page,
    write_govuk,
    write_least,
)
from onething.project.bench.works import page
from onething.project.bench.works.page import Seen, _judge_loading, measure_loading

FIELDS = [
    PlainField(place=0, name="one.name", kind="text", label="姓名", hint="", options=()),
    PlainField(place=1, name="one.day", kind="date", label="日期", hint="与证照一致", options=()),
    PlainField(place=2, name="one.sort", kind="choice", label="种类", hint="", options=(("a", "甲"), ("b", "乙"))),
]
SMALL = {"lcp": 900.0, "blocked": 20.0, "busy": 400.0, "size": 60_000, "requests": 8, "fonts": 0}


def names_in(text: str) -> set[str]:
    """Fields by the names of their controls; the boxes of one date are one field."""
    found = re.findall(r'<(?:input|select)[^>]* name="([^"]+)"', text)
    return {re.sub("-(year|month|day)$", "", name) for name in found} - {"csrfmiddlewaretoken"}


def goals_of(*, score: Score | None = None, wall: float = 900.0, **more: float) -> dict[str, tuple[bool, bool]]:
    seen = Seen(name="row7", url="", visits=[Visit(**{**SMALL, **more})], score=score)  # type: ignore[arg-type]
    goals = _judge_loading(seen, Figure(wall=wall, cpu=1.0, best=1.0), 1.0)
    return {goal.text: (goal.met, goal.counted) for goal in goals}


def test_every_side_asks_the_same(tmp_path: Path) -> None:
    frontend = tmp_path / "frontend"
    (frontend / "assets" / "fonts").mkdir(parents=True)
    for name in ("govuk-frontend.min.css", "govuk-frontend.min.js"):
        (frontend / name).write_text("")

    write_least(tmp_path / "least", FIELDS)
    write_govuk(tmp_path / "govuk", FIELDS, frontend)

    wanted = {"one.name", "one.day", "one.sort"}
    assert names_in((tmp_path / "least" / "index.html").read_text(encoding="utf-8")) == wanted
    assert names_in((tmp_path / "govuk" / "index.html").read_text(encoding="utf-8")) == wanted
    assert names_in(django_form(FIELDS)()) == wanted
    assert [least_page(FIELDS)().count(text) for text in ("甲", "与证照一致")] == [1, 1]
    assert (tmp_path / "govuk" / "govuk-frontend.min.css.gz").exists()


def test_the_frontend_is_looked_for_among_the_peers_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ONETHING_PEERS", raising=False)
    assert govuk_folder() is None

    (tmp_path / "node_modules" / "govuk-frontend" / "dist" / "govuk").mkdir(parents=True)
    monkeypatch.setenv("ONETHING_PEERS", str(tmp_path))
    assert govuk_folder() == tmp_path / "node_modules" / "govuk-frontend" / "dist" / "govuk"


def test_bytes_requests_and_fonts_are_gates_and_times_are_not() -> None:
    assert set(goals_of().values()) == {(True, True), (True, False)}
    assert goals_of(size=60_001)["≤ 60,000 B"] == (False, True)
    assert goals_of(requests=9)["≤ 8 requests"] == (False, True)
    assert goals_of(fonts=1)["no web font"] == (False, True)
    assert goals_of(wall=1501.0)["LCP ≤ 1500 ms"] == (False, False)
    assert goals_of(blocked=101.0)["TBT ≤ 100 ms"] == (False, False)


def test_the_scores_of_lighthouse_are_told_where_it_ran() -> None:
    told = goals_of(score=Score(performance=94, accessibility=100))

    assert [told["Lighthouse ≥ 95"], told["a11y 100"]] == [(False, False), (True, False)]
    assert "Lighthouse ≥ 95" not in goals_of()


def test_without_a_browser_nothing_is_claimed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(page, "connection", SimpleNamespace(vendor="sqlite"))
    monkeypatch.setattr(page, "chromium", lambda: None)

    assert list(measure_loading()) == []

    assert "playwright" in capsys.readouterr().err

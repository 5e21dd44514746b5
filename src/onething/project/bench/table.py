"""The measured rows as a small aligned table, and which counts were broken."""

from typing import Any

HEAD = ("work", "database", "ours", "cpu", "floor / peer", "", "ratio", "counts", "goal", "verdict")


def render(rows: list[dict[str, Any]]) -> str:
    """Milliseconds per piece of work, medians of one interleaved run; `cpu` is ours, median and fastest."""
    lines = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def broken_counts(rows: list[dict[str, Any]]) -> list[str]:
    """The goals on counts that were missed: these alone fail a run."""
    return [
        f"{row['work']}: {goal['text']}" for row in rows for goal in row["goals"] if goal["counted"] and not goal["met"]
    ]


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    ours, other, goals = row["ours"], row["other"], row["goals"]
    missed = [goal["text"] for goal in goals if not goal["met"]]
    return (
        row["work"],
        row["database"],
        _ms(ours["wall"]),
        f"{_ms(ours['cpu'])} ({_ms(ours['best'])})",
        row["against"],
        _ms(other["wall"]),
        f"{row['ratio']:.3g}x",
        ", ".join(f"{number} {name}" for name, number in row["counts"].items()),
        ", ".join(goal["text"] for goal in goals),
        f"missed {', '.join(missed)}" if missed else "met" if goals else "",
    )


def _ms(value: float) -> str:
    return f"{value:.3g} ms"

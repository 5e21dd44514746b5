"""A state table as people read it in the docs; a test compares the page with the table."""

from onething.core.states.table import A, Move, S, StateTable, label


def render_markdown(table: StateTable[S, A]) -> str:
    """A Markdown table in the order of the rows, with the first and the final states above it."""
    final = "、".join(label(state) for state in type(table.start) if state in table.final)
    head = f"开始：{label(table.start)}。终结：{final}。\n\n| 状态 | 动作 | 到 | 说明 | 依据 |\n|---|---|---|---|---|\n"
    return head + "".join(_line(row) for row in table.rows)


def _line(row: Move[S, A]) -> str:
    cells = (label(row.source), label(row.action), label(row.target), row.note, row.basis)
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"

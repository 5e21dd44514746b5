"""A small record, a pledge, through its table of moves."""

from enum import StrEnum

import pytest

from onething.core.states import IllegalMove, Move, StateTable, TableRefused, render_markdown


class Pledge(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    LAPSED = "lapsed"

    @property
    def label(self) -> str:
        return {"open": "待履行", "kept": "已履行", "lapsed": "已失效"}[self.value]


class Act(StrEnum):
    SUPPLY = "supply"
    REMIND = "remind"
    LAPSE = "lapse"


SUPPLY = Move(Pledge.OPEN, Act.SUPPLY, Pledge.KEPT, note="材料补齐|核对", basis="告知承诺办法")
REMIND = Move(Pledge.OPEN, Act.REMIND, Pledge.OPEN)
LAPSE = Move(Pledge.OPEN, Act.LAPSE, Pledge.LAPSED)
ENDS = frozenset({Pledge.KEPT, Pledge.LAPSED})
TABLE = StateTable(start=Pledge.OPEN, final=ENDS, rows=(SUPPLY, REMIND, LAPSE))


def test_an_action_leads_to_its_target() -> None:
    assert TABLE.follow(Pledge.OPEN, Act.SUPPLY) is Pledge.KEPT
    assert TABLE.follow(Pledge.OPEN, Act.REMIND) is Pledge.OPEN


def test_what_is_possible_stands_in_the_order_of_the_rows() -> None:
    assert TABLE.legal(Pledge.OPEN) == (Act.SUPPLY, Act.REMIND, Act.LAPSE)
    assert TABLE.legal(Pledge.KEPT) == ()


def test_an_illegal_move_carries_and_tells_what_is_possible() -> None:
    table = StateTable(
        start=Pledge.OPEN,
        final=frozenset({Pledge.LAPSED}),
        rows=(SUPPLY, REMIND, Move(Pledge.KEPT, Act.LAPSE, Pledge.LAPSED)),
    )

    with pytest.raises(IllegalMove) as refusal:
        table.follow(Pledge.OPEN, Act.LAPSE)

    assert (refusal.value.state, refusal.value.action) == (Pledge.OPEN, Act.LAPSE)
    assert refusal.value.legal == (Act.SUPPLY, Act.REMIND)
    assert str(refusal.value) == "当前状态“待履行”不能执行“lapse”。现在可以：supply、remind。"


def test_nothing_is_possible_in_an_ended_record() -> None:
    with pytest.raises(IllegalMove, match="已经终结"):
        TABLE.follow(Pledge.KEPT, Act.LAPSE)


@pytest.mark.parametrize(
    ("rows", "final", "reason"),
    [
        ((SUPPLY, LAPSE, Move(Pledge.OPEN, Act.LAPSE, Pledge.KEPT)), ENDS, "“待履行”上的动作“lapse”写了两次"),
        ((SUPPLY, REMIND), ENDS, "从“待履行”到不了“已失效”"),
        ((SUPPLY, LAPSE), frozenset({Pledge.KEPT}), "“已失效”走不到任何终结状态"),
        ((SUPPLY, LAPSE, Move(Pledge.LAPSED, Act.REMIND, Pledge.LAPSED)), frozenset({Pledge.KEPT}), "“已失效”走不到"),
    ],
    ids=["double", "unreachable", "dead end", "circle without end"],
)
def test_an_unsound_table_cannot_be_built(
    rows: tuple[Move[Pledge, Act], ...], final: frozenset[Pledge], reason: str
) -> None:
    with pytest.raises(TableRefused, match=reason):
        StateTable(start=Pledge.OPEN, final=final, rows=rows)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(TableRefused) as refusal:
        StateTable(start=Pledge.OPEN, final=frozenset({Pledge.LAPSED}), rows=(SUPPLY, SUPPLY))

    assert len(refusal.value.reasons) == 4


def test_the_table_is_rendered_for_the_docs() -> None:
    assert render_markdown(TABLE) == (
        "开始：待履行。终结：已履行、已失效。\n"
        "\n"
        "| 状态 | 动作 | 到 | 说明 | 依据 |\n"
        "|---|---|---|---|---|\n"
        "| 待履行 | supply | 已履行 | 材料补齐\\|核对 | 告知承诺办法 |\n"
        "| 待履行 | remind | 待履行 |  |  |\n"
        "| 待履行 | lapse | 已失效 |  |  |\n"
    )

"""What a message says, how long it is, and that nothing stands in it that a stranger may not read."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from onething.modules.notify.domain.wording import (
    LONGEST_SIGNATURE,
    WORDINGS,
    About,
    MessageKind,
    count_segments,
    write_sms,
    write_text,
)

ABOUT = About(
    title="新生儿出生",
    number="99010020261123345678J",
    day=date(2026, 12, 3),
    place="禾丰市政务服务中心",
    matter="联合勘验",
    hour="上午 9:00",
)
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "messages.yaml").read_text(encoding="utf-8"))
LONGEST = About(
    title="内资企业变更登记和许可证件联动换发", number="99010020261123345678J", day=date(2026, 12, 31),
    place="禾丰市青禾区城东街道便民服务中心", matter="联合勘验", hour="下午 14:00",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}{case.get('without', '')}")
def test_every_kind_reads_as_written_down(case: dict[str, Any]) -> None:
    missing: dict[str, Any] = {"day": None, "place": ""}
    kind, without = MessageKind.of(case["kind"]), case.get("without", "")
    about = replace(ABOUT, **{without: missing[without]}) if without else ABOUT

    sms = write_sms(kind, write_text(kind, about), signature="禾丰一件事")

    assert (sms, len(sms)) == (case["sms"], case["length"])


def test_no_kind_is_without_words_or_forgotten_in_the_table() -> None:
    assert set(WORDINGS) == set(MessageKind) == {MessageKind.of(case["kind"]) for case in CASES}


@pytest.mark.parametrize("kind", MessageKind)
def test_the_longest_names_still_fit_into_one_segment(kind: MessageKind) -> None:
    sms = write_sms(kind, write_text(kind, LONGEST), signature="一" * LONGEST_SIGNATURE)

    assert count_segments(sms) == 1


def test_what_may_be_refused_is_what_costs_no_right_when_unread() -> None:
    optional = {kind for kind, wording in WORDINGS.items() if wording.optional}

    assert optional == {
        MessageKind.ACCEPTED,
        MessageKind.READY,
        MessageKind.FEE,
        MessageKind.REFUND,
        MessageKind.ANSWERED,
        MessageKind.PRE_REVIEWED,
    }


@pytest.mark.parametrize(
    ("text", "segments"),
    [("一" * 70, 1), ("一" * 71, 2), ("一" * 134, 2), ("一" * 135, 3), ("𠮷" * 35, 1), ("𠮷" * 36, 2)],
)
def test_segments_are_counted_as_networks_do(text: str, segments: int) -> None:
    """A rare character outside the basic plane takes two places."""
    assert count_segments(text) == segments

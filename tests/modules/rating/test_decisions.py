"""What may be rated now, what a whole answer is, and who may still change one."""

from datetime import UTC, datetime, timedelta

import pytest

from onething.core.lifecycle import CaseState
from onething.modules.rating.api import LEVELS, Answer, Stage, Standing, decide_answer
from onething.modules.rating.domain.stages import decide_stage, decide_standing

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
S = CaseState


def test_five_levels_with_eight_reasons_each_and_the_lower_two_are_bad() -> None:
    assert [(one.code, one.name, one.bad, len(one.reasons)) for one in LEVELS] == [
        (5, "非常满意", False, 8),
        (4, "满意", False, 8),
        (3, "基本满意", False, 8),
        (2, "不满意", True, 8),
        (1, "非常不满意", True, 8),
    ]
    assert all(str(code).startswith(str(one.code)) for one in LEVELS for code in one.reasons)


@pytest.mark.parametrize(
    ("states", "stage"),
    [
        ([S.RECEIVED], Stage.FILING),
        ([S.GRANTED, S.WAITING], Stage.FILING),
        ([S.CONCLUDED, S.REVIEWING], Stage.CONCLUSION),
    ],
)
def test_the_end_is_rated_as_soon_as_one_case_has_reached_it(states: list[CaseState], stage: Stage) -> None:
    assert decide_stage(states) is stage


def test_an_answer_names_its_reasons_once_and_only_a_bad_one_may_be_named() -> None:
    bad = decide_answer(level="2", reasons=["214", "207", "214"], words=" 等了很久 ", named=True)
    good = decide_answer(level="5", reasons=[], words="", named=True)

    assert isinstance(bad, Answer)
    assert isinstance(good, Answer)
    assert (bad.level.code, bad.reasons, bad.words, bad.named) == (2, (207, 214), "等了很久", True)
    assert (good.level.name, good.reasons, good.named) == ("非常满意", (), False)


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"level": ""}, ["level"]),
        ({"level": "6"}, ["level"]),
        ({"level": "２"}, ["level"]),
        ({"level": "2", "reasons": ["510"]}, ["reasons"]),
        ({"level": "2", "reasons": ["x"], "words": "长" * 501}, ["reasons", "words"]),
    ],
)
def test_what_no_page_of_ours_offers_is_refused_with_everything_that_is_wrong(
    given: dict[str, object], fields: list[str]
) -> None:
    wrong = decide_answer(**{"level": "2", "reasons": [], "words": "", "named": False, **given})  # type: ignore[arg-type]

    assert isinstance(wrong, dict)
    assert list(wrong) == fields


@pytest.mark.parametrize(
    ("first_at", "own", "standing"),
    [
        (None, False, Standing.OPEN),
        (NOW, False, Standing.ANSWERED),
        (NOW, True, Standing.CHANGEABLE),
        (NOW - timedelta(days=15) + timedelta(seconds=1), True, Standing.CHANGEABLE),
        (NOW - timedelta(days=15), True, Standing.SETTLED),
    ],
)
def test_once_rated_only_the_applicant_changes_it_and_only_for_some_days(
    first_at: datetime | None, own: bool, standing: Standing
) -> None:
    assert decide_standing(first_at=first_at, own=own, now=NOW, days=15) is standing

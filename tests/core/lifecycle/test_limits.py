"""The limits of a case, from the item's own law: only what is confirmed starts a clock of law."""

from dataclasses import replace
from datetime import date

import pytest

from builders.logs import log_from
from builders.planning import item
from onething.core.calendar import Span
from onething.core.definitions import Basis, Item, ItemType, Limit, LimitKind, Mark
from onething.core.lifecycle import (
    ACCEPTANCE_SPAN,
    COURT,
    DECEITFUL_GRANT,
    LEGAL_LIMITS,
    REVIEW,
    UNTRUE_APPLICATION,
    Approver,
    CaseLimits,
    Extension,
    limits_of,
    statutory_limit,
)
from onething.core.lifecycle.case import fold_case

LAW = Basis("不动产登记暂行条例", "第17条", Mark.CONFIRMED)
DAYS = Span.working_days


def fixed(amount: int, *, extension: Span | None = None, mark: Mark = Mark.CONFIRMED) -> Limit:
    return Limit(LimitKind.FIXED, replace(LAW, mark=mark), DAYS(amount), extension)


def test_licensing_without_a_limit_of_its_own_has_those_of_the_licensing_law() -> None:
    licence = item("licence", type=ItemType.LICENSING, statutory=Limit(LimitKind.NONE, LAW))

    assert limits_of(licence, promised=DAYS(5)) == CaseLimits(
        promised=DAYS(5), statutory=DAYS(20), delivery=DAYS(10), extension=Extension(DAYS(10), Approver.BODY_HEAD)
    )


def test_a_licence_whose_own_limit_is_not_confirmed_has_that_of_the_licensing_law() -> None:
    doubtful = item("licence", type=ItemType.LICENSING, statutory=fixed(10, mark=Mark.UNCONFIRMED))
    at_once = item("licence", type=ItemType.LICENSING, statutory=Limit(LimitKind.ON_THE_SPOT, LAW))

    assert limits_of(doubtful, promised=None).statutory == DAYS(20)
    assert statutory_limit(at_once) is at_once.statutory


def test_the_law_says_since_when_and_who_may_lengthen() -> None:
    law = replace(fixed(45, extension=DAYS(15)), from_receipt=True, extended_by_government=True)

    limits = limits_of(item("together", type=ItemType.LICENSING, statutory=law), promised=None)

    assert limits.from_receipt
    assert limits.extension == Extension(DAYS(15), Approver.GOVERNMENT_HEAD)


def test_what_is_not_licensed_has_only_its_own() -> None:
    service = item("service", type=ItemType.PUBLIC_SERVICE, statutory=fixed(30, extension=DAYS(10)))

    limits = limits_of(service, promised=None, renews_until=date(2026, 6, 3))

    assert limits == CaseLimits(
        promised=None, statutory=DAYS(30), extension=Extension(DAYS(10)), renews_until=date(2026, 6, 3)
    )
    assert statutory_limit(service) is service.statutory


def test_an_unconfirmed_limit_starts_no_clock_and_cannot_be_lengthened() -> None:
    doubtful = item(
        "service", type=ItemType.PUBLIC_SERVICE, statutory=fixed(30, extension=DAYS(10), mark=Mark.UNCONFIRMED)
    )

    assert limits_of(doubtful, promised=None) == CaseLimits(promised=None, statutory=None)


@pytest.mark.parametrize(
    ("acceptance", "expected"),
    [
        (None, ACCEPTANCE_SPAN),
        (Limit(LimitKind.ON_THE_SPOT, LAW), Span.spot()),
        (Limit(LimitKind.ON_THE_SPOT, replace(LAW, mark=Mark.UNCONFIRMED)), ACCEPTANCE_SPAN),
        (fixed(3), DAYS(3)),
    ],
    ids=["the general rule", "on the spot", "not confirmed", "three days"],
)
def test_an_item_may_be_stricter_about_acceptance(acceptance: Limit | None, expected: Span) -> None:
    home: Item = replace(item("home"), acceptance=acceptance)

    assert limits_of(home, promised=None).acceptance == expected


def test_every_limit_of_procedure_names_its_article() -> None:
    assert all(limit.basis.article for limit in LEGAL_LIMITS)
    assert [limit.basis.article for limit in LEGAL_LIMITS if not limit.basis.confirmed] == [
        "第四十七条第一款", "第七十八条", "第七十九条",
    ]  # fmt: skip
    assert len({limit.what for limit in LEGAL_LIMITS}) == len(LEGAL_LIMITS) == 15


def test_who_turns_against_a_decision_has_sixty_days_and_six_months() -> None:
    assert [(one.span.label, one.basis.citation) for one in (REVIEW, COURT)] == [
        ("60 个自然日", "《行政复议法》第二十条第一款"),
        ("6 个月", "《行政诉讼法》第四十六条第一款"),
    ]


def test_who_deceived_may_not_apply_again_for_one_year_or_three() -> None:
    assert [(one.span.label, one.basis.citation) for one in (UNTRUE_APPLICATION, DECEITFUL_GRANT)] == [
        ("1 年", "《行政许可法》第七十八条"),
        ("3 年", "《行政许可法》第七十九条"),
    ]


def test_a_log_says_without_a_calendar_why_time_stands_still() -> None:
    log = fold_case(log_from([["open", "2026-06-01"], ["accept", "2026-06-01"], ["start_special", "2026-06-02", "H"]]))

    assert [ground.label for ground in log.pauses] == ["专家评审"]

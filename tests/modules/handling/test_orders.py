"""Two materials that may follow, each with a day and an order of its own: one comes late, the other only later."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from builders.cases import CITIZEN, CLERK, MONDAY, case_at, file_plan, states
from builders.filing import PDF
from onething.core.planning import Holding, Selection, compile_plan
from onething.modules.catalogue.api import published_bundle
from onething.modules.handling.api import accept_application, hold_to_promises, supply_promised
from onething.modules.pledge.api import promises_of
from onething.platform.clock import legal_day

pytestmark = pytest.mark.usefixtures("city")
DAY = timedelta(days=1)
ITEM, CARD, KINSHIP = "survivor-benefits", "applicant:bank-card", "applicant:kinship-proof"
ANSWERS = {
    "household_place": "here", "death_certificate": "issued", "insured_as": "retired", "housing_fund": "yes",
    "driving_licence": "no", "kinship_on_record": "no", "searches": "none",
}  # fmt: skip


@pytest.fixture
def application() -> UUID:
    """Accepted on the Monday; the card is owed for five working days, the proof of kinship for ten."""
    source = published_bundle("after-death", on=legal_day(MONDAY))
    plan = compile_plan(
        bundle=source.bundle,
        library=source.library,
        parameters=source.parameters,
        calendar=source.calendar,
        answers=ANSWERS,
        selection=Selection(),
        holdings={("applicant", "bank-card"): Holding(held=False), ("applicant", "kinship-proof"): Holding(held=False)},
        start=legal_day(MONDAY),
        bundle_version=source.version,
    )
    filed = file_plan(plan, promised={CARD: "deferral", KINSHIP: "deferral"})
    accept_application(application=filed, actor=CLERK, now=MONDAY)
    return filed


def promised(application: UUID) -> dict[str, tuple[str, date | None]]:
    return {one.material: (one.state.value, one.ordered_until) for one in promises_of(application)}


def until(days: int) -> list[datetime]:
    return [MONDAY + (day + 1) * DAY for day in range(days)]


def test_an_order_is_for_its_own_material_and_what_comes_late_later_is_ordered_first(application: UUID) -> None:
    for now in until(9):
        hold_to_promises(now)
    assert promised(application) == {CARD: ("ordered", date(2026, 3, 13)), KINSHIP: ("standing", None)}
    pages = [("银行卡.pdf", PDF)]
    supply_promised(application=application, material=CARD, pages=pages, actor=CITIZEN, now=MONDAY + 10 * DAY)

    for now in until(15):
        hold_to_promises(now)

    assert promised(application) == {CARD: ("kept", date(2026, 3, 13)), KINSHIP: ("ordered", date(2026, 3, 20))}
    actions = [line[0] for line in case_at(application, ITEM).ledger]
    assert actions[-4:] == ["order_rectify", "supply_deferred", "rectify", "order_rectify"]
    assert states(application)[ITEM] == "accepted"

    for now in until(19):
        hold_to_promises(now)

    assert states(application)[ITEM] == "terminated"
    assert promised(application)[KINSHIP][0] == "broken"

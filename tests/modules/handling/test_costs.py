"""How many statements a step takes."""

import pytest

from builders.cases import CLERK, MONDAY, NO, case_at, file_newborn, officer
from builders.notices import CONSENT, WAITING, supply
from builders.statements import as_at_work, counted
from onething.modules.handling.api import accept_application, ask_correction, deny, grant, start_review

pytestmark = pytest.mark.usefixtures("city")


def test_steps_cost_what_was_agreed() -> None:
    as_at_work(now=MONDAY)
    with counted() as filing:
        application = file_newborn()
    with counted() as asking:
        ask_correction(application=application, defects=[CONSENT, WAITING], actor=CLERK, now=MONDAY)
    supply(application)
    as_at_work(now=MONDAY)
    with counted() as accepting:
        accept_application(application=application, actor=CLERK, now=MONDAY)
    row, me = case_at(application, "birth-certificate"), officer("health")
    with counted() as reviewing:
        start_review(case=row.public_id, version=row.row_version, actor=me, now=MONDAY)
    with counted() as granting:
        grant(case=row.public_id, version=row.row_version + 1, opinion="好", result_number="1", actor=me, now=MONDAY)
    row = case_at(application, "birth-registration")
    with counted() as denying:
        deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer("police"), now=MONDAY)

    mine = [sql for sql in filing.statements if "handling" in sql or "numbering" in sql or "organisation" in sql]
    assert len(mine) == 3  # bodies, serials, cases; and one INSERT into the log
    assert [len(cost.statements) for cost in (asking, accepting, reviewing, granting, denying)] == [6, 6, 3, 6, 6]

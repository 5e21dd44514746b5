"""What a row caches is what its log says."""

from datetime import date, timedelta

import pytest

from builders.cases import CITIZEN, CLERK, MONDAY, NO, accepted_newborn, case_at, file_newborn, grant_item, officer
from builders.notices import CONSENT, TUESDAY, WAITING, supply
from onething.core.lifecycle import CaseEntry, fold_case, read_case
from onething.modules.handling.api import accept_application, ask_correction, deny, withdraw
from onething.modules.handling.definitions import calendar_of
from onething.modules.handling.domain.stored import ACTIONS, read_limits
from onething.modules.handling.models import Case
from onething.modules.handling.services.deem import deem_accepted
from onething.modules.handling.services.lapse import lapse_corrections
from onething.platform.clock import legal_day
from onething.platform.logs.api import ActionRow, actions_of

pytestmark = pytest.mark.usefixtures("city")


def test_every_cached_state_equals_the_fold_over_its_log() -> None:
    applications = [accepted_newborn(serial=1), file_newborn(serial=2), accepted_newborn(serial=3, births="two")]
    grant_item(applications[0], "birth-certificate", now=TUESDAY)
    row = case_at(applications[0], "vaccination-certificate")
    deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer("disease-control"), now=TUESDAY)
    ask_correction(application=applications[1], defects=[CONSENT], actor=CLERK, now=MONDAY)
    supply(applications[1])
    withdraw(application=applications[2], actor=CITIZEN, now=TUESDAY)
    file_newborn(serial=4)
    late, corrected = file_newborn(serial=5), file_newborn(serial=6)
    for application in (late, corrected):
        ask_correction(application=application, defects=[CONSENT, WAITING], actor=CLERK, now=MONDAY)
        accept_application(application=application, actor=CLERK, now=MONDAY)
    supply(corrected)
    lapse_corrections(MONDAY + timedelta(days=22))
    deem_accepted(MONDAY + timedelta(days=30))

    rows = Case.objects.all()
    assert len(rows) == 6 + 6 + 11 + 6 + 6 + 6
    for row in rows:
        log = list(actions_of(subject_kind="case", subject_id=row.public_id))
        entries = [CaseEntry(ACTIONS[line.kind], counted_from(line)) for line in log if line.kind in ACTIONS]
        reading = read_case(entries, limits=read_limits(row.limits), calendar=calendar_of(row))
        assert [line.seq for line in log] == list(range(1, row.log_length + 1))
        assert (row.state, row.due_on) == (reading.state, reading.due_on)
        assert row.awaits_correction == fold_case(entries).awaits_correction


def counted_from(line: ActionRow) -> date:
    """The legal day of a line of the log: the one it names, else that of its instant."""
    named = line.payload.get("on")
    return date.fromisoformat(named) if named else legal_day(line.at)

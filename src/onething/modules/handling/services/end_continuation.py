"""A licence was revoked, recalled or cancelled: what was to continue it ends, and what has continued it is to be checked.

Source: 行政许可法 第五十条第一款 (what is continued is a licence that is lawfully held), 第六十九条, 第七十条.
"""

from datetime import datetime
from uuid import UUID

from onething.core.lifecycle import UNDECIDED, CaseAction
from onething.modules.handling import procedure_notices as notices
from onething.modules.handling.docket import SUBJECT, Docket, file_of, load_docket
from onething.modules.handling.held import why_gone
from onething.modules.handling.models import Case
from onething.modules.handling.services.rest_on import FELL, TO_CHECK
from onething.modules.handling.services.settle import settle
from onething.platform.logs.api import actions_of
from onething.platform.outbox.api import Work, step
from onething.platform.permissions import HOUSE

LICENCE_GONE = "handling.licence_gone"
RULE = "行政许可法 第五十条第一款"


def end_continuations(work: Work) -> None:
    """Each application of a continuation by itself, after the step that undid the licence; a second time nothing is left to do."""
    for row in Case.objects.filter(renews=work.subject).order_by("id"):
        _follow(row.application_ref, work.payload["seq"], work.now)


@step()
def _follow(application: UUID, seq: int, now: datetime) -> None:
    docket = load_docket(application=application, actor=HOUSE, now=now)
    for row in docket.rows:
        reason = why_gone(row)
        if reason and row.state in UNDECIDED:
            end_continuation(docket, row, reason=reason)
        elif reason and file_of(row).granted and not _told(row, seq):
            docket.note(row, FELL, payload={"because": [str(row.renews)], "seq": seq}, ground=TO_CHECK)
            docket.save()


def end_continuation(docket: Docket, row: Case, *, reason: str) -> None:
    """It ends with the reason in log and paper; taken up anew, it goes on, if the licence stands again by then."""
    row.opinion, row.ground = reason, RULE
    docket.move(row, CaseAction.TERMINATE, ground=RULE)
    settle(docket)
    notices.terminated(docket, [row], reason=reason, rule=RULE)


def _told(row: Case, seq: int) -> bool:
    return actions_of(subject_kind=SUBJECT, subject_id=row.public_id).filter(kind=FELL, payload__seq=seq).exists()

"""By which phone whoever filed wants to be reached: the one that stands in the form."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from onething.core.definitions import ElementKind
from onething.modules.intake.access import log_reading
from onething.modules.intake.domain.filed import FiledField, read_form
from onething.modules.intake.domain.parties import APPLICANT, HANDLER, party_in_role
from onething.modules.intake.models import Application
from onething.modules.intake.queries import plan_of
from onething.platform.permissions import HOUSE

PURPOSE = "发送办件短信"


def phone_to_notify(application: UUID, *, now: datetime) -> str:
    """The handler's, else the applicant's; empty when the form asks for neither. On the access log."""
    row = Application.objects.get(public_id=application)
    plan = plan_of(row)
    filed, parties = read_form(row.form), [party_in_role(plan, role) for role in (HANDLER, APPLICANT)]
    phone = next(_phones(filed, parties), "")
    if phone:
        log_reading(row, actor=HOUSE, purpose=PURPOSE, now=now, fields=("phone",))
    return phone


def _phones(filed: Iterable[FiledField], parties: Iterable[str]) -> Iterator[str]:
    entries = [entry for entry in filed if entry.kind == ElementKind.PHONE and entry.value]
    return (entry.value for party in parties if party for entry in entries if entry.party == party)

"""Send one letter to a department's system: the case with everything its body needs, or that it has ended."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from onething.core.lifecycle import IN_REVIEW
from onething.modules.handling.connectors.configured import find_system
from onething.modules.handling.domain.departments import WayOfWork
from onething.modules.handling.domain.letters import (
    Answer,
    CaseFacts,
    Content,
    Letter,
    NotArrived,
    NotWanted,
    Received,
    Resting,
    ended,
    handed_over,
)
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.models import Case, Transfer
from onething.modules.handling.ports import DepartmentSystem
from onething.modules.handling.queries import info_of, standing_upstream
from onething.modules.intake.api import MaterialInfo, form_for_items, materials_for_items
from onething.platform.outbox.api import GiveUp, NotNow, Work
from onething.platform.permissions import Actor, Role

PURPOSE = "转送部门业务系统"
NO_SYSTEM = "这个部门没有配置业务系统的连接（ONETHING_DEPARTMENT_SYSTEMS）"
TAKEN_UP_HERE = "已结束，由部门在平台上重新办理"
LEFT_FOR = "职责划转，改由{}办理"
CHANNEL = "connector"
# A night of outage costs nobody anything; after two days somebody has to look.
RETRY_WAITS = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=12),
    timedelta(hours=20),
)


class NotHandedOver(Exception):
    """The department's system could not be reached; it is tried again."""


def system_actor(body_code: str) -> Actor:
    """The system of this body: it acts in the body's cases as the body's officers do."""
    return Actor(role=Role.CLIENT, body_code=body_code, channel=CHANNEL)


def hand_over(work: Work) -> None:
    """One letter; the delivery is the message's id, so that whatever comes twice is known there."""
    if "left" in work.payload:
        _tell_left(work)
        return
    transfers = Transfer.objects.select_related("case")
    transfer = transfers.filter(case__public_id=work.subject).first() if work.subject else None
    if transfer is None or transfer.way != WayOfWork.CONNECTOR:
        return  # the body worked otherwise when the case was accepted: its system knows nothing of it
    system = find_system(transfer.body_code)
    if system is None:
        raise GiveUp(NO_SYSTEM)
    rows = Transfer.objects.filter(pk=transfer.pk)
    if work.payload["letter"] == Letter.ENDED.value:
        _settle(rows, _tell_end(transfer.case, system, work, said=_how_it_ended(transfer)), work)
    elif STATES[transfer.case.state] in IN_REVIEW and transfer.over_at is None:
        _settle(rows, _hand_over(transfer.case, system, work), work)
    # else it ended before it arrived: nothing is handed over, and the letter about the end is on its way


def _how_it_ended(transfer: Transfer) -> str:
    return TAKEN_UP_HERE if transfer.over_at else info_of(transfer.case).state_label


def _tell_left(work: Work) -> None:
    """To the system of the body that handled the case before (职责划转): for that system it has ended."""
    system = find_system(work.payload["left"])
    row = Case.objects.filter(public_id=work.subject).first() if work.subject else None
    if system is not None and row is not None:
        said = LEFT_FOR.format(work.payload["to"])
        _settle(Transfer.objects.none(), _tell_end(row, system, work, said=said), work)


def report_address(body_code: str) -> str:
    """Where the system of this body reports to."""
    return f"{settings.PUBLIC_URL}/api/v1/department-systems/{body_code}/reports"


def _hand_over(row: Case, system: DepartmentSystem, work: Work) -> Answer:
    letter = handed_over(
        _facts(row),
        _content(row, work),
        delivery=str(work.id),
        report_to=report_address(row.body_code),
        now=work.now,
    )
    return system.push(letter, now=work.now)


def _tell_end(row: Case, system: DepartmentSystem, work: Work, *, said: str) -> Answer:
    letter = ended(
        case=row.public_id,
        number=row.number,
        state=row.state,
        state_label=said,
        delivery=str(work.id),
        now=work.now,
    )
    return system.push(letter, now=work.now)


def _settle(rows: QuerySet[Transfer], answer: Answer, work: Work) -> None:
    match answer:
        case Received(number=number):
            rows.filter(arrived_at__isnull=True).update(arrived_at=work.now)
            rows.update(last_failure="", **({"number_there": number} if number else {}))
        case Resting(until=until):
            raise NotNow(until)
        case NotArrived(reason=reason):
            rows.update(last_failure=reason)
            raise NotHandedOver(reason)
        case NotWanted(reason=reason):
            rows.update(last_failure=reason)
            raise GiveUp(reason)


def _facts(row: Case) -> CaseFacts:
    return CaseFacts(
        id=row.public_id,
        number=row.number,
        application_number=row.application_number,
        body=row.body_code,
        bundle=row.bundle_name,
        item=row.item,
        item_name=row.item_name,
        subject=row.subject_label,
        applicant=row.applicant,
        accepted_on=row.accepted_on or row.planned_on,
        due_on=row.due_on,
    )


def _content(row: Case, work: Work) -> Content:
    """What this item needs and nothing else; that the body's system read it is in the access log."""
    actor = system_actor(row.body_code)
    form = form_for_items(row.application_ref, items=(row.key,), actor=actor, purpose=PURPOSE, now=work.now)
    materials = materials_for_items(row.application_ref, items=(row.key,))
    return Content(
        fields=[
            {"key": one.key, "label": one.label, "party": one.party_label, "value": one.value, "shown": one.shown}
            for one in form
        ],
        materials=[_material(row, one) for one in materials],
        results=[
            {name: one[name] for name in ("material", "name", "number", "item", "body")}
            for one in standing_upstream(row)
        ],
    )


def _material(row: Case, material: MaterialInfo) -> Mapping[str, Any]:
    """Files go by address: whoever fetches one is in the access log as well."""
    folder = f"{settings.PUBLIC_URL}/api/v1/department-systems/{row.body_code}/cases/{row.public_id}/files"
    return {
        "key": material.key,
        "name": material.name,
        "treatment": material.treatment,
        "files": [
            {"id": file.id, "media_type": file.media_type, "size": file.size, "href": f"{folder}/{file.id}"}
            for file in material.files
        ],
    }

"""The correction notice reaches the applicant, where a local rule keeps the limit by delivery (送达) and not by issue.

Source: 行政许可法 32(1)(四). Who applied online is served there at once, as with decisions; who came to a window when they open
it in their own space, or when it is handed over with a proof of service (送达回证). Later than the last day is not told at all.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onething.core.identifiers import mask_name
from onething.core.lifecycle import CaseAction, CaseState
from onething.modules.handling.docket import Docket, check_version, load_docket, within_reach
from onething.modules.handling.errors import MoveRefused
from onething.modules.handling.models import Case
from onething.modules.handling.notices import issue_for, lead_of
from onething.modules.handling.services.attest import WAYS
from onething.modules.handling.services.decide import ONLINE, is_served_online
from onething.modules.identity.api import find_bearer
from onething.modules.papers.api import PaperInfo, ProofOfService, ServedResult, papers_of_whole
from onething.platform.permissions import Action, Actor

OPENED, HANDED_OVER = "opened", "pick-up"
KIND = "correction"
NOTHING = "这件申请没有等着送达的补正书，可能已经送达、已经补正，或者期限已过。请刷新页面看最新情况。"
NAME = "证件上的姓名不是申请人，也不是现在有权代申请人办这件事的人。没有登记送达，请对照身份证原件逐字核对。"


def is_untold(row: Case) -> bool:
    """Whether its notice has not reached the applicant, so that the limit of acceptance still runs."""
    return row.state == CaseState.CORRECTING and row.due_on is not None


def is_too_late(row: Case, *, on: date) -> bool:
    """Whether the last day has passed before it was told: the law has accepted the case, and the house will say so."""
    return is_untold(row) and row.due_on is not None and row.due_on < on


def serve_online(docket: Docket) -> None:
    """The notice that was just given stands in the own space of who applied there."""
    _serve(docket, (row for row in docket.rows if is_served_online(row.channel)), way=ONLINE)


@transaction.atomic
def serve_opened(application: UUID, *, actor: Actor, now: datetime) -> None:
    """The applicant, or who acts for them, opens it; on a day that is too late this changes nothing."""
    docket = load_docket(application=application, actor=actor, now=now)
    if _serve(docket, docket.rows, way=OPENED):
        docket.save()


@transaction.atomic
def hand_over_notice(*, application: UUID, document: str, actor: Actor, now: datetime, version: int) -> PaperInfo:
    """The window hands it to the person whose document bears this name, and gets the proof of service to be signed."""
    docket = load_docket(application=application, actor=actor, now=now)
    rows = within_reach(docket, Action.CASE_CORRECT)
    check_version(docket, version)
    first = rows[0]
    name = find_bearer(document, principal=first.owner, name=first.applicant, bundle=first.bundle, on=docket.day)
    if name is None:
        raise MoveRefused({"document": NAME})
    if not _serve(docket, rows, way=HANDED_OVER, receiver=mask_name(name)):
        raise MoveRefused({"": NOTHING})
    docket.save()
    return issue_for(docket, lead_of(docket), _proof(docket, receiver=name))


def notices_open(application: UUID) -> list[PaperInfo]:
    """The papers of the notice that is not answered yet: one, or one of each body that speaks for itself."""
    given = [paper for paper in papers_of_whole(application, kind=KIND) if not paper.revoked]
    return [paper for paper in given if paper.issued_at == given[-1].issued_at]


def _serve(docket: Docket, rows: Iterable[Case], *, way: str, receiver: str = "") -> bool:
    waiting = [row for row in rows if is_untold(row) and not is_too_late(row, on=docket.day)]
    payload = {"way": way} | ({"receiver": receiver} if receiver else {})
    for row in waiting:
        docket.move(row, CaseAction.SERVE_CORRECTION, payload=payload)
    return bool(waiting)


def _proof(docket: Docket, *, receiver: str) -> ProofOfService:
    papers = notices_open(docket.rows[0].application_ref)
    return ProofOfService(
        results=tuple(
            ServedResult(item=paper.matter, body_name=paper.body_name, result=paper.title, number=paper.number)
            for paper in papers
        ),
        receiver=receiver,
        way=WAYS[HANDED_OVER],
        served_at=docket.now,
    )

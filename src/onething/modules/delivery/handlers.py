"""Reactions: a paper that is served by itself is served online, or waits at the window; a result that is taken up anew was not delivered yet."""

from onething.modules.delivery.domain.views import Way
from onething.modules.delivery.models import HandOver, ServedPaper, SlipLine
from onething.modules.delivery.services.serve import log_service
from onething.modules.handling.api import Case, CaseReopened, GrantUndone, is_served_online
from onething.modules.papers.api import PaperMade, PaperRevoked, void_told
from onething.platform.permissions import HOUSE

SLIP, NOT_READY = "pick_up", "要领取的决定已经撤销或者重新办理"


def when_reopened(event: CaseReopened) -> None:
    """The earlier hand-over stands in the log of the case and on its proof of service."""
    HandOver.objects.filter(case__public_id=event.case).delete()
    when_undone(event)


def when_undone(event: CaseReopened | GrantUndone) -> None:
    """What the slip told to be ready is not; it goes on holding for the other results on it."""
    SlipLine.objects.filter(case__public_id=event.case).delete()
    title = Case.objects.get(public_id=event.case).title
    void_told(
        application=event.application, case=event.case, item=title, kinds=(SLIP,), reason=NOT_READY,
        actor=event.actor, now=event.at,
    )  # fmt: skip


def when_paper_made(event: PaperMade) -> None:
    """Who applied online is served in their own space from now on; for who came to a window the paper waits there.

    What is addressed to somebody else than the applicant its body serves by itself.
    """
    row = Case.objects.filter(application_ref=event.application).order_by("place").first() if event.served else None
    if row is None or event.owner != row.owner:
        return
    online = is_served_online(row.channel)
    meant = Way.POST if row.delivery_mode == Way.POST else Way.PICK_UP
    paper, new = ServedPaper.objects.get_or_create(
        paper=event.paper,
        defaults={
            "application": event.application,
            "issued_at": event.issued_at,
            "name": event.title,
            "way": Way.ELECTRONIC if online else meant,
            "owner": row.owner,
            "receiver": row.applicant,
            "receiver_masked": row.applicant_masked,
            "site_code": row.site_code,
            "region_path": row.region_path,
            "at": event.at if online else None,
        },
    )
    if online and new:
        log_service([paper], actor=HOUSE, now=event.at)


def when_paper_revoked(event: PaperRevoked) -> None:
    """Nobody is given any more what does not hold."""
    ServedPaper.objects.filter(paper=event.paper, at=None).delete()

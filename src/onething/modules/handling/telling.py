"""Of what the applicant is told, and how: by the paper that says it, or by a step that has none.

A message is no service of a document (送达): it says that there is something to read; the paper stays what counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from types import MappingProxyType

from onething.modules.handling.models import Case
from onething.modules.handling.services.decide import decided_electronically
from onething.modules.intake.api import phone_to_notify
from onething.modules.notify.api import About, MessageKind, News, tell
from onething.modules.organisation.api import find_site
from onething.modules.papers.api import PaperMade

DECISION, POST = "decision", "post"
K = MessageKind
OF_PAPER: Mapping[str, MessageKind | None] = MappingProxyType(
    {
        "acceptance": K.ACCEPTED,
        "cancellation": K.DECIDED,
        "conclusion": None,  # the last result was told
        "correction": K.CORRECTION,
        "decision": K.DECIDED,
        "deferral": None,  # comes with the acceptance
        "denial": K.DECIDED,
        "denial_revocation": K.DECIDED,
        "extension": K.DAYS_CHANGED,
        "hearing": K.STATEMENT,
        "hearing_announcement": None,  # the summons said it
        "hearing_called_off": K.HEARING,
        "hearing_record": K.HEARING,
        "hearing_right": K.HEARING,
        "hearing_summons": K.HEARING,
        "pick_up": None,  # the decision told it
        "pledge": None,  # the applicant's own words
        "promise": None,  # the applicant's own words
        "promise_order": K.ORDERED,
        "recall": K.DECIDED,
        "receipt": None,  # was given on filing
        "rating_slip": None,  # was handed over at the window
        "rectification": K.ORDERED,
        "redated": K.DAYS_CHANGED,
        "not_required": K.DECIDED,
        "refusal": K.DECIDED,
        "reopening": K.DECIDED,
        "resumption": K.DAYS_CHANGED,
        "revocation": K.DECIDED,
        "served": None,  # was given on handing over
        "session_record": None,  # everybody was there
        "acceptance_record": None,
        "review_record": None,
        "special": K.DAYS_CHANGED,
        "succession": K.HANDED_ON,
        "suspension": K.DAYS_CHANGED,
        "termination": K.DECIDED,
        "unacceptance": K.DECIDED,
        "withdrawal": None,  # the applicant's own act
    }
)
"""Every kind of paper, and what is said of it; None for what the applicant knows already."""

TOGETHER = frozenset(
    {"correction", "not_required", "promise_order", "refusal", "resumption", "special", "termination", "unacceptance"}
)
"""What each body says in a paper of its own in one step; that there is something to read is said once."""


def tell_of_paper(event: PaperMade) -> None:
    """The paper can be read: say so once, in the words of its kind. Called by the worker."""
    kind = OF_PAPER.get(event.kind)
    rows = Case.objects.filter(application_ref=event.application).order_by("place")
    row = (rows.filter(public_id=event.case) if event.case else rows).first()
    if kind is None or row is None or event.owner != row.owner:  # what is told to others is not the applicant's
        return
    if event.kind == DECISION and _is_to_collect(row):
        kind = K.READY
    step = f"{event.application}:{event.kind}:{event.issued_at.isoformat()}"
    news = Occasion(
        key=f"paper:{step if event.kind in TOGETHER else event.paper}", at=event.issued_at, day=event.answer_by
    )
    tell_applicant(row, kind, news, now=event.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What happened, under which key it is told once; the day by which something is wanted, or an appointment."""

    key: str
    at: datetime
    day: date | None = None
    matter: str = ""
    hour: str = ""


def tell_applicant(row: Case, kind: MessageKind, news: Occasion, *, now: datetime) -> None:
    """Tell whoever filed the application of this case."""
    site = find_site(row.site_code) if kind is K.READY else None
    about = About(
        title=row.bundle_name,
        number=row.application_number,
        day=news.day,
        place=site.name if site else "",
        matter=news.matter,
        hour=news.hour,
    )
    message = News(
        kind=kind,
        key=news.key,
        owner=row.owner,
        bundle=row.bundle,
        application=row.application_ref,
        about=about,
        at=news.at,
    )
    tell(message, phone=partial(phone_to_notify, row.application_ref, now=now), now=now)


def _is_to_collect(row: Case) -> bool:
    electronic = decided_electronically(result_kind=row.result_kind, delivery_mode=row.delivery_mode)
    return not electronic and row.delivery_mode != POST

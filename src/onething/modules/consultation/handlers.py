"""Reactions inside the transaction: what the window said of a draft goes with the draft."""

from onething.modules.consultation.models import PreReview
from onething.modules.intake.api import DraftGone


def when_draft_gone(event: DraftGone) -> None:
    """Submitted or wiped: the action log keeps that it was looked at, and nobody what was said."""
    PreReview.objects.filter(draft=event.draft).delete()

"""Mark an application as finished; handling says when its last case has come to an end."""

from datetime import datetime
from uuid import UUID

from onething.modules.intake.models import Application, ApplicationState


def finish_application(*, application: UUID, at: datetime) -> None:
    """Cache since when nothing is left to be done; in the caller's transaction, and harmless when repeated."""
    rows = Application.objects.filter(public_id=application, state=ApplicationState.OPEN)
    rows.update(state=ApplicationState.FINISHED, finished_at=at)

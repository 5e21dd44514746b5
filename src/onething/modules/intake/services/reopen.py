"""An application that was finished has something to be done again; handling says so when it takes a case up anew."""

from uuid import UUID

from onething.modules.intake.models import Application, ApplicationState


def reopen_application(*, application: UUID) -> None:
    """Cache that it is open; in the caller's transaction, and harmless when it was open."""
    rows = Application.objects.filter(public_id=application, state=ApplicationState.FINISHED)
    rows.update(state=ApplicationState.OPEN, finished_at=None)

"""What handling does when intake tells it something; called inside the applicant's transaction."""

from onething.modules.handling.services.open_cases import open_cases
from onething.modules.intake.api import ApplicationSubmitted


def when_submitted(event: ApplicationSubmitted) -> None:
    """Open the cases."""
    open_cases(event)

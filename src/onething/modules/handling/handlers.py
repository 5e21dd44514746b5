"""What handling does when intake tells it something; called inside the applicant's transaction."""

from onething.modules.handling.services.accept import take_correction
from onething.modules.handling.services.open_cases import open_cases
from onething.modules.intake.api import ApplicationSubmitted, CorrectionSupplied


def when_submitted(event: ApplicationSubmitted) -> None:
    """Open the cases."""
    open_cases(event)


def when_corrected(event: CorrectionSupplied) -> None:
    """Receive the corrected cases anew."""
    take_correction(application=event.application, actor=event.actor, now=event.at)

"""What handling does when a lower room tells it something; called inside the transaction of who tells."""

from onething.modules.handling.services.open_cases import open_cases
from onething.modules.handling.telling import tell_of_paper
from onething.modules.intake.api import ApplicationSubmitted
from onething.modules.papers.api import PaperMade


def when_submitted(event: ApplicationSubmitted) -> None:
    """Open the cases."""
    open_cases(event)


def when_paper_made(event: PaperMade) -> None:
    """Tell the applicant that there is something to read."""
    tell_of_paper(event)

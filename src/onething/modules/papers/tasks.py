"""What the outbox asks of papers."""

from uuid import UUID

from onething.modules.papers.models import Paper
from onething.modules.papers.services.render import keep_pdf
from onething.platform.outbox.api import Work


def render_paper(work: Work) -> None:
    """Make the PDF of an issued paper; doing it again changes nothing."""
    keep_pdf(Paper.objects.get(public_id=UUID(work.payload["paper"])), now=work.now)

"""From a body of organisation to the head of its papers."""

from onething.modules.organisation.api import BodyInfo
from onething.modules.papers.domain.contents import Letterhead


def letterhead_of(body: BodyInfo) -> Letterhead:
    """Name, telephone and address of the body."""
    return Letterhead(code=body.code, name=body.name, phone=body.phone, address=body.address)

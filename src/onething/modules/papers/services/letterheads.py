"""From a body of organisation to the head of its papers."""

from onething.modules.organisation.api import BodyInfo
from onething.modules.papers.domain.contents import Letterhead


def letterhead_of(body: BodyInfo) -> Letterhead:
    """Name, kind, telephone and address of the body."""
    return Letterhead(code=body.code, name=body.name, kind=body.kind, phone=body.phone, address=body.address)

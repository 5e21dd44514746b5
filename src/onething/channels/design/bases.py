"""A legal basis that somebody of the staff names by hand, in two fields."""

from onething.core.definitions import Basis, Mark
from onething.modules.handling.api import MoveRefused

HALF = "法律名称和条款要一起写，文书上才引得出来。请补上，或者两格都不填。"


def basis_by_hand(document: str, article: str, *, fields: tuple[str, str] = ("document", "article")) -> Basis | None:
    """Whoever names a law read it, and answers for it; half of one is not dropped unseen: MoveRefused at the empty field."""
    if bool(document) != bool(article):
        raise MoveRefused({fields[1 if document else 0]: HALF})
    return Basis(document, article, Mark.CONFIRMED) if document else None

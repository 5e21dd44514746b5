"""A basis that somebody of the staff names by hand, in two fields: of a law, or of what a service provider published."""

from dataclasses import replace

from onething.channels.design.sessions import read_day
from onething.channels.design.wording import cn_date
from onething.core.definitions import Basis, Mark
from onething.modules.handling.api import MoveRefused
from onething.platform import clock

HALF = "法律名称和条款要一起写，文书上才引得出来。请补上，或者两格都不填。"

NO_DAY = "公布日期没有写对。请照“2026-01-05”的样子写已经公布的那一天；写法律的，写第几条。"


def basis_by_hand(document: str, article: str, *, fields: tuple[str, str] = ("document", "article")) -> Basis | None:
    """Whoever names a law read it, and answers for it; half of one is not dropped unseen: MoveRefused at the empty field."""
    if bool(document) != bool(article):
        raise MoveRefused({fields[1 if document else 0]: HALF})
    return Basis(document, article, Mark.CONFIRMED) if document else None


def rule_by_hand(document: str, article: str) -> Basis | None:
    """The same where a public service provider may name its own published rule: then the second field is a day."""
    named = basis_by_hand(document, article)
    if named is None or not article[:1].isdigit():
        return named
    day = read_day(article)
    if day is None or day > clock.today():
        raise MoveRefused({"article": NO_DAY})
    return replace(named, article=f"{cn_date(day)}公布")

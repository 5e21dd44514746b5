"""What the refusal of acceptance shows and reads: cases, reason, laws of the items, competent body."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from onething.channels.counter.application_page import Opened
from onething.channels.design.bases import rule_by_hand
from onething.core.definitions import Basis
from onething.modules.handling.api import Rejection, version_of

REFUSED, NEEDLESS = "refused", "not_required"
KINDS = (
    {"value": REFUSED, "label": "不予受理", "hint": "不属于本机关职权，或者隐瞒情况、提供虚假材料"},
    {"value": NEEDLESS, "label": "依法不需要办理", "hint": "即时告知不受理（行政许可法第三十二条第一款第一项）"},
)
TEXTS = ("reason", "document", "article", "competent_body")


def about_refusal(opened: Opened, posted: QueryDict) -> dict[str, Any]:
    """The page; what was typed is kept. Where to turn against it, the paper of each body says by itself."""
    typed = {name: posted.get(name, "") for name in TEXTS}
    cases = [
        (str(case.public_id), case.title, case.body_name) for case in opened.received if case.key not in opened.outside
    ]
    return {
        "application": opened.detail.info,
        "kinds": KINDS,
        "kind": posted.get("kind", REFUSED),
        "version": version_of(opened.cases),
        "cases": [{"value": code, "label": title, "hint": body} for code, title, body in cases],
        "chosen": posted.getlist("cases") if posted else [code for code, _, _ in cases],
        "laws": [{"value": basis.citation, "label": basis.citation} for basis in _laws(opened)],
        "cited": posted.getlist("law"),
        "typed": typed,
        "bodies": sorted({case.body_name for case in opened.cases}),
    }


def read_rejection(opened: Opened, posted: Mapping[str, Any]) -> Rejection:
    """What the clerk wrote; MoveRefused for half of a law."""
    typed = {name: str(posted.get(name, "")).strip() for name in TEXTS}
    cited = posted.getlist("law") if isinstance(posted, QueryDict) else []
    laws = [basis for basis in _laws(opened) if basis.citation in cited]
    if named := rule_by_hand(typed["document"], typed["article"]):
        laws.append(named)
    return Rejection(reason=typed["reason"], law=tuple(laws), competent_body=typed["competent_body"])


def _laws(opened: Opened) -> list[Basis]:
    """Confirmed bases of the items that can be refused, each once."""
    keys = {case.key for case in opened.received}
    found = [basis for item in opened.detail.plan.items if item.key in keys for basis in item.bases if basis.confirmed]
    return list(dict.fromkeys(found))

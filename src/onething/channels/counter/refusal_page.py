"""What the refusal of acceptance shows and reads: cases, reason, laws of the items, competent body, remedies."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from onething.channels.counter.application_page import Opened
from onething.core.definitions import Basis, Mark
from onething.modules.catalogue.api import bundle_of_version
from onething.modules.handling.api import Rejection, version_of
from onething.modules.organisation.api import BodyInfo, bodies

TEXTS = ("reason", "document", "article", "competent_body", "review_organ", "court")


def about_refusal(opened: Opened, posted: QueryDict) -> dict[str, Any]:
    """The page; what was typed is kept, and the remedies are those of the body in whose name the paper goes out."""
    head = _head(opened)
    typed = {name: posted.get(name, "") for name in TEXTS}
    if not posted:
        typed |= {"review_organ": head.review_organ, "court": head.court} if head else {}
    cases = [
        (str(case.public_id), case.title, case.body_name) for case in opened.received if case.key not in opened.outside
    ]
    return {
        "application": opened.detail.info,
        "version": version_of(opened.cases),
        "cases": [{"value": code, "label": title, "hint": body} for code, title, body in cases],
        "chosen": posted.getlist("cases") if posted else [code for code, _, _ in cases],
        "laws": [{"value": basis.citation, "label": basis.citation} for basis in _laws(opened)],
        "cited": posted.getlist("law"),
        "typed": typed,
        "bodies": sorted({case.body_name for case in opened.cases}),
    }


def read_rejection(opened: Opened, posted: Mapping[str, Any]) -> Rejection:
    """What the clerk wrote; a law named by hand was read by the clerk, who answers for it."""
    typed = {name: str(posted.get(name, "")).strip() for name in TEXTS}
    cited = posted.getlist("law") if isinstance(posted, QueryDict) else []
    laws = [basis for basis in _laws(opened) if basis.citation in cited]
    if typed["document"] and typed["article"]:
        laws.append(Basis(typed["document"], typed["article"], Mark.CONFIRMED))
    return Rejection(
        reason=typed["reason"],
        law=tuple(laws),
        review_organ=typed["review_organ"],
        court=typed["court"],
        competent_body=typed["competent_body"],
    )


def _laws(opened: Opened) -> list[Basis]:
    """Confirmed bases of the items that can be refused, each once."""
    keys = {case.key for case in opened.received}
    found = [basis for item in opened.detail.plan.items if item.key in keys for basis in item.bases if basis.confirmed]
    return list(dict.fromkeys(found))


def _head(opened: Opened) -> BodyInfo | None:
    """The lead body of the bundle when it takes part, else the body of the first case."""
    codes = [case.body_code for case in opened.received]
    lead = bundle_of_version(opened.detail.info.bundle, version=opened.detail.plan.bundle_version).bundle.lead
    code = lead if lead in codes else next(iter(codes), "")
    return bodies([code]).get(code)

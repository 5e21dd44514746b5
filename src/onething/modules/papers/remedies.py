"""Where a decision can be contested, and how long: the words of its paper, for the page beside it.

Source: 行政许可法 第三十八条第二款; where the terms of an older paper were 待核, they say so, on the paper as here.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from onething.core.definitions import Mark
from onething.modules.papers.domain.registry import kind_named
from onething.modules.papers.models import Paper
from onething.modules.papers.queries import PaperInfo
from onething.platform.permissions import Action, Actor, visible


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRemedies:
    """The remedies of one paper; `law` is what the decision stands on, `terms` where the days come from.

    Of a public service provider only `complaint` and `hotline` are told.
    """

    paper: PaperInfo
    law: str
    review_organ: str = ""
    review_days: int = 0
    online: str = ""
    court: str = ""
    court_months: int = 0
    terms: tuple[tuple[str, bool], ...] = ()
    complaint: str = ""
    hotline: str = ""

    @property
    def called(self) -> str:
        """不予受理通知书 is called 通知书 in its own text."""
        return self.paper.title[-3:]


def remedies_told(papers: Iterable[PaperInfo], *, actor: Actor) -> tuple[ToldRemedies, ...]:
    """Of those papers that tell remedies and still hold; one query, and none when there is no such paper."""
    told = {paper.public_id: paper for paper in papers if not paper.revoked and _tells(paper.kind)}
    if not told:
        return ()
    rows = visible(actor, Action.PAPER_READ, Paper.objects.filter(public_id__in=told))
    return tuple(read_remedies(told[row.public_id], json.loads(row.data)) for row in rows.order_by("id"))


def read_remedies(paper: PaperInfo, data: Mapping[str, Any]) -> ToldRemedies:
    """What the paper's facts say."""
    contents = data["contents"]
    said, law = contents["remedies"], contents.get("rule") or _cited(contents.get("law", ()))
    if "channel" in said:
        return ToldRemedies(paper=paper, law=law, complaint=said["channel"], hotline=said["hotline"])
    return ToldRemedies(
        paper=paper,
        law=law,
        online=said.get("online", ""),
        review_organ=said["review_organ"],
        review_days=said["review_days"],
        court=said["court"],
        court_months=said["court_months"],
        terms=tuple((_citation(basis), basis["mark"] == Mark.CONFIRMED) for basis in said["bases"]),
    )


def _tells(kind: str) -> bool:
    return any(part.name == "remedies" for part in fields(kind_named(kind).contents))


def _cited(bases: Iterable[Mapping[str, str]]) -> str:
    """As the sheet prints it: what was read in its source; 待核 alone stands with its mark."""
    sure = [basis for basis in bases if basis["mark"] == Mark.CONFIRMED]
    return "、".join(_citation(basis) for basis in sure) or "、".join(f"{_citation(basis)}（待核）" for basis in bases)


def _citation(basis: Mapping[str, str]) -> str:
    return f"《{basis['document']}》{basis['article']}"

"""The paper of an after-check: what does not agree with the promise must be put right by a day."""

from collections.abc import Sequence

from onething.modules.handling.docket import Docket
from onething.modules.handling.models import Case
from onething.modules.handling.notices import issue_for
from onething.modules.papers.api import PaperInfo, PromiseOrder
from onething.modules.pledge.api import Finding, PromiseInfo

CONSEQUENCE = "期满没有整改到位的，依法撤销准予的决定，并记入承诺与兑现记录；撤销以前，听取您的陈述、申辩"


def order(docket: Docket, row: Case, given: Finding, promises: Sequence[PromiseInfo]) -> PaperInfo:
    """责令限期改正通知书 in the name of the department that granted it."""
    contents = PromiseOrder(
        found=f"事后核查发现与您的承诺不符：{given.finding.strip()}",
        demand=given.demand.strip(),
        until=given.until or docket.day,
        consequence=CONSEQUENCE,
        law=tuple(dict.fromkeys(promise.basis for promise in promises)),
    )
    return issue_for(docket, row, contents, case=row)

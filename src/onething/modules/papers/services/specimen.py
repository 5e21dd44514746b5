"""A paper that was never issued, for those who want to see what a kind of paper looks like; it verifies nowhere."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onething.modules.papers.domain.contents import Contents, Letterhead, PaperSubject, facts_of, write_down
from onething.modules.papers.domain.registry import Kind, kind_of
from onething.modules.papers.services.issue import procedure_of
from onething.modules.papers.services.render import printed_with

NOWHERE = "https://example.invalid/verify/specimen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """What the typesetter is given."""

    kind: Kind
    data: Mapping[str, Any]


def make_specimen(*, contents: Contents, body: Letterhead, about: PaperSubject, on: date) -> Specimen:
    """The first of its kind in that year."""
    kind = kind_of(contents)
    facts = facts_of(contents, body=body, about=about) | {"bases": procedure_of(kind, contents)}
    number = f"{body.series_mark}{kind.mark_by(body.kind)}〔{on.year}〕1号"
    more = printed_with(kind.title_by(body.kind), number=number, on=on, address=NOWHERE, demonstration=True)
    return Specimen(kind=kind, data=json.loads(write_down(facts)) | more)

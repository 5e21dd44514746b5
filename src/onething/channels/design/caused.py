"""Which papers came of which line of a log: the list of papers that a page may show, turned round."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from onething.modules.papers.api import PaperInfo


def by_line(papers: Iterable[PaperInfo]) -> Mapping[UUID, tuple[PaperInfo, ...]]:
    """The papers by the line that caused them, in the order of issue."""
    found: dict[UUID, tuple[PaperInfo, ...]] = {}
    for paper in papers:
        for line in paper.lines:
            found[line] = (*found.get(line, ()), paper)
    return found

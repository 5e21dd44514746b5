"""The errors of organisation.

OrganisationError
└── OrganisationRefused   organisation-refused   a document with problems; nothing of it was stored
"""

from collections.abc import Sequence

from onething.modules.organisation.domain.problems import Problem


class OrganisationError(Exception):
    """Base of this room's errors."""

    code = "organisation"


class OrganisationRefused(OrganisationError):
    """The document was not stored; `problems` lists everything that is wrong with it."""

    code = "organisation-refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"{problem.where}：{problem.message}" for problem in self.problems)
        super().__init__(f"机构资料有 {len(self.problems)} 处问题，未导入任何内容。请改正后重新导入：\n{lines}")

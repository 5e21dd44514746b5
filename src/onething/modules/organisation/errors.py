"""The errors of organisation.

OrganisationError
├── OrganisationRefused   organisation-refused   a document with problems; nothing of it was stored
├── SuccessionNotFound    succession-not-found   no such act, or not the actor's (the same words)
└── SuccessionRefused     succession-refused     what was asked lacks something: all reasons
"""

from collections.abc import Mapping, Sequence

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


class SuccessionNotFound(OrganisationError):
    """Never tells whether the act exists for somebody else."""

    code = "succession-not-found"

    def __init__(self) -> None:
        super().__init__("没有找到这项职责划转，或者它不归您办理。请从职责划转页面进入。")


class SuccessionRefused(OrganisationError):
    """Nothing was changed; `reasons` goes from the field (or "" for the whole) to what is wrong and what to do."""

    code = "succession-refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))

"""The errors of the catalogue.

CatalogueError
├── PackRefused     pack-refused     a pack with findings that stop publication; nothing of it was stored
├── VersionTaken    version-taken    this version is published already with other content
├── ImportForbidden import-forbidden the role may not import packs
└── BundleUnknown   bundle-unknown   no bundle of this code is in force
"""

from datetime import date

from onething.modules.catalogue.domain.problems import PackFinding


class CatalogueError(Exception):
    """Base of this room's errors."""

    code = "catalogue"


class PackRefused(CatalogueError):
    """The pack cannot be used; `findings` says everything that is wrong."""

    code = "pack-refused"

    def __init__(self, findings: tuple[PackFinding, ...]) -> None:
        self.findings = findings
        lines = "\n".join(f"{finding.place or '整个包'}：{finding.message}" for finding in findings)
        super().__init__(f"包有 {len(findings)} 处问题，没有采用任何内容。请改正后重试：\n{lines}")


class VersionTaken(CatalogueError):
    """A published version never changes."""

    code = "version-taken"

    def __init__(self, *, label: str) -> None:
        super().__init__(
            f"{label} 已经公布，内容与这次的不同。公布过的版本不能改；请提高 pack.yaml 的 version 再导入。"
        )


class ImportForbidden(CatalogueError):
    """Only those who run the system import packs."""

    code = "import-forbidden"

    def __init__(self) -> None:
        super().__init__("您的岗位不能导入包。请由系统管理员导入。")


class BundleUnknown(CatalogueError):
    """No such bundle in force on that day."""

    code = "bundle-unknown"

    def __init__(self, code: str, *, on: date) -> None:
        self.bundle, self.on = code, on
        super().__init__(f"{on} 没有代码为“{code}”的一件事。请从目录里重新选择，或先导入包含它的包。")

"""The errors of the catalogue.

CatalogueError
├── PackRefused     pack-refused     a pack with findings that stop publication; nothing of it was stored
├── VersionTaken    version-taken    this version is published already with other content
├── ImportForbidden import-forbidden the role may not import packs
├── PackForbidden   pack-forbidden   the role may not do this with packs
├── OwnWork         own-work         who publishes is not who made the draft (四眼原则)
├── MoveRefused     move-refused     a move that cannot be made now; says which can, or what is missing
├── VersionMissing  version-missing  there is no such version of this pack
├── VersionUnknown  version-unknown  the packs under which something was filed are not here
├── EditRefused     edit-refused     a change of the local layer that cannot be taken; says why, field by field
├── ListForbidden   list-forbidden   the role may not do this with the implementation list
├── ItemMissing     item-missing     no such item in the implementation list, or out of reach
├── ReviewRefused   review-refused   an item cannot be confirmed or returned so
├── ExportRefused   export-refused   the folder is not empty
└── BundleUnknown   bundle-unknown   no bundle of this code is in force
"""

from collections.abc import Mapping
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


class PackForbidden(CatalogueError):
    """The permission table does not allow it."""

    code = "pack-forbidden"

    def __init__(self) -> None:
        super().__init__("您的岗位不能对事项包做这件事。请由目录编辑、目录审核或系统管理员办理。")


class OwnWork(CatalogueError):
    """Four eyes: somebody else has to look before it applies."""

    code = "own-work"


class MoveRefused(CatalogueError):
    """The version stays as it was."""

    code = "move-refused"


class VersionMissing(CatalogueError):
    """No such version."""

    code = "version-missing"

    def __init__(self, label: str) -> None:
        super().__init__(f"没有“{label}”这个版本。请用 onething pack list --versions 查看有哪些版本，写成 代码@版本。")


class VersionUnknown(CatalogueError):
    """What was filed names packs that this house does not have."""

    code = "version-unknown"

    def __init__(self, code: str, *, version: str) -> None:
        super().__init__(
            f"“{code}”当时适用的事项包 {version} 不在库里。请从备份恢复，或用 onething pack import 导入它。"
        )


class EditRefused(CatalogueError):
    """Nothing was changed; `reasons` goes from field to message."""

    code = "edit-refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))


class ExportRefused(CatalogueError):
    """Nothing was written."""

    code = "export-refused"


class BundleUnknown(CatalogueError):
    """No such bundle in force on that day."""

    code = "bundle-unknown"

    def __init__(self, code: str, *, on: date) -> None:
        self.bundle, self.on = code, on
        super().__init__(f"{on} 没有代码为“{code}”的一件事。请从目录里重新选择，或先导入包含它的包。")


class ListForbidden(CatalogueError):
    """Reading, importing and reviewing the implementation list are three permissions."""

    code = "list-forbidden"

    def __init__(self) -> None:
        super().__init__("您的岗位不能这样处理实施清单。请由有权限的同事办理。")


class ItemMissing(CatalogueError):
    """Never tells whether the item exists elsewhere."""

    code = "item-missing"

    def __init__(self) -> None:
        super().__init__("没有找到这个事项，或者它不归您复核。请从复核清单重新选择。")


class ReviewRefused(CatalogueError):
    """What has to be mended, or said, before this can be done."""

    code = "review-refused"

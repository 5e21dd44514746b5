"""What a pack holds, definition by definition, whether it was read from files or from the database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from onething.core.states import Labelled
from onething.modules.catalogue.domain.documents import Document, Path
from onething.modules.catalogue.domain.problems import PackFinding, field_path


class RecordKind(Labelled):
    """Kinds of definition."""

    REGISTER = "register", "数据资源"
    ELEMENT = "element", "数据元"
    MATERIAL = "material", "申请材料"
    ITEM = "item", "事项"
    BUNDLE = "bundle", "一件事"
    BODY = "body", "部门"
    PARAMETERS = "parameters", "地方参数"
    CALENDAR = "calendar", "工作日历"
    DICTIONARY = "dictionary", "代码表"
    ITEM_ELEMENT = "item_element", "事项要素"
    REGION = "region", "区划"


KIND_OF_DOCUMENT = {
    "registers": RecordKind.REGISTER,
    "elements": RecordKind.ELEMENT,
    "materials": RecordKind.MATERIAL,
    "items": RecordKind.ITEM,
    "bundle": RecordKind.BUNDLE,
    "bodies": RecordKind.BODY,
    "parameters": RecordKind.PARAMETERS,
    "calendar": RecordKind.CALENDAR,
    "dictionaries": RecordKind.DICTIONARY,
    "item_elements": RecordKind.ITEM_ELEMENT,
    "regions": RecordKind.REGION,
}


class PackLayer(StrEnum):
    """National packs are shared; a local pack adds its region's own layer and never overwrites them."""

    NATIONAL = "national"
    LOCAL = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """What a pack says about itself; it is in force from `from_date`."""

    code: str
    name: str
    version: str
    from_date: date
    layer: PackLayer
    region: str = ""
    demonstration: bool = False
    description: str = ""

    @property
    def label(self) -> str:
        """national@2026.1"""
        return f"{self.code}@{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One definition; `document` is where it stands, when it came from a file."""

    kind: RecordKind
    code: str
    data: Mapping[str, Any]
    pack: PackInfo
    document: Document | None = None
    path: Path = ()

    @property
    def name(self) -> str:
        """Its name for people."""
        return str(self.data.get("title") or self.data.get("name") or self.data.get("label") or self.code)

    @property
    def canonical(self) -> str:
        """Canonical JSON: sorted keys, no spaces, no floats."""
        return json.dumps(self.data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def finding(self, code: str, message: str, path: Path = (), **more: Any) -> PackFinding:
        """A finding about this definition, at its line."""
        if self.document is None:
            return PackFinding(code=code, message=message, field=f"{self.kind}.{self.code}", **more)
        whole = (*self.path, *path)
        return PackFinding(
            code=code,
            message=message,
            file=self.document.file,
            line=self.document.line_of(whole),
            field=field_path(whole) or self.code,
            **more,
        )


Records = Mapping[tuple[RecordKind, str], Record]

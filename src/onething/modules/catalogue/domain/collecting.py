"""From the files of one pack to its records, and from several packs to one set of records."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onething.modules.catalogue.domain.documents import Document, entries_of, read_document
from onething.modules.catalogue.domain.problems import PackFinding
from onething.modules.catalogue.domain.records import (
    KIND_OF_DOCUMENT,
    PackInfo,
    PackLayer,
    Record,
    RecordKind,
    Records,
)
from onething.modules.catalogue.domain.shapes import check_shape
from onething.modules.catalogue.errors import PackRefused

PACK_FILE = "pack.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContent:
    """One pack, read and of the right shape."""

    info: PackInfo
    documents: tuple[Document, ...]
    records: tuple[Record, ...]


def read_pack(name: str, files: Mapping[str, bytes]) -> PackContent:
    """Read the files of one pack folder (relative name -> bytes); raises PackRefused with everything found."""
    documents, findings = _documents(name, files)
    about = [document for document in documents if document.kind == "pack"]
    if len(about) != 1:
        message = f"要有且只有一个 kind: pack 的文件（{PACK_FILE}），现在有 {len(about)} 个。"
        findings.append(PackFinding(code="pack_file", message=message, file=f"{name}/{PACK_FILE}"))
    if findings:
        raise PackRefused(tuple(findings))
    info = _info(about[0])
    records = tuple(_records(documents, info))
    doubles = tuple(_doubles(records))
    if doubles:
        raise PackRefused(doubles)
    return PackContent(info=info, documents=tuple(documents), records=records)


def _documents(name: str, files: Mapping[str, bytes]) -> tuple[list[Document], list[PackFinding]]:
    documents: list[Document] = []
    findings: list[PackFinding] = []
    for file, content in files.items():
        try:
            document = read_document(f"{name}/{file}", content)
        except PackRefused as refused:
            findings.extend(refused.findings)
            continue
        findings.extend(check_shape(document))
        documents.append(document)
    return documents, findings


def _info(document: Document) -> PackInfo:
    data = document.data
    try:
        begins = date.fromisoformat(data["from"])
    except ValueError:
        message = f"“{data['from']}”不是日期。请写成 2026-01-01 的形式。"
        line = document.line_of(("from",))
        finding = PackFinding(code="date", message=message, file=document.file, line=line, field="from")
        raise PackRefused((finding,)) from None
    return PackInfo(
        code=data["code"],
        name=data["name"],
        version=data["version"],
        from_date=begins,
        layer=PackLayer(data["layer"]),
        region=data.get("region", ""),
        demonstration=data.get("demonstration", False),
        description=data["description"].strip(),
    )


def _records(documents: list[Document], info: PackInfo) -> Iterator[Record]:
    for document in documents:
        kind = KIND_OF_DOCUMENT.get(document.kind)
        for path, data in entries_of(document) if kind else ():
            code = _parameters_code(data) if kind is RecordKind.PARAMETERS else data["code"]
            yield Record(kind=kind or RecordKind.ITEM, code=code, data=data, pack=info, document=document, path=path)


def _parameters_code(data: Mapping[str, Any]) -> str:
    """One region may write its parameters in several files, each with a name of its own."""
    part = data.get("part", "")
    return f"{data['region']}/{part}" if part else str(data["region"])


def _doubles(records: tuple[Record, ...]) -> Iterator[PackFinding]:
    seen: dict[tuple[RecordKind, str], Record] = {}
    for record in records:
        first = seen.setdefault((record.kind, record.code), record)
        if first is not record:
            place = first.finding("", "").place
            yield record.finding("duplicate_code", f"“{record.code}”定义了两次（另一处：{place}）。请只留一处。")


def merge(packs: Iterable[tuple[PackInfo, Iterable[Record]]]) -> Records:
    """Records of all packs, national first; a local pack may name bodies anew and overwrite nothing else."""
    merged: dict[tuple[RecordKind, str], Record] = {}
    findings: list[PackFinding] = []
    for _, records in sorted(packs, key=lambda pack: (pack[0].layer is PackLayer.LOCAL, pack[0].code)):
        for record in records:
            earlier = merged.get((record.kind, record.code))
            if earlier and record.kind is not RecordKind.BODY:
                message = (
                    f"“{record.code}”已由包 {earlier.pack.label} 定义，本地层不能改写。请换代码，或用 parameters。"
                )
                findings.append(record.finding("overwrites", message))
            merged[record.kind, record.code] = record
    if findings:
        raise PackRefused(tuple(findings))
    return merged

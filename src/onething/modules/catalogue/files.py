"""Packs as folders of YAML files; no database. Used by `pack validate`, `plan --packs` and tests."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from onething.modules.catalogue.domain.collecting import PACK_FILE, PackContent, merge, read_pack
from onething.modules.catalogue.domain.compiling import CompiledCatalogue, compile_catalogue
from onething.modules.catalogue.domain.documents import MOST_BYTES
from onething.modules.catalogue.domain.problems import PackFinding
from onething.modules.catalogue.domain.records import PackLayer
from onething.modules.catalogue.errors import PackRefused

MOST_FILES = 500
MOST_ENTRIES = 5_000
MOST_BYTES_IN_ALL = 8 * 1024 * 1024


def read_folder(path: Path) -> dict[str, bytes]:
    """The YAML files below a pack folder by relative name, in a fixed order; raises PackRefused.

    Folders without end and files without end are given up early: time and memory stay bounded whatever lies there.
    """
    if not (path / PACK_FILE).is_file():
        message = f"“{path}”里没有 {PACK_FILE}。请给出包所在的文件夹。"
        raise PackRefused((PackFinding(code="no_pack", message=message, file=str(path)),))
    names = sorted(_yaml_files(path))
    if len(names) > MOST_FILES:
        _refuse(
            path,
            "too_many_files",
            f"文件夹里有 {len(names)} 个 YAML 文件，最多 {MOST_FILES} 个。请确认给的是包的文件夹。",
        )
    files: dict[str, bytes] = {}
    room = MOST_BYTES_IN_ALL
    for file in names:
        content = _read(file)
        room -= len(content)
        if room < 0:
            most = MOST_BYTES_IN_ALL // 1024 // 1024
            _refuse(file, "too_large", f"读到这里，包已超过 {most} MB。请检查是否混进了别的文件，或拆成几个包。")
        files[file.relative_to(path).as_posix()] = content
    return files


def _yaml_files(path: Path) -> Iterator[Path]:
    """Links are not followed, neither to files nor to folders."""
    seen = 0
    for folder, folders, names in os.walk(path):
        seen += len(folders) + len(names)
        if seen > MOST_ENTRIES:
            _refuse(path, "too_many_files", f"文件夹里的文件超过 {MOST_ENTRIES} 个。请确认给的是包的文件夹。")
        for name in names:
            file = Path(folder, name)
            if name.endswith(".yaml") and file.is_file() and not file.is_symlink():
                yield file


def _refuse(path: Path, code: str, message: str) -> None:
    raise PackRefused((PackFinding(code=code, message=message, file=str(path)),))


def _read(file: Path) -> bytes:
    """At most one byte more than allowed: enough to be refused for its size."""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def load_packs(paths: Sequence[Path]) -> CompiledCatalogue:
    """Read, check and compile pack folders together; raises PackRefused with everything found in all of them."""
    packs: list[PackContent] = []
    findings: list[PackFinding] = []
    for path in paths:
        try:
            packs.append(read_pack(path.name, read_folder(path)))
        except PackRefused as refused:
            findings.extend(refused.findings)
    if findings:
        raise PackRefused(tuple(findings))
    packs.sort(key=lambda pack: (pack.info.layer is PackLayer.LOCAL, pack.info.code))
    return compile_catalogue(merge((pack.info, pack.records) for pack in packs), tuple(pack.info for pack in packs))


def validate_pack(*paths: Path) -> tuple[PackFinding, ...]:
    """Everything there is to say about the packs, taken together; those of severity `refuse` stop publication."""
    try:
        return load_packs(paths).findings
    except PackRefused as refused:
        return refused.findings

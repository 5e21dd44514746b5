"""Write a version's files into a folder, byte for byte as they were imported."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from onething.modules.catalogue.domain.digests import digest_of
from onething.modules.catalogue.errors import ExportRefused
from onething.modules.catalogue.files import read_folder
from onething.modules.catalogue.services.compare import get_applied
from onething.modules.catalogue.services.stored import files_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: the version, its digest, and how many files."""

    label: str
    digest: str
    files: int


def export_pack(code: str, folder: Path, *, on: date) -> Exported:
    """The version in force on that day, or the named one of `code@version`; the folder must be empty or not be there."""
    row = get_applied(code, on=on)
    files = files_of(row)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportRefused(f"“{folder}”不是空文件夹。为免覆盖别的内容，请给一个空的或还不存在的文件夹。")
    if any(".." in PurePosixPath(name).parts or name.startswith("/") for name in files):
        raise ExportRefused(f"{row} 里有指向文件夹之外的文件名，没有导出。请从备份核对数据库。")
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    if digest_of(read_folder(folder)) != row.digest:
        raise ExportRefused(f"导出的内容与 {row} 的摘要不符。请检查磁盘后重新导出。")
    return Exported(label=str(row), digest=row.digest, files=len(files))

"""`onething catalogue export-jsonld`: the catalogue as linked data (CPSV-AP), from the database or from pack folders."""

import argparse
import sys
from pathlib import Path
from typing import Any

from onething.modules.catalogue.api import CatalogueError, load_packs
from onething.modules.guidance.services.linked import catalogue_jsonld, linked_json
from onething.platform.clock import today

FINE, FINDINGS = 0, 1
ADDRESS = "urn:onething:catalogue"


def add_catalogue(subparsers: Any) -> None:
    """Add `catalogue`."""
    catalogue = subparsers.add_parser("catalogue", help="目录：交给其他目录系统")
    kinds = catalogue.add_subparsers(dest="catalogue_command", required=True, metavar="COMMAND")
    export = kinds.add_parser("export-jsonld", help="以 JSON-LD（CPSV-AP）输出现行目录")
    export.add_argument("file", nargs="?", type=Path, metavar="FILE", help="写到文件；不写就输出到屏幕")
    export.add_argument("--address", default=ADDRESS, metavar="URL", help="这份文件公布在哪个地址，用作标识的开头")
    export.add_argument("--packs", nargs="+", type=Path, metavar="DIR", help="不用数据库，直接读这些包")
    export.set_defaults(run=_export)


def _export(args: argparse.Namespace) -> int:
    try:
        if args.packs:
            made = linked_json(load_packs(args.packs).bundles.values(), address=args.address)
        else:
            made = catalogue_jsonld(on=today(), address=args.address)
    except CatalogueError as problem:
        sys.stderr.write(f"{problem}\n")
        return FINDINGS
    return _write(args.file, made)


def _write(file: Path | None, made: bytes) -> int:
    if file is None:
        sys.stdout.write(f"{made.decode()}\n")
        return FINE
    try:
        file.write_bytes(made)
    except OSError as problem:
        sys.stderr.write(f"写不了“{file}”：{problem.strerror}。请换一个可以写的位置。\n")
        return FINDINGS
    return FINE

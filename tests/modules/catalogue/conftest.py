"""A small sound pack as text files, to be changed by tests, and the packs of the house."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders.remembering import remembered
from onething.modules.catalogue.api import import_pack
from onething.platform.permissions import Actor, Role

ROOT = Path(__file__).parents[3]
LAW = "{document: 某条例, article: 第1条, mark: confirmed}"

FILES = {
    "pack.yaml": """kind: pack
code: small
name: 小包
version: "2026.1"
from: "2026-01-01"
layer: national
description: 测试用
""",
    "calendar.yaml": """kind: calendar
code: cn-legal
name: 日历
version: "2026.1"
source: 测试
years:
  2026: {holidays: [], makeup: []}
""",
    "bodies.yaml": """kind: bodies
entries:
  - {code: health, name: 卫生健康部门}
""",
    "elements.yaml": """kind: elements
entries:
  - {code: child-name, label: 姓名, kind: name, source: fill}
""",
    "materials.yaml": """kind: materials
entries:
  - {code: statement, name: 申请书, nature: form, origin: applicant}
""",
    "items.yaml": f"""kind: items
entries:
  - code: issue
    name: 签发
    body: health
    type: "07"
    bases: [{LAW}]
    statutory: {{kind: none, basis: {LAW}}}
    promise: {{unit: working_day, amount: 5, basis: {LAW}}}
    result: {{name: 证明, kind: licence}}
    materials:
      - {{material: statement, role: child, when: 'births == "two"', basis: {LAW}}}
    fields:
      - {{element: child-name, role: child}}
""",
    "bundle.yaml": f"""kind: bundle
code: newborn
name: 出生
title: 出生一件事
stage: 出生
subject: person
lead: health
joint: []
summary: 一起办
promise: {{unit: working_day, amount: 5, basis: {LAW}}}
bases: [{LAW}]
roles:
  - {{code: child, label: 孩子, count_by: births, counts: {{one: 1, two: 2}}}}
questions:
  - code: births
    text: 生了几个
    options:
      - {{code: one, label: 一个}}
      - {{code: two, label: 两个}}
items:
  - {{item: issue, per: child}}
""",
}


class PackFolder:
    """A pack on disk; `change` replaces text in one of its files."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        """Add or replace a file."""
        (self.path / name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace text that must be there."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))


@pytest.fixture
def pack(tmp_path: Path) -> PackFolder:
    """The small sound pack."""
    return PackFolder(tmp_path / "small")


@pytest.fixture
def national() -> Path:
    """The national pack of the house."""
    return ROOT / "packs/national"


@pytest.fixture
def demo() -> Path:
    """The invented city's local pack."""
    return ROOT / "packs/demo"


@remembered
def published_packs(national: Path, demo: Path) -> None:
    for folder in (national, demo):
        import_pack(
            folder, actor=Actor(role=Role.SYSTEM, channel="command"), now=datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
        )


@pytest.fixture
def city(db: None, national: Path, demo: Path) -> None:
    """Both packs of the house in force."""
    published_packs(national, demo)

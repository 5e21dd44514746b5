"""Who is on duty: the demonstration's staff by window and by body, from demo/staff.yaml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from onething.platform.permissions import Role

STAFF = Path("demo/staff.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """Logins: of the clerk of each site, of the officers of each body, and of the heads of some."""

    clerks: Mapping[str, str]
    officers: Mapping[str, Sequence[str]]
    heads: Mapping[str, str]

    @property
    def windows(self) -> tuple[str, ...]:
        """The clerks, one a site."""
        return tuple(self.clerks.values())


class FileUnreadable(ValueError):
    """The file of the demonstration is not there or not what it should be; the text is for people."""


def read_staff(path: Path = STAFF) -> dict[str, Any]:
    """The accounts of the demonstration as they stand in the file; FileUnreadable."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise FileUnreadable(f"{path} 读不了：没有这个文件，或者不是 UTF-8 的 YAML。请对照 {STAFF} 改正。") from error
    if not isinstance(found, dict) or not found.keys() >= {"staff", "password"}:
        raise FileUnreadable(f"{path} 不是账号文件：要有 password 和 staff。请对照 {STAFF} 改正。")
    return found


def read_rota(path: Path = STAFF) -> Rota:
    """The first clerk of every site, all officers of every body, and the heads."""
    clerks: dict[str, str] = {}
    officers: dict[str, list[str]] = {}
    heads: dict[str, str] = {}
    for person in read_staff(path)["staff"]:
        for post in person["posts"]:
            if post["role"] == Role.WINDOW_CLERK:
                clerks.setdefault(post["site"], person["login"])
            elif post["role"] == Role.APPROVER:
                officers.setdefault(post["body"], []).append(person["login"])
            elif post["role"] == Role.BODY_HEAD:
                heads[post["body"]] = person["login"]
    return Rota(clerks=clerks, officers=officers, heads=heads)

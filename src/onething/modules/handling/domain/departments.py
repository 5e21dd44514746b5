"""How each body works with the house: at the desk, by its own system through a connector, or by re-keying (二次录入)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onething.core.states import Labelled
from onething.modules.exchange.api import LEAST_SECRET_BYTES, is_secret

MOST_SECRETS = 2  # the new one first, and the one before it while both sides change over


class WayOfWork(Labelled):
    """Where the officers of a body do their work."""

    DESK = "desk", "在本平台审查"
    CONNECTOR = "connector", "由部门系统办理"
    REKEY = "rekey", "二次录入"


WAYS = {way.value: way for way in WayOfWork}


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """One body's way of work; `name` is what people call its system, address and secrets are those of a connector."""

    way: WayOfWork
    name: str = "部门业务系统"
    url: str = ""
    secrets: tuple[str, ...] = field(default=(), repr=False)


AT_THE_DESK = Department(way=WayOfWork.DESK)
Departments = Mapping[str, Department]


class BadDepartments(ValueError):
    """The setting cannot be used; the message says where and why."""


def read_departments(text: str) -> Departments:
    """Read the JSON of the setting: body code to its way of work; an empty text leaves every body at the desk."""
    try:
        content = json.loads(text or "{}")
    except (ValueError, RecursionError) as error:
        raise BadDepartments("不是 JSON") from error
    if not isinstance(content, dict):
        raise BadDepartments("应当是“部门编码: 办理方式”的 JSON 对象")
    return {code: _read(code, one) for code, one in content.items()}


def _read(code: str, content: Any) -> Department:
    if not isinstance(content, dict) or content.keys() - {"way", "name", "url", "secret"}:
        raise BadDepartments(f"{code}：只能写 way、name、url、secret")
    way = WAYS.get(str(content.get("way")))
    if way is None:
        raise BadDepartments(f"{code}：way 应当是 {'、'.join(WAYS)}")
    name = content.get("name", "部门业务系统")
    if not isinstance(name, str) or not 0 < len(name) <= 40:
        raise BadDepartments(f"{code}：name 应当是 1 到 40 个字")
    if way is not WayOfWork.CONNECTOR:
        return Department(way=way, name=name)
    url, secret = content.get("url"), content.get("secret")
    if not isinstance(url, str) or not url:
        raise BadDepartments(f"{code}：由部门系统办理的要写 url")
    return Department(
        way=way, name=name, url=url, secrets=_secrets(code, secret if isinstance(secret, list) else [secret])
    )


def _secrets(code: str, given: Sequence[Any]) -> tuple[str, ...]:
    if not 0 < len(given) <= MOST_SECRETS or not all(isinstance(one, str) and is_secret(one) for one in given):
        raise BadDepartments(
            f"{code}：secret 应当是 whsec_ 开头、至少 {LEAST_SECRET_BYTES} 字节的 Base64；换密钥时可以写两个，新的在前"
        )
    return tuple(given)

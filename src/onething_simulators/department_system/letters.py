"""Reading a letter of the house strictly: everything that is wrong with it, in a sentence."""

import json
import re
from typing import Any

CASE_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NEEDED: dict[str, tuple[tuple[str, type], ...]] = {
    "ping": (),
    "case.handed_over": (
        ("seq", int), ("report_to", str), ("case", dict), ("fields", list), ("materials", list), ("results", list),
    ),
    "case.ended": (("seq", int), ("case", dict), ("state", str), ("state_label", str)),
}  # fmt: skip


class BadLetter(ValueError):
    """The letter cannot be taken; the message says why."""


def read_letter(body: bytes, *, message_id: str) -> dict[str, Any]:
    """The letter, or BadLetter. Fields that are not known are left in peace: a later version may add some."""
    try:
        letter = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadLetter("正文不是 JSON。") from error
    if not isinstance(letter, dict) or letter.get("version") != "1":
        raise BadLetter("只认协议第 1 版。")
    if letter.get("delivery") != message_id:
        raise BadLetter("delivery 与 webhook-id 不一致。")
    needed = NEEDED.get(str(letter.get("type")))
    if needed is None:
        raise BadLetter("不认识这种消息。")
    missing = [name for name, kind in needed if not isinstance(letter.get(name), kind)]
    if missing:
        raise BadLetter(f"缺少或类型不对：{'、'.join(missing)}。")
    if needed and not CASE_ID.fullmatch(str(letter["case"].get("id"))):
        raise BadLetter("case.id 不是办件标识。")
    return letter

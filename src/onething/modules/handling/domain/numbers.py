"""The implementing code (实施编码, 31) under which a case is numbered.

A pack may name its items by their national base code; others get a local one whose suffix W00 says so.
"""

from hashlib import sha256

from onething.core.identifiers import check_base_code

CITY_LEVEL = "3"
LOCAL_LEVEL = "99"


def item_code(*, uscc: str, item: str, item_type: str) -> str:
    """The body's code, the level at which the power is used, and the base code."""
    return f"{uscc}{CITY_LEVEL}{base_code(item=item, item_type=item_type)}"


def base_code(*, item: str, item_type: str) -> str:
    """The item's own code when it is a base code; else a local one, always the same for the same item."""
    given = check_base_code(item).value
    if given:
        return given
    main = int.from_bytes(sha256(item.encode()).digest()[:4]) % 1000
    return f"{LOCAL_LEVEL}{item_type}00{main:03d}W00"

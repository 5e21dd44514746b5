"""Which mode a person chose (standard or 长辈版), remembered in one cookie; same addresses, same functions in both.

Source: 工信厅信管函〔2021〕67号 annex 2 (entry named 长辈版; one step back, choice remembered).
"""

from enum import StrEnum
from urllib.parse import urlencode

from django.http import HttpRequest

COOKIE = "onething_mode"
PARAMETER = "mode"
REMEMBERED_SECONDS = 365 * 24 * 3600


class Mode(StrEnum):
    """How large things are; never which functions exist."""

    STANDARD = "standard"
    ELDER = "elder"


def find_mode(value: str | None) -> Mode | None:
    """The mode of that name, or None for anything else."""
    return Mode(value) if value in tuple(Mode) else None


def mode_of(request: HttpRequest | None) -> Mode:
    """The remembered mode; STANDARD without a request or a cookie."""
    chosen = find_mode(request.COOKIES.get(COOKIE)) if request else None
    return chosen or Mode.STANDARD


def own_path(request: HttpRequest) -> str:
    """The path of this page as an address that cannot leave this host (no leading `//`)."""
    return "/" + request.path.lstrip("/\\")


def address_without_mode(request: HttpRequest) -> str:
    """This page's address without the mode parameter."""
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return own_path(request) + (f"?{query.urlencode()}" if query else "")


def mode_address(request: HttpRequest | None, mode: str) -> str:
    """The link that switches this page to `mode`."""
    if request is None or request.method not in {"GET", "HEAD"}:
        return "?" + urlencode({PARAMETER: mode})
    address = address_without_mode(request)
    return address + ("&" if "?" in address else "?") + urlencode({PARAMETER: mode})

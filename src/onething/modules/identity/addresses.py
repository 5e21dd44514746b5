"""Addresses in both senses: where a request comes from, and where it may be sent on to."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2000


def client_address(request: HttpRequest) -> str | None:
    """The peer, or behind our own proxy what that proxy saw: the last entry, for earlier ones can be made up."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.PROXY_COUNT:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")[-settings.PROXY_COUNT :]
        # Fewer entries than proxies: none of them came through all of ours, so the peer is all we know.
        is_whole = len(forwarded) == settings.PROXY_COUNT
        address = (is_whole and forwarded[0].strip()) or address
    try:
        return str(ip_address(address))
    except ValueError:
        return None


def safe_next(request: HttpRequest) -> str:
    """The page asked for before login when it is a path of this house, else an empty text."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours and len(wanted) <= LONGEST and wanted.isprintable() else ""

"""What an answer gives away: the secrets of a whole life in clear, and headers that do not say what they should."""

import json
import re

from django.http import HttpResponse

from builders.whole_life import SECRETS

SPELLINGS = {spelling: secret for secret in SECRETS for spelling in (secret, json.dumps(secret)[1:-1])}
REFUSALS = {400, 401, 403, 404, 405, 409, 410, 413, 429, 500}
LINK = re.compile(r'(?:href|action|src)="([^"]*)"')


def found_in(text: str) -> list[str]:
    """The secrets that stand in the text, also when it holds them as JSON escapes."""
    return sorted({secret for spelling, secret in SPELLINGS.items() if spelling in text})


def named_by(answer: HttpResponse) -> list[str]:
    """Whom an address it leads to names, or the page of a refusal: both are copied, kept and sent on.

    A form that comes back shows people what they wrote, and is no refusal.
    """
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    page = answer.content.decode() if html else ""
    links = " ".join(LINK.findall(page)) + answer.headers.get("Location", "")
    return found_in(links + page if answer.status_code in REFUSALS else links)


def lacking(answer: HttpResponse, *, personal: bool) -> list[str]:
    """What the headers do not tell browsers and should."""
    told = answer.headers
    policy = told.get("Content-Security-Policy", "")
    html = told.get("Content-Type", "").startswith("text/html")
    missing = {
        "nosniff": told.get("X-Content-Type-Options") == "nosniff",
        "frames": told.get("X-Frame-Options") == "DENY",
        "referrer": told.get("Referrer-Policy") in {"same-origin", "no-referrer"},
        "policy": "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        if html
        else bool(policy),
        "who made it": not {"Server", "X-Powered-By"} & set(told),
        "kept nowhere": not personal or answer.status_code != 200 or "private" in told.get("Cache-Control", ""),
    }
    return [name for name, fine in missing.items() if not fine]

"""Pages that more than one part of login shows."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refused_login(request: HttpRequest, *, reasons: Sequence[str], status: int) -> HttpResponse:
    """Nobody was logged in: every reason, and the way to try again."""
    return render(request, "identity/login_refused.html", {"reasons": reasons}, status=status)

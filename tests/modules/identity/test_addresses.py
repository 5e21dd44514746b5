"""Where a request comes from: our own proxies are believed, and nobody before them."""

import pytest
from django.test import RequestFactory

from onething.modules.identity.api import client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "told"),
    [
        (0, "", "10.0.0.9"),
        (0, "203.0.113.5", "10.0.0.9"),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        (1, "", "10.0.0.9"),
        (1, " ", "10.0.0.9"),
        (1, "198.51.100.1,", "10.0.0.9"),
        (1, "<script>", None),
        (1, "2001:db8::1", "2001:db8::1"),
        (2, "198.51.100.1, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
        (2, "203.0.113.5", "10.0.0.9"),
        (2, "", "10.0.0.9"),
        (3, "203.0.113.5, 10.0.0.2", "10.0.0.9"),
    ],
)
def test_an_address_is_what_our_own_proxies_saw(
    settings: object, proxies: int, forwarded: str, told: str | None
) -> None:
    settings.PROXY_COUNT = proxies  # type: ignore[attr-defined]
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == told


def test_without_the_header_the_peer_is_all_that_is_known(settings: object) -> None:
    settings.PROXY_COUNT = 2  # type: ignore[attr-defined]

    assert client_address(RequestFactory().get("/", REMOTE_ADDR="10.0.0.9")) == "10.0.0.9"

"""A running identity provider, an organisation to work in, and people of the demonstration to log in as."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from django.test import Client

from onething.modules.identity.api import Account, create_staff, give_post
from onething.modules.identity.settings import oidc_providers
from onething.modules.organisation.api import load_organisation
from onething.platform.permissions import Role
from onething_simulators.faults import Fault
from onething_simulators.launching import order_fault, running

CLIENT_ID, CLIENT_SECRET = "onething-tests", "only-for-tests"
CALLBACK = "http://testserver/accounts/oidc/national/login/callback/"
START = "/accounts/oidc/national/login/"
PASSWORD = "correct horse battery staple"
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Provider:
    """The simulator process and a browser between it and the house."""

    url: str

    def start(self, browser: Client, **query: str) -> str:
        """Press the login button; the address of the provider's page."""
        answer = browser.get(START, query)
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"])

    def choose(self, authorize_url: str, *, person: str = "p01", cancel: bool = False) -> str:
        """Open the page, press a person's button, and return the address the browser is sent back to."""
        with httpx.Client(trust_env=False) as browser:
            page = browser.get(authorize_url)
            handle = re.search(r'name="request" value="([^"]+)"', page.text)
            assert handle, page.text
            choice = {"cancel": "1"} if cancel else {"person": person}
            answer = browser.post(f"{self.url}/authorize/confirm", data={"request": handle[1], **choice})
        assert answer.status_code == 303, answer.text
        return str(answer.headers["Location"])

    def come_back(self, browser: Client, address: str) -> Any:
        """Follow the provider's redirect back into the house."""
        parts = urlsplit(address)
        return browser.get(parts.path, dict(parse_qsl(parts.query)))

    def log_in(self, browser: Client, *, person: str = "p01", **query: str) -> Any:
        """The whole way; the last answer of the house."""
        return self.come_back(browser, self.choose(self.start(browser, **query), person=person))


@pytest.fixture(scope="session")
def provider_process() -> Iterator[Provider]:
    arguments = ("--client-id", CLIENT_ID, "--client-secret", CLIENT_SECRET, "--redirect-uri", CALLBACK)
    with running("identity_provider", *arguments) as url:
        yield Provider(url)


@pytest.fixture
def provider(provider_process: Provider, settings: object) -> Provider:
    """The provider, with the house configured for it."""
    order_fault(provider_process.url, Fault.NONE)
    settings.OIDC_ISSUER = provider_process.url
    configured = oidc_providers(issuer=provider_process.url, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
    settings.SOCIALACCOUNT_PROVIDERS = configured
    return provider_process


@pytest.fixture
def city(db: None) -> None:
    place = {"region": "990100", "phone": "0990-1", "address": "青禾路 1 号"}
    body = {**place, "name": "禾丰市公安局", "uscc": "11990100100000008N", "review_organ": "市政府"}
    body |= {"review_online": "复议平台", "court": "区法院"}
    site = {
        **place,
        "code": "hall",
        "name": "政务服务中心",
        "hours": "工作日",
        "windows": [{"number": "01", "name": "综合"}],
    }
    regions = [{"code": "990100", "name": "禾丰市"}]
    load_organisation(data={"regions": regions, "entries": [{**body, "code": "police"}], "sites": [site]}, now=NOON)


@pytest.fixture
def clerk(city: None) -> Account:
    """A window clerk with one post, named `clerk`."""
    account = create_staff(login="clerk", password=PASSWORD, display_name="沈望舒")
    give_post(
        account=account,
        role=Role.WINDOW_CLERK,
        title="综合窗口",
        region_code="990100",
        site_code="hall",
        window_number="01",
        from_day=date(2026, 1, 1),
    )
    return account

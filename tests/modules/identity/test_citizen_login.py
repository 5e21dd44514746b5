"""Citizens' login against the provider's process over HTTP: who gets in, who does not, and what is stored."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import connection, connections
from django.test import Client

from onething.modules.identity import adapters
from onething.modules.identity.models import Account, Person
from onething.modules.identity.services import logins
from onething.platform.permissions import Role
from onething_simulators.faults import Fault
from onething_simulators.launching import order_fault

FAULTS = (
    Fault.DOWN,
    Fault.GARBAGE,
    Fault.HTTP500,
    Fault.TRUNCATED,
    Fault.WRONG_SHAPE,
    Fault.OVERSIZED,
    Fault.REDIRECT,
)
SECRETS = ("林知夏", "770101199403120025", "13900000001")


@pytest.mark.django_db
def test_a_citizen_logs_in_and_returns_to_the_page_they_wanted(provider: Any, client: Client) -> None:
    answer = provider.log_in(client, next="/login/sessions/?mine=1")

    assert (answer.status_code, answer["Location"]) == (302, "/login/sessions/?mine=1")
    person = Person.objects.get()
    assert (person.name, person.id_number, person.phone) == SECRETS
    assert person.assurance == "high"
    assert person.account is not None
    actor = client.get("/login/sessions/").wsgi_request.actor
    assert (actor.role, actor.person, actor.channel) == (Role.CITIZEN, person.public_id, "portal")


@pytest.mark.django_db
def test_the_second_login_finds_the_same_person_and_a_new_session(provider: Any) -> None:
    first, second = Client(), Client()
    provider.log_in(first)

    provider.log_in(second)

    assert Person.objects.count() == 1
    assert Account.objects.count() == 1
    assert first.session.session_key != second.session.session_key


@pytest.mark.django_db
def test_the_session_gets_a_new_id_at_login(provider: Any, client: Client) -> None:
    address = provider.choose(provider.start(client))
    before = client.cookies["session"].value

    provider.come_back(client, address)

    assert client.cookies["session"].value != before
    assert Client(headers={"cookie": f"session={before}"}).get("/login/").status_code == 200


@pytest.mark.django_db
def test_nothing_personal_stands_readable_in_any_table(provider: Any, client: Client) -> None:
    provider.log_in(client)

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            content = repr(cursor.fetchall())
            assert not [secret for secret in SECRETS if secret in content], table
    assert not [secret for secret in SECRETS if secret in repr(dict(client.session.items()))]


@pytest.mark.django_db
def test_the_request_to_the_provider_carries_pkce_nonce_and_no_foreign_scope(provider: Any, client: Client) -> None:
    address = provider.start(client, scope="admin", auth_params="prompt=none", process="connect", action="rerequest")

    asked = dict(parse_qsl(urlsplit(address).query))
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) >= 32
    assert set(asked["scope"].split()) == {"openid", "profile", "phone", "enterprises"}
    assert "prompt" not in asked


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/" + "a" * 10_000]
)
def test_an_unsafe_next_leads_to_the_front_page(provider: Any, client: Client, wanted: str) -> None:
    answer = provider.log_in(client, next=wanted)

    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.django_db
def test_a_code_that_was_used_once_opens_nothing(provider: Any, client: Client) -> None:
    address = provider.choose(provider.start(client))
    provider.come_back(client, address)
    thief = Client()

    again, stolen = provider.come_back(client, address), provider.come_back(thief, address)

    assert (again.status_code, stolen.status_code) == (400, 400)
    assert "请重新登录" in stolen.content.decode()
    assert "_auth_user_id" not in thief.session


@pytest.mark.django_db
def test_a_code_of_another_login_is_refused(provider: Any) -> None:
    """The thief's own state with the victim's code: PKCE does not fit."""
    victim, thief = Client(), Client()
    code = dict(parse_qsl(urlsplit(provider.choose(provider.start(victim))).query))["code"]
    own = dict(parse_qsl(urlsplit(provider.choose(provider.start(thief), person="p02")).query))

    answer = thief.get(urlsplit("/accounts/oidc/national/login/callback/").path, {**own, "code": code})

    assert answer.status_code == 502
    assert Person.objects.count() == 0


@pytest.mark.django_db
def test_an_answer_with_another_nonce_is_refused(provider: Any, client: Client) -> None:
    address = provider.start(client)
    parts = urlsplit(address)
    changed = {**dict(parse_qsl(parts.query)), "nonce": "somebody-elses-nonce"}

    answer = provider.come_back(client, provider.choose(parts._replace(query=urlencode(changed)).geturl()))

    assert answer.status_code == 403
    assert "对不上" in answer.content.decode()
    assert Person.objects.count() == 0
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_an_answer_from_another_issuer_is_refused(provider: Any, client: Client) -> None:
    answer = provider.choose(provider.start(client))
    changed = {**dict(parse_qsl(urlsplit(answer).query)), "iss": "https://evil.example"}

    refused = client.get("/accounts/oidc/national/login/callback/", changed)

    assert refused.status_code == 502
    assert Person.objects.count() == 0


@pytest.mark.django_db
def test_cancelling_says_so_and_logs_nobody_in(provider: Any, client: Client) -> None:
    answer = provider.come_back(client, provider.choose(provider.start(client), cancel=True))

    assert answer.status_code == 200
    assert "没有登录" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.parametrize("fault", FAULTS)
def test_a_failing_provider_is_a_page_in_plain_words(provider: Any, client: Client, fault: Fault) -> None:
    address = provider.choose(provider.start(client))
    order_fault(provider.url, fault)

    coming_back, starting = provider.come_back(client, address), Client().get("/accounts/oidc/national/login/")

    assert (coming_back.status_code, starting.status_code) == (502, 502)
    assert "请稍后重新登录" in starting.content.decode()
    assert Person.objects.count() == 0


@pytest.mark.django_db
def test_a_dripping_provider_does_not_hold_a_worker(
    provider: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onething.modules.identity.outward.SECONDS", 0.5)
    order_fault(provider.url, Fault.DRIP, seconds=0.02)
    before = monotonic()

    answer = client.get("/accounts/oidc/national/login/")

    assert answer.status_code == 502
    assert monotonic() - before < 3


@pytest.mark.django_db
def test_without_a_provider_the_login_page_says_where_to_go(client: Client, settings: Any) -> None:
    settings.OIDC_ISSUER = ""
    settings.SOCIALACCOUNT_PROVIDERS = {"national_identity": {"APPS": []}}

    page, start = client.get("/login/"), client.get("/accounts/oidc/national/login/")

    assert "还没有接通" in page.content.decode()
    assert start.status_code == 503


@pytest.mark.django_db
def test_a_subject_that_comes_back_as_another_person_is_refused(provider: Any, client: Client) -> None:
    provider.log_in(client, person="p02")
    other = SocialAccount.objects.get()
    provider.log_in(Client(), person="p01")
    SocialAccount.objects.exclude(pk=other.pk).update(user=other.user)

    answer = provider.log_in(Client(), person="p01")

    assert answer.status_code == 403
    assert "另一个证件号码" in answer.content.decode()


@pytest.mark.django_db
def test_a_disabled_citizen_is_refused_in_plain_words(provider: Any, client: Client) -> None:
    provider.log_in(client)
    Account.objects.update(is_active=False)

    answer = provider.log_in(Client())

    assert answer.status_code == 403
    assert "账号已停用" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_first_logins_at_once_make_one_person(provider: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    browsers = Client(), Client()
    addresses = [provider.choose(provider.start(browser)) for browser in browsers]
    together, answers = threading.Barrier(2), []
    _wait_before(monkeypatch, together)

    def come_back(browser: Client, address: str) -> None:
        try:
            answers.append(provider.come_back(browser, address).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=come_back, args=pair) for pair in zip(browsers, addresses, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [302, 302]
    assert (Person.objects.count(), Account.objects.count(), SocialAccount.objects.count()) == (1, 1, 1)


def _wait_before(monkeypatch: pytest.MonkeyPatch, together: threading.Barrier) -> None:
    """Both logins reach the database in the same moment."""
    take_in: Callable[..., SocialAccount] = logins.log_in_citizen

    def wait(**arguments: Any) -> SocialAccount:
        together.wait(timeout=20)
        return take_in(**arguments)

    monkeypatch.setattr(adapters, "log_in_citizen", wait)


@pytest.mark.django_db
def test_the_first_page_after_login_already_lists_this_device(provider: Any) -> None:
    browser = Client(headers={"user-agent": "客厅平板"})
    provider.log_in(browser)

    assert "客厅平板" in browser.get("/login/sessions/").content.decode()

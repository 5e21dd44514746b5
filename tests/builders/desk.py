"""The desk in a test: pages of a case typed into and sent, requests answered, days later."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.test import Client

from builders.cases import MONDAY
from onething.modules.handling.api import Case
from onething.modules.handling.models import Approval
from onething.modules.identity.api import Account
from onething.modules.papers.models import Paper
from onething.platform.clock import moved
from onething.platform.permissions import Actor

LAW = {
    "reason": "出生医学记录是伪造的",
    "law": "《母婴保健法》第23条",
}


def text_of(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def press(browser: Client, case: Case, step: str, **typed: str) -> str:
    """Type into the page of this step, send it, and read what comes."""
    address = f"/desk/cases/{case.public_id}/{step}/"
    version = Case.objects.get(pk=case.pk).row_version
    assert browser.get(address).status_code == 200
    return text_of(browser.post(address, {"version": version, **typed}, follow=True))


@contextmanager
def later(browser: Client, *, days: int) -> Iterator[None]:
    """Some days on, logged in again."""
    account = Account.objects.get(public_id=account_of(browser))
    with moved(MONDAY + timedelta(days=days)):
        browser.cookies.clear()
        browser.force_login(account)
        yield


def answer(browser: Client, act: str, **typed: str) -> str:
    asked = Approval.objects.latest("id")
    typed = {"version": str(asked.row_version), **typed}
    return text_of(browser.post(f"/desk/approvals/{asked.public_id}/", {"act": act, **typed}, follow=True))


def kinds(case: Case) -> list[str]:
    return list(Paper.objects.filter(case=case.public_id).order_by("id").values_list("kind", flat=True))


def account_of(browser: Client) -> str:
    return str(browser.get("/desk/").wsgi_request.user.public_id)


def browser_of(actor: Actor) -> Client:
    browser = Client()
    browser.force_login(Account.objects.get(public_id=actor.account))
    return browser

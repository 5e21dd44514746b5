"""People with accounts, and browsers in which they are logged in without the way through the identity provider."""

import secrets

from django.test import Client

from onething.modules.identity.api import Account, AccountKind, create_staff, give_post, register_person
from onething.modules.identity.models import Person
from onething.platform import clock
from onething.platform.permissions import Actor, Role
from onething.project.bench.family import FAMILY, clerk, newborn
from onething.project.bench.serving import HOST

BACKEND = "onething.modules.identity.backends.AccountBackend"
BODY = "health"


def citizen() -> tuple[Account, Actor]:
    """The mother of the family with an account, as she would log in."""
    mother, now = FAMILY["mother"], clock.now()
    known = register_person(**mother, actor=clerk(), now=now)
    account = Account.objects.create_account(login=secrets.token_hex(8), kind=AccountKind.CITIZEN)
    Person.objects.filter(public_id=known.public_id).update(account=account, assurance="high", verified_at=now)
    actor = Actor(role=Role.CITIZEN, account=account.public_id, person=known.public_id, channel="portal")
    return account, actor


def officer() -> Account:
    """Somebody who decides at a desk."""
    account = create_staff(
        login=f"bench-{secrets.token_hex(4)}", password=secrets.token_urlsafe(16), display_name="何晓岚"
    )
    region = newborn().parameters.region
    give_post(
        account=account, role=Role.APPROVER, title="审批岗", region_code=region, body_code=BODY, from_day=clock.today()
    )
    return account


def browser_of(account: Account) -> Client:
    """Logged in."""
    client = Client(HTTP_HOST=HOST)
    client.force_login(account, backend=BACKEND)
    return client


def cookies_of(client: Client, **more: str) -> str:
    """What the browser sends along, as one header."""
    found = {name: morsel.value for name, morsel in client.cookies.items()} | more
    return "; ".join(f"{name}={value}" for name, value in found.items())

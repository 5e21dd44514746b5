"""A firm of the demonstration city and who acts for it; and acting under whatever authority somebody holds."""

from datetime import datetime

from onething.modules.identity.api import act_under, authorities_held
from onething.modules.identity.domain.authorities import AuthorityKind
from onething.modules.identity.domain.claims import Assurance, EnterpriseClaim, VerifiedIdentity
from onething.modules.identity.services.logins import log_in_citizen
from onething.platform.clock import legal_day
from onething.platform.permissions import Actor, Role

USCC, FIRM = "91990101MA99000526", "禾丰市稻香食品有限公司"
BOSS_OF = EnterpriseClaim(uscc=USCC, name=FIRM, kind=AuthorityKind.LEGAL_REPRESENTATIVE)
HANDLER_OF = EnterpriseClaim(uscc=USCC, name=FIRM, kind=AuthorityKind.HANDLER)
BOSS = ("欧阳采薇", "770102199104230124")
HANDLER = ("许南星", "770101199808150062")
OTHER_HANDLER = ("高明远", "770104199501100094")
SHOP = {
    "filed_by": "handler",
    "area": "small",
    "gathering": "no",
    "drainage": "no",
    "tobacco": "no",
}  # answers for 开办餐饮店


def log_in(who: tuple[str, str], *claims: EnterpriseClaim, now: datetime) -> Actor:
    """Logged in with the provider, which claims these enterprises; the actor as themselves."""
    name, number = who
    identity = VerifiedIdentity(
        subject=f"pseudonym-{number[-4:]}",
        name=name,
        id_number=number,
        phone="13900000008",
        assurance=Assurance.HIGH,
        enterprises=claims,
    )
    account = log_in_citizen(identity=identity, provider="national", now=now).user
    return Actor(role=Role.CITIZEN, account=account.public_id, person=account.person.public_id, channel="portal")


def acting(actor: Actor, now: datetime) -> Actor:
    """The actor under the first authority they hold today."""
    return act_under(actor, authorities_held(actor=actor, on=legal_day(now))[0])

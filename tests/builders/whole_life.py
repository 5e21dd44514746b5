"""A whole life of one application with everything hanging on it, and a browser for each role that may meet it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.test import Client

from builders.filing import (
    ANSWERS,
    CHILD,
    DELIVERY,
    FATHER,
    MOTHER,
    OPTIONAL,
    PDF,
    PEOPLE,
    UPLOADS,
    citizen,
    fill,
    open_newborn,
)
from builders.newborn import publish_packs
from builders.remembering import remembered
from builders.systems import new_client
from onething.modules.handling.api import Defect, accept_application, ask_correction, grant, start_review
from onething.modules.handling.models import Case
from onething.modules.identity.api import Account, create_staff, give_post, grant_authority, register_person
from onething.modules.intake.api import OnBehalf, application_of, attach_file, draft_of, open_draft, submit
from onething.modules.organisation.models import Site
from onething.modules.papers.models import Paper
from onething.modules.papers.services.tokens import token_of
from onething.platform import clock
from onething.platform.outbox.api import drain
from onething.platform.permissions import Actor, Role

PASSWORD = "correct horse battery staple"
SITE, ELSEWHERE, REGION = "city-centre", "elsewhere", "/990100/"
SECRETS = (
    "林知夏", "770101199403120025", "13900000001", "周既明", "770101199211050034", "周小禾", "林稻生",
    "穗前路12号3幢201室", "穗前路12号", "穗前社区", "6222000012345678", "6222 0000 1234 5678", "6222000012345679",
)  # fmt: skip
"""What nobody may find in clear: the names, numbers, addresses and accounts of the seeded family."""
SCAN_NAME = "林知夏的银行卡.pdf"
DEFECT = Defect(
    case="maternity-reimbursement",
    target="mother.bank-account",
    target_name="银行账号",
    problem="账号6222000012345679与林知夏的银行卡不一致",
    remedy="照银行卡填写",
)
BLURRED = Defect(
    case="maternity-reimbursement",
    target="mother:bank-card",
    target_name="银行卡",
    problem="看不清",
    remedy="重新拍照",
)


def staff(login: str, role: Role, *, body: str = "", site: str = "") -> Account:
    """A member of staff with one post in the demonstration city."""
    account = create_staff(login=login, password=PASSWORD, display_name="韩若水")
    window = {"site_code": site, "window_number": "01"} if site else {}
    give_post(
        account=account,
        role=role,
        title="岗位",
        region_code="990100",
        body_code=body,
        from_day=date(2026, 1, 1),
        **window,
    )
    return account


def browser_of(account: Account, **given: object) -> Client:
    """A browser in which this account is logged in; it sees pages, never exceptions."""
    browser = Client(raise_request_exception=False, **given)  # type: ignore[arg-type]
    browser.force_login(account, backend="onething.modules.identity.backends.AccountBackend")
    return browser


def account_of(actor: Actor) -> Account:
    return get_user_model().objects.get(public_id=actor.account)


def second_site() -> None:
    """A neighbouring hall of the same city."""
    centre = Site.objects.get(code=SITE)
    Site.objects.create(
        code=ELSEWHERE, name="青禾区便民服务中心", kind=centre.kind, path="elsewhere/", region_path=centre.region_path,
        address="青禾区", hours="工作日", phone="0990-1", updated_at=centre.updated_at,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """Ids of one application that is received, accepted, asked to correct and decided in parts; and of open drafts."""

    owner: Actor
    application: UUID
    draft: UUID
    counter_draft: UUID
    files: Mapping[str, UUID]  # of: draft, counter_draft, application, case
    case: UUID
    paper: UUID
    token: str
    client: UUID  # a system of the health body
    authority: UUID  # by which the stranger may act for the owner


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """Everybody's account by the name of the role in the tables."""

    accounts: Mapping[str, Account]
    actors: Mapping[str, Actor] = field(default_factory=dict)

    def browser(self, role: str, **given: object) -> Client:
        """The role's browser; without an account nobody is logged in."""
        account = self.accounts.get(role)
        return browser_of(account, **given) if account else Client(raise_request_exception=False, **given)  # type: ignore[arg-type]


def people(now: datetime) -> City:
    """Everybody who may come along."""
    second_site()
    owner, stranger = citizen("mother", now), citizen("stranger", now)
    accounts = {
        "owner": account_of(owner),
        "stranger": account_of(stranger),
        "clerk": staff("clerk", Role.WINDOW_CLERK, site=SITE),
        "clerk_elsewhere": staff("clerk-elsewhere", Role.WINDOW_CLERK, site=ELSEWHERE),
        "officer": staff("officer", Role.APPROVER, body="health"),
        "officer_elsewhere": staff("officer-elsewhere", Role.APPROVER, body="police"),
        "body_head": staff("body-head", Role.BODY_HEAD, body="health"),
        "body_head_elsewhere": staff("body-head-elsewhere", Role.BODY_HEAD, body="police"),
        "government_head": staff("government-head", Role.GOVERNMENT_HEAD),
        "supervisor": staff("supervisor", Role.SUPERVISOR),
        "system_admin": staff("system-admin", Role.SYSTEM_ADMIN),
        "auditor": staff("auditor", Role.AUDITOR),
    }
    clerk = Actor(
        role=Role.WINDOW_CLERK,
        account=accounts["clerk"].public_id,
        site_code=SITE,
        region_path=REGION,
        channel="counter",
    )
    return City(accounts=accounts, actors={"owner": owner, "stranger": stranger, "clerk": clerk})


def officer_of(account: Account, body: str) -> Actor:
    return Actor(role=Role.APPROVER, account=account.public_id, body_code=body, region_path=REGION, channel="desk")


def complete_draft(actor: Actor, now: datetime) -> UUID:
    """A draft of six items with everything in it; the results are picked up at the window."""
    draft = open_newborn(actor, now)
    fill(draft, actor, now, MOTHER, FATHER, CHILD, {**DELIVERY, "mother.delivery-mode": "pick-up"})
    for material in UPLOADS:
        attach_file(draft=draft, material=material, name=SCAN_NAME, content=PDF, actor=actor, now=now)
    return draft


def filed(actor: Actor, now: datetime) -> UUID:
    """Filed online, not yet answered by the window."""
    draft = complete_draft(actor, now)
    return submit(draft=draft, key=str(draft), actor=actor, now=now).public_id


def correct_and_accept(application: UUID, city: City, now: datetime) -> None:
    """One item waits for a correction, the others are accepted; the vaccination card is ready at the window."""
    clerk = city.actors["clerk"]
    ask_correction(application=application, defects=[DEFECT, BLURRED], actor=clerk, now=now)
    accept_application(application=application, actor=clerk, now=now)
    grant_one(application, "vaccination-certificate", now)


def grant_one(application: UUID, item: str, now: datetime) -> None:
    """Reviewed and granted by its own body."""
    row = Case.objects.filter(application_ref=application, item=item).order_by("place")[0]
    login = f"officer-of-{row.body_code}"
    account = Account.objects.filter(login=login).first() or staff(login, Role.APPROVER, body=row.body_code)
    me = officer_of(account, row.body_code)
    start_review(case=row.public_id, version=row.row_version, actor=me, now=now)
    grant(
        case=row.public_id,
        version=row.row_version + 1,
        opinion="周小禾的材料齐全，准予办理。",
        result_number="E990100001",
        actor=me,
        now=now,
    )


def live(city: City, now: datetime) -> Life:
    """The whole life of the mother's application, with every paper made."""
    owner, clerk = city.actors["owner"], city.actors["clerk"]
    application = filed(owner, now)
    correct_and_accept(application, city, now)
    draft, at_window = open_newborn(owner, now, births="two"), window_draft(clerk, now)
    for each, who in ((draft, owner), (at_window, clerk)):
        attach_file(draft=each, material="mother:bank-card", name=SCAN_NAME, content=PDF, actor=who, now=now)
    drain(now=clock.now(), limit=100)
    case = Case.objects.get(application_ref=application, item="birth-certificate")
    paper = Paper.objects.filter(application=application, body_code="health").exclude(kind="pick_up").latest("id")
    return Life(
        owner=owner,
        application=application,
        draft=draft,
        counter_draft=at_window,
        files={
            "draft": _draft_file(draft, owner, now),
            "counter_draft": _draft_file(at_window, clerk, now),
            "application": _application_file(application, owner, "mother:bank-card"),
            "case": _application_file(application, owner, "mother:issue-consent"),
        },
        case=case.public_id,
        paper=paper.public_id,
        token=token_of(paper),
        client=new_client(now=now).info.public_id,
        authority=let_act(owner, "stranger", now),
    )


def let_act(principal: Actor, key: str, now: datetime, bundles: Collection[str] = ()) -> UUID:
    """An authority of the principal for one of the invented people, for a month."""
    name, id_number, _ = PEOPLE[key]
    last_day = clock.legal_day(now) + timedelta(days=30)
    return grant_authority(
        name=name,
        id_number=id_number,
        last_day=last_day,
        bundles=bundles,
        offered=bundles,
        actor=principal,
        now=now,
    )


@remembered
def quiet_city(now: datetime) -> City:
    """The demonstration city's packs, and everybody who may come along."""
    publish_packs()
    return people(now)


@remembered
def living_city(now: datetime) -> tuple[City, Life]:
    """The same city with one application that has lived."""
    publish_packs()
    city = people(now)
    return city, live(city, now)


def window_draft(clerk: Actor, now: datetime) -> UUID:
    """A draft that the clerk opened for the father."""
    name, id_number, phone = PEOPLE["father"]
    person = register_person(name=name, id_number=id_number, phone=phone, actor=clerk, now=now)
    return open_draft(
        bundle="newborn",
        answers=ANSWERS,
        leave_out=OPTIONAL,
        actor=clerk,
        now=now,
        on_behalf=OnBehalf(person=person.public_id, name=name, id_number=id_number, phone=phone),
    )


def _draft_file(draft: UUID, actor: Actor, now: datetime) -> UUID:
    files = draft_of(draft, actor=actor, now=now).reading.content.files
    return UUID(next(iter(files.values()))[0].id)


def _application_file(application: UUID, actor: Actor, material: str) -> UUID:
    found = application_of(application, actor=actor).materials
    return UUID(next(one for one in found if one.key == material).files[0].id)

"""A filed and accepted restaurant application whose three departments come to see the place together."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.test import Client

from builders.cases import CITIZEN, CLERK, MONDAY, REGION, SITE, _application, file_plan, grant_item
from builders.filled_form import filled_form
from onething.core.calendar import Span
from onething.core.lifecycle import CaseAction
from onething.core.planning import Selection, compile_plan
from onething.modules.catalogue.api import published_bundle
from onething.modules.handling.api import Case, Wish, accept_application
from onething.modules.identity.api import Account, create_staff, give_post
from onething.modules.intake.api import ApplicationSubmitted
from onething.modules.pledge.api import PromisedIn, make_promises, offers_for
from onething.platform.clock import legal_day
from onething.platform.database import new_public_id
from onething.platform.events import record
from onething.platform.permissions import Actor, Role

ANSWERS = {
    "filed_by": "representative", "area": "large", "gathering": "yes", "fire_way": "general", "drainage": "no",
    "tobacco": "no",
}  # fmt: skip
PLEDGED = "fire-check-pledge"
FOOD, FIRE, SIGN = "food-business-permit", "fire-check-general", "signboard-filing"
PASSWORD = "correct horse battery staple"
MORE = Wish(action=CaseAction.EXTEND, reason="场所改动，三个部门要一起复核图纸", by=Span.working_days(15), joint=True)
GOVERNMENT = Actor(role=Role.GOVERNMENT_HEAD, account=new_public_id(), region_path="/990100/", channel="desk")


def surveyed_restaurant(*, now: datetime = MONDAY, owner: Actor = CITIZEN) -> UUID:
    """Filed, accepted, and its licence checked: food, fire and signboard are under review at three departments."""
    source = published_bundle("restaurant", on=legal_day(now))
    plan = compile_plan(
        bundle=source.bundle, library=source.library, parameters=source.parameters, calendar=source.calendar,
        answers=ANSWERS, selection=Selection(), holdings={}, start=legal_day(now), bundle_version=source.version,
    )  # fmt: skip
    application = file_plan(plan, now=now, owner=owner)
    accept_application(application=application, actor=CLERK, now=now)
    grant_item(application, "restaurant-licence-check", now=now)
    return application


def pledged_restaurant(*, now: datetime = MONDAY) -> UUID:
    """Filed by pledge for the fire check, accepted, and its licence checked."""
    source = published_bundle("restaurant", on=legal_day(now))
    plan = compile_plan(
        bundle=source.bundle, library=source.library, parameters=source.parameters, calendar=source.calendar,
        answers={**ANSWERS, "fire_way": "pledge"}, selection=Selection(), holdings={}, start=legal_day(now),
        bundle_version=source.version,
    )  # fmt: skip
    offers = [offer for offer in offers_for(plan, source.library) if offer.required]
    with transaction.atomic():
        row = _application(plan, now=now, serial=1, owner=CITIZEN, site=SITE, form=filled_form(plan, now=now))
        about = PromisedIn(
            application=row.public_id, number=row.number, title=row.title, bundle=row.bundle, owner=row.owner,
            site_code=row.site_code, region_path=row.region_path, channel=row.channel, signed_by=row.applicant,
        )  # fmt: skip
        make_promises(offers=offers, about=about, actor=CITIZEN, now=now)
        record(
            ApplicationSubmitted(
                application=row.public_id, row=row.pk, number=row.number, plan=plan, owner=row.owner,
                applicant=row.applicant, applicant_masked=row.applicant_masked, region_code=row.region_code,
                region_path=REGION, site_code=SITE, channel="portal", delivery_mode="pick-up",
                promised={offer.key: offer.kind.value for offer in offers}, actor=CITIZEN, at=now,
            )
        )  # fmt: skip
    accept_application(application=row.public_id, actor=CLERK, now=now)
    grant_item(row.public_id, "restaurant-licence-check", now=now)
    return row.public_id


def case_of(application: UUID, item: str) -> Case:
    """The case of this item as it stands."""
    return Case.objects.get(application_ref=application, item=item)


def officer_at(body: str, *, name: str, role: Role = Role.APPROVER, site: str = "", login: str = "") -> Account:
    """A member of staff with one post."""
    account = create_staff(login=login or f"{body or site}-staff", password=PASSWORD, display_name=name)
    give_post(
        account=account, role=role, title="岗位", region_code="990100", body_code=body, site_code=site,
        from_day=date(2026, 1, 1),
    )  # fmt: skip
    return account


def browser_of(account: Account) -> Client:
    """A browser in which this account is logged in."""
    browser = Client()
    browser.force_login(account, backend="onething.modules.identity.backends.AccountBackend")
    return browser

"""What stands in the house before it is shaken: packs, staff, citizens with logins, complete drafts, applications."""

from collections.abc import Iterable
from datetime import datetime
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core import management
from django.test import Client, override_settings

from builders.filing import citizen, complete, open_newborn
from builders.newborn import publish_packs
from builders.tables import read_yaml
from onething.modules.handling.api import (
    Defect,
    accept_application,
    ask_correction,
    attach_correction,
    cases_of,
    version_of,
)
from onething.modules.identity.api import Account, actor_for
from onething.modules.intake.api import submit
from onething.modules.intake.models import Draft
from onething.platform import clock
from onething.platform.database import new_public_id
from onething.platform.permissions import Actor
from onething.project.demo_commands import STAFF, load_staff

BACKEND = "onething.modules.identity.backends.AccountBackend"
CITIZENS = ("mother", "father", "stranger")
MATERIAL = "mother:issue-consent"
PHOTO = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
PHOTO += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def furnish() -> dict[str, str]:
    """From an empty database to a city at work; the session of everybody by login, for nobody logs in by password."""
    management.call_command("migrate", verbosity=0)
    management.call_command("collectstatic", interactive=False, verbosity=0)
    now = clock.now()
    publish_packs()
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        load_staff(read_yaml(Path(STAFF)))
    mother, *_ = [citizen(name, now) for name in CITIZENS]
    complete(open_newborn(mother, now), mother, now)
    return {account.login: session_of(account) for account in Account.objects.all()}


def session_of(account: Account) -> str:
    browser = Client()
    browser.force_login(account, backend=BACKEND)
    return browser.cookies["session"].value


def copy_drafts(count: int) -> list[dict[str, str]]:
    """So many drafts more, each complete, shared out among the citizens."""
    pattern = Draft.objects.order_by("id")[0]
    owners = {account_of(f"oidc-{name}").person.public_id: f"oidc-{name}" for name in CITIZENS}
    copies = [copy_of(pattern, owner) for owner, _ in zip(cycle(owners), range(count), strict=False)]
    Draft.objects.bulk_create(copies)
    return [{"draft": str(row.public_id), "owner": owners[row.owner]} for row in copies]


def copy_of(pattern: Draft, owner: UUID) -> Draft:
    fields = (
        "bundle",
        "channel",
        "region_code",
        "region_path",
        "site_code",
        "answers",
        "leave_out",
        "title",
        "content",
    )
    moments = ("opened_at", "saved_at", "expires_at")
    return Draft(owner=owner, **{name: getattr(pattern, name) for name in (*fields, *moments)})


def submit_applications(stages: list[str]) -> list[dict[str, Any]]:
    """One application of the mother for each of these stages: `filed`, `correcting` or `accepted`."""
    mother, clerk, now = actor("oidc-mother"), actor("window01"), clock.now()
    pattern = Draft.objects.order_by("id")[0]
    return [submit_one(copy_of(pattern, mother.person), stage, mother, clerk, now) for stage in stages]


def submit_one(draft: Draft, stage: str, mother: Actor, clerk: Actor, now: datetime) -> dict[str, Any]:
    draft.save(force_insert=True)
    application = submit(draft=draft.public_id, key=str(new_public_id()), actor=mother, now=now).public_id
    STAGES[stage](application, clerk, now)
    cases = cases_of(application=application, actor=clerk)
    first = next(case for case in cases if case.item == "birth-certificate")
    return {
        "application": application,
        "version": version_of(cases),
        "case": first.public_id,
        "case_version": first.version,
    }


def leave(application: UUID, clerk: Actor, now: datetime) -> None:
    """As it was filed."""


def ask(application: UUID, clerk: Actor, now: datetime) -> None:
    """The window asked for one material anew, and the applicant has uploaded it but not handed it in."""
    cases = cases_of(application=application, actor=clerk)
    ask_correction(application=application, defects=tuple(defects(cases)), actor=clerk, now=now)
    attach_correction(
        application=application, material=MATERIAL, name="重拍.pdf", content=PHOTO, actor=actor("oidc-mother"), now=now
    )


def defects(cases: Iterable[Any]) -> Iterable[Defect]:
    for case in cases:
        if case.item == "birth-certificate":
            yield Defect(
                case=case.key, target=MATERIAL, target_name="知情告知书", problem="看不清签名", remedy="请重拍"
            )


def accept(application: UUID, clerk: Actor, now: datetime) -> None:
    accept_application(application=application, actor=clerk, now=now)


STAGES = {"filed": leave, "correcting": ask, "accepted": accept}


def account_of(login: str) -> Account:
    return get_user_model().objects.get(login=login)


def actor(login: str) -> Actor:
    return actor_for(account_of(login), channel="portal", post="", now=clock.now())

"""No system reaches what is another's: every address, five systems, and the words are those of what does not exist."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from oauth2_provider.models import AccessToken

from builders.filing import CHILD, DELIVERY, FATHER, MOTHER, PDF, UPLOADS, citizen, complete, open_newborn
from builders.systems import DRAFT, HOOK, NOBODY, PURPOSE, System, new_client, system
from builders.tables import read_yaml
from onething.modules.handling.models import Case
from onething.modules.intake.api import submit
from onething.modules.papers.models import Paper

BODIED = ("/webhooks", "/replay")
TABLE = read_yaml(Path(__file__).parent / "client_matrix.yaml")


@pytest.fixture
def systems(health: System, police: System, now: datetime) -> Mapping[str, System]:
    """Everybody in the table."""
    catalogue = system(new_client(name="目录系统", scopes=("catalogue.read", "plan"), now=now))
    expired = system(new_client(name="过期系统", now=now))
    latest = AccessToken.objects.latest("id")
    AccessToken.objects.filter(pk=latest.pk).update(expires=now - timedelta(minutes=1))
    return {"anonymous": NOBODY, "catalogue": catalogue, "health": health, "police": police, "expired": expired}


@pytest.fixture
def ids(health: System) -> Mapping[str, str]:
    """What health filed, and what came of it."""
    application = file_one(health)
    draft = health.make("/drafts", {**DRAFT, "leave_out": []}).json()["id"]
    cases = {
        body: Case.objects.filter(application_ref=application, body_code=body).first() for body in ("health", "police")
    }
    paper = Paper.objects.get(application=application)
    webhook = health.make("/webhooks", HOOK).json()["id"]
    return {
        "webhook": webhook,
        "message": health.make(f"/webhooks/{webhook}/test").json()["message_id"],
        "application": application,
        "draft": draft,
        "health_case": str(cases["health"].public_id),
        "police_case": str(cases["police"].public_id),
        "paper": str(paper.public_id),
    }


def file_one(health: System) -> str:
    """One application filed from the first word to the last."""
    made = health.make("/drafts", DRAFT)
    path = f"/drafts/{made.json()['id']}"
    values = {**MOTHER, **FATHER, **CHILD, **DELIVERY}
    health.ask("PATCH", path, {"values": values, "consents": {"father": True}}, If_Match=made["ETag"])
    for material in UPLOADS:
        file = SimpleUploadedFile("材料.pdf", PDF, content_type="application/pdf")
        headers = {"Authorization": f"Bearer {health.token}", "Idempotency-Key": f"file-{material}"}
        health.browser.post(f"/api/v1{path}/files", {"material": material, "file": file}, headers=headers)
    done = health.make(f"{path}/submission")
    assert done.status_code == 201, done.content.decode()
    return str(done.json()["id"])


def ask(who: System, method: str, path: str) -> tuple[int, str]:
    """Status and words, without the number that every error has of its own."""
    headers = {"X_Purpose": PURPOSE["X-Purpose"], "Idempotency_Key": str(uuid4()), "If_Match": '"0"'}
    answer = who.ask(
        method, path, {} if method == "PATCH" or (method == "POST" and path.endswith(BODIED)) else None, **headers
    )
    return answer.status_code, answer.content.decode(errors="replace").partition('"instance"')[0]


def test_every_system_meets_what_the_table_says(systems: Mapping[str, System], ids: Mapping[str, str]) -> None:
    wrong = []
    for row, cells in TABLE["addresses"].items():
        method, path = row.split(" ")
        for name, expected in zip(TABLE["systems"], cells, strict=True):
            status, words = ask(systems[name], method, path.format(**ids))
            nothing = path.format(**dict.fromkeys(ids, str(uuid4())))
            if status != expected or (expected == 404 and (status, words) != ask(systems[name], method, nothing)):
                wrong.append(f"{row} by {name}: {status}, not {expected}")

    assert wrong == []


def test_lists_hold_only_what_is_one_s_own(health: System, police: System, ids: Mapping[str, str]) -> None:
    assert [one["id"] for one in health.ask("GET", "/applications").json()["applications"]] == [ids["application"]]
    assert police.ask("GET", "/applications").json()["applications"] == []
    assert police.ask("GET", "/drafts").json()["drafts"] == []
    assert {one["body_code"] for one in police.ask("GET", "/cases").json()["cases"]} == {"police"}


def test_what_a_citizen_files_belongs_to_no_system(health: System, now: datetime) -> None:
    mother = citizen("mother", now)
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    application = submit(draft=draft, key="one", actor=mother, now=now).public_id

    assert ask(health, "GET", f"/applications/{application}")[0] == 404
    assert health.ask("GET", "/applications").json()["applications"] == []
    assert {one["body_code"] for one in health.ask("GET", "/cases").json()["cases"]} == {"health"}


def test_cases_come_by_state_due_day_and_page(health: System, ids: Mapping[str, str]) -> None:
    received = health.ask("GET", "/cases?state=received").json()["cases"]
    assert received
    assert {one["state"] for one in received} == {"received"}
    assert health.ask("GET", "/cases?due_until=2020-01-01").json() == {"cases": [], "next_cursor": None}
    progress = health.ask("GET", f"/cases/{ids['health_case']}/progress").json()
    assert progress["lines"][0]["what"] == "申报"


def test_a_case_that_has_not_moved_is_not_sent_again(health: System, ids: Mapping[str, str]) -> None:
    path = f"/cases/{ids['health_case']}"
    first = health.ask("GET", path)

    again = health.ask("GET", path, None, If_None_Match=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")


def test_a_system_files_only_in_its_own_region(city: None, now: datetime) -> None:
    elsewhere = system(new_client(name="外地系统", now=now))
    elsewhere_path = "/990200/"
    from onething.modules.clients.models import Client  # noqa: PLC0415 - moved after it was made

    Client.objects.update(region_path=elsewhere_path)

    answer = elsewhere.make("/drafts", DRAFT)

    assert (answer.status_code, answer.json()["code"]) == (422, "intake.cannot_open")


def test_a_name_that_does_not_fit_the_number_opens_no_register(health: System) -> None:
    stranger = {**DRAFT, "person": {**DRAFT["person"], "name": "别人"}}
    draft = health.make("/drafts", stranger).json()["id"]

    shown = health.ask("GET", f"/drafts/{draft}", None, X_Purpose=PURPOSE["X-Purpose"]).json()

    values = [field["value"] for section in shown["form"] for field in section["fields"] if field["origin"] == "shared"]
    assert values == []

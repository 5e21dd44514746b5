"""A system files for a mother who agreed: draft, values, files, submission, status; and nobody else sees any of it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from builders.filing import CHILD, DELIVERY, FATHER, MOTHER, PDF, UPLOADS
from builders.systems import DRAFT, System
from onething.modules.intake.models import Application
from onething.platform.logs.api import ActionRow


def filled(system: System) -> str:
    """A draft with everything in it; its id."""
    made = system.make("/drafts", DRAFT)
    assert made.status_code == 201, made.content.decode()
    draft = made.json()["id"]
    values = {**MOTHER, **FATHER, **CHILD, **DELIVERY}
    changed = system.ask(
        "PATCH", f"/drafts/{draft}", {"values": values, "consents": {"father": True}}, If_Match=made["ETag"]
    )
    assert changed.status_code == 200, changed.content.decode()
    for material in UPLOADS:
        assert attach(system, draft, material).status_code == 201
    return draft


def attach(system: System, draft: str, material: str, content: bytes = PDF, **headers: str):
    file = SimpleUploadedFile("材料.pdf", content, content_type="application/pdf")
    given = {"Authorization": f"Bearer {system.token}", "Idempotency-Key": f"file-{material}", **headers}
    return system.browser.post(f"/api/v1/drafts/{draft}/files", {"material": material, "file": file}, headers=given)


def test_answers_sent_as_they_are_with_new_values_are_no_conflict(health: System) -> None:
    made = health.make("/drafts", DRAFT)
    body = {"answers": DRAFT["answers"], "leave_out": DRAFT["leave_out"], "values": FATHER}

    changed = health.ask("PATCH", f"/drafts/{made.json()['id']}", body, If_Match=made["ETag"])

    assert changed.status_code == 200, changed.content.decode()


def test_a_system_files_for_somebody_who_agreed(health: System) -> None:
    draft = filled(health)

    done = health.make(f"/drafts/{draft}/submission")

    assert done.status_code == 201, done.content.decode()
    application = done.json()
    assert done["Location"] == f"/api/v1/applications/{application['id']}"
    status = health.ask("GET", f"/applications/{application['id']}").json()
    assert status["number"] == application["number"]
    assert len(status["cases"]) == 6
    timeline = health.ask("GET", f"/applications/{application['id']}/timeline").json()
    assert timeline["cases"][0]["lines"][0] == {
        "at": timeline["cases"][0]["lines"][0]["at"], "what": "申报", "who": "接入系统", "ground": timeline["cases"][0]["lines"][0]["ground"],
    }  # fmt: skip
    materials = health.ask("GET", f"/applications/{application['id']}/materials").json()["materials"]
    assert sum(one["files"] for one in materials) == 3
    row = Application.objects.get(public_id=application["id"])
    assert (row.consent, row.channel) == ("WT-2026-000123", "api")
    submitted = ActionRow.objects.get(subject_id=row.public_id, kind="application.submit")
    assert (submitted.actor_role, submitted.payload["consent"]) == ("client", "WT-2026-000123")

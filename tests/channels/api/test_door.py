"""What every request passes: method, token, share of the minute, scope, purpose, key, version; each refusal in one shape."""

import base64
from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from oauth2_provider.models import AccessToken

from builders.systems import ALL, DRAFT, NOBODY, PURPOSE, System, ask_token, new_client, system
from onething.modules.clients.api import AT_THE_MACHINE, revoke_client
from onething.modules.clients.models import Client as ClientRow
from onething.modules.clients.models import KeptAnswer
from onething.modules.intake.models import Draft
from onething.platform.logs.models import AccessRow

SHAPE = {"type", "status", "title", "detail", "code", "errors", "next_steps", "instance"}


def told(answer: object, status: int, code: str) -> None:
    """The answer is this problem, in the one shape, in Chinese."""
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    body = answer.json()
    assert set(body) == SHAPE
    assert (body["status"], body["code"], body["type"]) == (status, code, f"urn:onething:problem:{code}")
    assert any("\u4e00" <= character <= "\u9fff" for character in body["title"] + body["detail"])


def test_without_a_token_nothing_is_told(city: None) -> None:
    answer = NOBODY.ask("GET", "/bundles")

    told(answer, 401, "api.unauthorized")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")


def test_a_browser_that_is_logged_in_is_nobody_here(city: None, now: datetime, django_user_model: object) -> None:
    browser = Client()
    browser.force_login(
        django_user_model.objects.create_account(login="someone", kind="staff"),
        backend="onething.modules.identity.backends.AccountBackend",
    )

    told(browser.get("/api/v1/bundles"), 401, "api.unauthorized")


def test_an_expired_token_is_worth_nothing(health: System, now: datetime) -> None:
    AccessToken.objects.update(expires=now - timedelta(seconds=1))

    told(health.ask("GET", "/bundles"), 401, "api.unauthorized")


def test_a_revoked_client_is_out_at_once_and_gets_no_token(city: None, now: datetime) -> None:
    made = new_client(now=now)
    revoked = system(made)
    assert revoked.ask("GET", "/bundles").status_code == 200

    revoke_client(client=made.info.public_id, actor=AT_THE_MACHINE, now=now)

    told(revoked.ask("GET", "/bundles"), 401, "api.unauthorized")
    assert ask_token(made).status_code == 401


def test_a_token_stands_in_the_database_only_as_its_digest_and_a_secret_only_as_its_hash(
    city: None, now: datetime
) -> None:
    made = new_client(now=now)
    token = system(made).token

    row = AccessToken.objects.get()
    assert row.token == ""
    assert token not in row.token_checksum
    assert made.secret not in ClientRow.objects.get().client_secret


def test_a_token_lasts_a_quarter_of_an_hour(city: None, now: datetime) -> None:
    assert ask_token(new_client(now=now)).json()["expires_in"] == 900


def test_more_than_what_is_registered_is_not_granted(city: None, now: datetime) -> None:
    made = new_client(scopes=("catalogue.read",), now=now)

    answer = ask_token(made, scope="catalogue.read cases.read")

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")
    assert not AccessToken.objects.exists()


def test_a_narrow_token_opens_only_its_own_doors(city: None, now: datetime) -> None:
    narrow = system(new_client(now=now), scope="catalogue.read")

    assert narrow.ask("GET", "/bundles").status_code == 200
    told(narrow.ask("GET", "/cases"), 403, "api.scope_missing")
    told(narrow.make("/drafts", DRAFT), 403, "api.scope_missing")
    assert not Draft.objects.exists()


def test_guessing_a_secret_is_slowed_down(city: None, now: datetime) -> None:
    made = new_client(now=now)

    answers = [ask_token(made, secret="wrong").status_code for _ in range(22)]

    assert set(answers[:18]) == {401}
    assert 429 in answers


@pytest.mark.parametrize("name", ["\0", "%00"])
def test_a_name_no_database_can_hold_is_no_client(db: None, name: str) -> None:
    pair = base64.b64encode(f"{name}:secret".encode()).decode()
    form = {"grant_type": "client_credentials"}

    answer = Client().post("/api/v1/token", form, headers={"Authorization": f"Basic {pair}"})

    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})


def test_who_asks_too_often_is_told_when_to_come_back(health: System, settings: object) -> None:
    settings.API_PER_MINUTE = 3

    answers = [health.ask("GET", "/bundles") for _ in range(8)]

    told(answers[-1], 429, "api.too_many")
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60


def test_one_client_s_haste_is_not_the_other_s(health: System, police: System, settings: object) -> None:
    settings.API_PER_MINUTE = 3
    for _ in range(8):
        health.ask("GET", "/bundles")

    assert police.ask("GET", "/bundles").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "api.not_found"),
        ("GET", "/bundles/no-such-thing", 404, "api.not_found"),
        ("DELETE", "/bundles", 405, "api.method"),
        ("GET", "/cases?cursor=made-up", 400, "api.page_mark"),
        ("GET", "/cases?state=no-such-state", 422, "api.invalid"),
        ("GET", "/cases?cursor=%00", 400, "api.bad_request"),
        ("GET", "/cases/0193a3c4-0000-7000-8000-000000000001", 404, "api.not_found"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_shape(
    health: System, method: str, path: str, status: int, code: str
) -> None:
    told(health.ask(method, path), status, code)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("{", 400, "api.bad_request"),
        ('{"answers": {"married": "\\u0000"}}', 400, "api.bad_request"),
        ('{"answers": {"married": "\\ud800"}}', 400, "api.bad_request"),
        ("[" * 150 + "]" * 150, 400, "api.bad_request"),
        ('{"answers": {"married": 1}}', 422, "api.invalid"),
        ('{"answer": {}}', 422, "api.invalid"),
        ('{"answers": {}, "x": "' + "a" * 2_200_000 + '"}', 413, "api.too_large"),
    ],
)
def test_a_body_that_cannot_be_used_is_refused(health: System, body: str, status: int, code: str) -> None:
    told(health.ask("POST", "/bundles/newborn/plan", body), status, code)


def test_another_kind_of_content_is_refused(health: System) -> None:
    answer = health.browser.post(
        "/api/v1/bundles/newborn/plan", "answers=1", content_type="text/plain",
        headers={"Authorization": f"Bearer {health.token}"},
    )  # fmt: skip

    told(answer, 415, "api.media_type")


def test_what_nobody_foresaw_is_a_problem_too(health: System, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_given: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("onething.channels.api.bundles.list_bundles", fail)

    answer = health.ask("GET", "/bundles")

    told(answer, 500, "api.failed")
    assert "secret" not in answer.content.decode()


@pytest.mark.parametrize("key", ["", "键", "a" * 101, "a\tb"])
def test_making_something_needs_a_key(health: System, key: str) -> None:
    told(health.ask("POST", "/drafts", DRAFT, Idempotency_Key=key), 400, "api.key_missing")
    assert not Draft.objects.exists()


def test_the_same_request_again_gets_the_same_answer(health: System) -> None:
    first = health.make("/drafts", DRAFT, Idempotency_Key="one")
    again = health.make("/drafts", DRAFT, Idempotency_Key="one")

    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert (again["Location"], again["ETag"]) == (first["Location"], first["ETag"])
    assert again["Idempotency-Replayed"] == "true"
    assert Draft.objects.count() == 1


def test_a_key_names_one_request_for_ever(health: System) -> None:
    health.make("/drafts", DRAFT, Idempotency_Key="one")

    told(health.make("/drafts", {**DRAFT, "leave_out": []}, Idempotency_Key="one"), 422, "idempotency.other_body")
    assert Draft.objects.count() == 1


def test_a_key_whose_first_request_is_still_at_work_is_busy(health: System) -> None:
    health.make("/drafts", DRAFT, Idempotency_Key="one")
    KeptAnswer.objects.update(status=None)

    told(health.make("/drafts", DRAFT, Idempotency_Key="one"), 409, "idempotency.busy")


def test_a_request_that_came_to_nothing_does_not_use_up_its_key(health: System) -> None:
    refused = {**DRAFT, "person": {**DRAFT["person"], "id_number": "770101199403120026"}}
    told(health.make("/drafts", refused, Idempotency_Key="one"), 422, "person-refused")

    assert health.make("/drafts", DRAFT, Idempotency_Key="one").status_code == 201


def test_two_clients_may_use_the_same_key(health: System, police: System) -> None:
    first = health.make("/drafts", DRAFT, Idempotency_Key="one")
    second = police.make("/drafts", DRAFT, Idempotency_Key="one")

    assert first.json()["id"] != second.json()["id"]


def test_personal_data_needs_a_purpose_and_leaves_a_line(health: System) -> None:
    draft = health.make("/drafts", DRAFT).json()["id"]
    before = AccessRow.objects.count()

    told(health.ask("GET", f"/drafts/{draft}"), 400, "api.purpose_missing")
    assert AccessRow.objects.count() == before

    answer = health.ask("GET", f"/drafts/{draft}", None, X_Purpose=quote("核对申请表"))
    assert "林知夏" in answer.content.decode()
    line = AccessRow.objects.latest("id")
    assert (line.purpose, line.actor_role, line.channel) == ("核对申请表", "client", "api")


def test_only_the_latest_version_is_changed(health: System) -> None:
    made = health.make("/drafts", DRAFT)
    path = f"/drafts/{made.json()['id']}"
    told(health.ask("PATCH", path, {"values": {}}), 428, "api.version_missing")
    changed = health.ask("PATCH", path, {"values": {"mother.bank-name": "禾丰银行"}}, If_Match=made["ETag"])
    assert changed.status_code == 200

    late = health.ask("PATCH", path, {"values": {"mother.bank-name": "别的银行"}}, If_Match=made["ETag"])

    told(late, 412, "api.changed")
    shown = health.ask("GET", path, None, X_Purpose=PURPOSE["X-Purpose"]).content.decode()
    assert "禾丰银行" in shown
    assert "别的银行" not in shown


def test_what_has_not_changed_is_not_sent_again(health: System) -> None:
    path = "/bundles/newborn/plan"
    first = health.ask("POST", path, {"answers": {}})
    assert first["ETag"].startswith('"')
    description = NOBODY.ask("GET", "/openapi.json")

    again = NOBODY.ask("GET", "/openapi.json", None, If_None_Match=description["ETag"])

    assert (again.status_code, again.content) == (304, b"")


def test_every_error_names_itself_anew(health: System) -> None:
    one, other = (health.ask("GET", f"/cases/{uuid4()}").json()["instance"] for _ in range(2))

    assert one != other
    assert set(ALL) >= {"cases.read"}

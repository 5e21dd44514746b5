"""The typed client: written anew it is the same, it is typed to the last line, and over HTTP it files an application."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from builders.filing import ANSWERS, CHILD, DELIVERY, FATHER, MOTHER, OPTIONAL, PDF, PEOPLE, UPLOADS
from builders.systems import ALL, new_client
from onething.channels.api.description import document
from onething.modules.clients.api import NewClient
from onething.project.client_code.commands import ANY_HOST, PLACE, written
from onething.project.client_code.writing import GIVEN

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "clients" / "python"
sys.path.insert(0, str(FOLDER))

from onething_client import ApiError, AuthError, OnethingClient  # noqa: E402 - stands beside the product
from onething_client.operations import (  # noqa: E402
    AnswersIn,
    ConsentIn,
    DraftChangeIn,
    DraftIn,
    PersonIn,
    PlanIn,
    WebhookChangeIn,
    WebhookIn,
)


def test_the_client_is_what_the_description_says() -> None:
    assert (ROOT / PLACE).read_text(encoding="utf-8") == written()
    operations = [one for path in document(public_url=ANY_HOST)["paths"].values() for one in path.values()]
    assert {one["name"] for op in operations for one in op["parameters"] if one["in"] == "header"} == set(GIVEN)


def test_the_client_is_typed_and_knows_nothing_of_the_house() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=/dev/null", "onething_client"],
        cwd=FOLDER, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert checked.returncode == 0, checked.stdout
    sources = "".join(file.read_text(encoding="utf-8") for file in (FOLDER / "onething_client").glob("*.py"))
    assert "import onething\n" not in sources
    assert "from onething." not in sources


@pytest.fixture
def made(transactional_db: None, city: None, now: datetime) -> NewClient:
    return new_client(scopes=ALL, now=now)


def connect(live_server: LiveServer, made: NewClient, **given: str) -> OnethingClient:
    secret = given.pop("secret", made.secret)
    return OnethingClient(live_server.url, client_id=str(made.info.public_id), client_secret=secret, **given)


def wanted() -> DraftIn:
    name, number, phone = PEOPLE["mother"]
    return DraftIn(
        bundle="newborn",
        answers=ANSWERS,
        leave_out=list(OPTIONAL),
        person=PersonIn(name=name, id_number=number, phone=phone),
        consent=ConsentIn(reference="WT-2026-000123"),
    )


def test_a_system_files_over_http(live_server: LiveServer, made: NewClient) -> None:
    with connect(live_server, made) as client:
        assert "newborn" in [bundle.code for bundle in client.bundles_list().bundles]
        asked = client.questions_next(code="newborn", body=AnswersIn(answers={})).question
        assert asked is not None
        assert asked.code == "married"
        plan = client.plans_compile(code="newborn", body=PlanIn(answers=ANSWERS, leave_out=list(OPTIONAL)))
        assert plan.complete
        assert sum(item.standing == "applies" for item in plan.items) == 6

        draft = client.drafts_create(body=wanted(), key="first")
        again = client.drafts_create(body=wanted(), key="first")
        assert (again, client.replayed) == (draft, True)
        change = DraftChangeIn(values={**MOTHER, **FATHER, **CHILD, **DELIVERY}, consents={"father": True})
        client.drafts_change(draft=draft.id, body=change, if_match=client.etag)
        for material in UPLOADS:
            client.drafts_attach(draft=draft.id, material=material, name="材料.pdf", content=PDF)
        shown = client.drafts_read(draft=draft.id, purpose="核对申请表")
        assert shown.gaps == []

        done = client.drafts_submit(draft=draft.id)

        status = client.applications_read(application=done.id)
        assert (status.number, len(status.cases)) == (done.number, 6)
        assert status.promised_on == done.promised_on
        assert client.applications_list().applications[0].id == done.id


def test_a_system_keeps_its_subscriptions_over_http(live_server: LiveServer, made: NewClient) -> None:
    with connect(live_server, made) as client:
        hook = client.webhooks_create(body=WebhookIn(url="https://his.example.gov.cn/hooks", kinds=["case.decided"]))
        seen = client.etag
        assert client.webhooks_list().webhooks[0].id == hook.id
        assert client.webhooks_test(webhook=hook.id).state == "waiting"
        assert [one.kind for one in client.deliveries_list(webhook=hook.id).deliveries] == ["webhook.ping"]

        changed = client.webhooks_change(webhook=hook.id, body=WebhookChangeIn(enabled=False), if_match=seen)
        assert (changed.enabled, changed.kinds) == (False, ["case.decided"])
        with pytest.raises(ApiError) as late:
            client.webhooks_change(webhook=hook.id, body=WebhookChangeIn(enabled=True), if_match=seen)

        assert late.value.code == "api.changed"
        assert client.webhooks_rotate(webhook=hook.id).secret != hook.secret


def test_a_refusal_is_an_error_with_its_code_and_places(live_server: LiveServer, made: NewClient) -> None:
    with connect(live_server, made) as client:
        draft = client.drafts_create(body=wanted())

        with pytest.raises(ApiError) as refused:
            client.drafts_submit(draft=draft.id)

    assert (refused.value.status, refused.value.code) == (422, "intake.unfinished")
    assert ("mother:bank-card", "母亲的“本人银行卡信息”还没有上传。") in refused.value.errors


def test_a_wrong_secret_gets_no_token(live_server: LiveServer, made: NewClient) -> None:
    with connect(live_server, made, secret="wrong") as client, pytest.raises(AuthError, match="401"):
        client.bundles_list()

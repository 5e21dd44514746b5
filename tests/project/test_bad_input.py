"""Unusable input is refused in plain Chinese before any view sees it, and never ends in a 500."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onething.project.bad_input import Utf8Only, look_through

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("faulty_house")]
JSON = "application/json"


def send_json(client: Client, body: bytes) -> object:
    return client.post("/api/v1/echo/", data=body, content_type=JSON)


@pytest.mark.parametrize("address", ["/echo/?a=%00", "/echo/?%00=a", "/%00", "/echo/%00/"])
def test_a_null_character_in_an_address_is_refused(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 400
    assert "不可见字符" in response.content.decode()


@pytest.mark.parametrize("claimed", ["text/html; charset=hex", "text/html; charset=UTF-16", "text/html; charset=rot13"])
def test_a_claimed_encoding_is_refused_with_a_page_and_not_obeyed(claimed: str) -> None:
    asked = RequestFactory().get("/echo/?a=1", headers={"Accept": "text/html"}).environ | {"CONTENT_TYPE": claimed}
    told: list[str] = []

    body = b"".join(Utf8Only(WSGIHandler())(asked, lambda status, _headers: told.append(status)))

    assert told == ["400 Bad Request"]
    assert "本系统只收 UTF-8" in body.decode()


def test_a_null_character_in_a_form_of_a_system_is_refused_with_its_field(client: Client) -> None:
    response = client.post("/api/v1/echo/", {"client_id": "a\x00b"})

    assert response.status_code == 400
    assert "“client_id”这一栏里有无法保存的不可见字符" in response.content.decode()


def test_what_is_unusable_in_a_form_of_people_is_for_its_field_to_refuse(rf: RequestFactory) -> None:
    request = rf.post("/drafts/1/", {"name": "张\x00三", "phone": "１３９"})

    look_through(request)

    assert request.POST.dict() == {"name": "张\ufffd三", "phone": "１３９"}


def test_a_null_character_in_a_multipart_field_name_is_refused_without_showing_it(client: Client) -> None:
    response = client.post("/echo/", {"na\x00me": "x"})

    assert response.status_code == 400
    assert "\x00" not in response.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": "x\\u0000y"}',
        b'{"a\\u0000": 1}',
        b'{"a": ["x", {"b": "\\ud800"}]}',
        b'{"a": "\\udfff\\ud800"}',
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b"[" * 500 + b"]" * 500,
        b'{"a": ' + b"9" * 1_000_000 + b"}",
    ],
)
def test_unusable_json_is_refused_as_problem_json(client: Client, body: bytes) -> None:
    response = send_json(client, body)

    assert response.status_code == 400  # type: ignore[attr-defined]
    assert response.headers["Content-Type"] == "application/problem+json"  # type: ignore[attr-defined]
    problem = json.loads(response.content)  # type: ignore[attr-defined]
    assert (problem["status"], problem["title"]) == (400, "提交的内容有误")
    assert problem["instance"].startswith("urn:uuid:")


@pytest.mark.parametrize("text", ["张·𠮷㑇", "１２３", "x", "\u202e", "\U0001f600", "a\u0301"])
def test_rare_and_wide_characters_pass(client: Client, text: str) -> None:
    assert client.post("/echo/", {"name": text}).status_code == 200
    assert send_json(client, json.dumps({"name": text}).encode()).status_code == 200  # type: ignore[attr-defined]


def test_too_much_text_is_413_and_says_how_much_is_allowed(client: Client) -> None:
    response = client.post("/echo/", data={"a": "x" * (2 * 1024 * 1024 + 1)})

    assert response.status_code == 413
    assert "2 MB" in response.content.decode()


def test_too_much_json_is_413(client: Client) -> None:
    assert send_json(client, b'"' + b"x" * (2 * 1024 * 1024) + b'"').status_code == 413  # type: ignore[attr-defined]


def test_too_many_fields_are_400(client: Client) -> None:
    response = client.post("/echo/", {f"f{n}": "x" for n in range(1001)})

    assert response.status_code == 400
    assert "字段或文件太多" in response.content.decode()


def test_too_many_files_are_400(client: Client) -> None:
    files = {f"f{n}": SimpleUploadedFile(f"{n}.txt", b"x") for n in range(21)}

    assert client.post("/echo/", files).status_code == 400


@given(body=st.binary(max_size=80) | st.text(max_size=60).map(lambda text: json.dumps(text).encode()))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_json_body_ends_in_a_500(client: Client, body: bytes) -> None:
    assert send_json(client, body).status_code in {200, 400}  # type: ignore[attr-defined]

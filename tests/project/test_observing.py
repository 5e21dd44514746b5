"""One line a request, with the route's name and nothing that anybody typed."""

import io
import json
import logging
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.conf import settings as house
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders.filing import ANSWERS, CHILD, DELIVERY, FATHER, MOTHER, PDF, UPLOADS
from builders.whole_life import SCAN_NAME, SECRETS, City
from onething.modules.intake.models import Application
from onething.project.request_lines import RequestLine

WISH = urlencode({"bundle": "newborn", **ANSWERS}) + "&leave_out=parenting-guidance&leave_out=childcare-subsidy"
FIELDS = {"at", "method", "route", "status", "ms", "id"}


@pytest.fixture
def lines(settings: object) -> Iterator[io.StringIO]:
    """What the house writes while request lines are switched on."""
    settings.REQUEST_LOG = True
    written, logger = io.StringIO(), logging.getLogger("onething.requests")
    handler = logging.StreamHandler(written)
    handler.setFormatter(RequestLine())
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)


def read(lines: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def file_everything(browser: Client) -> None:
    """Through the pages, from the guide's button to the number."""
    draft = browser.post(f"/drafts/new?{WISH}")["Location"]
    browser.post(f"{draft}parties/mother/", MOTHER)
    browser.post(f"{draft}parties/father/", {**FATHER, "stage": "identify", "consent": "yes"})
    browser.post(f"{draft}parties/child[1]/", CHILD)
    browser.post(f"{draft}delivery/", DELIVERY)
    for key in UPLOADS:
        scan = SimpleUploadedFile(SCAN_NAME, PDF, content_type="application/pdf")
        browser.post(f"{draft}materials/{key}/", {"file": [scan]})
    browser.post(f"{draft}check/", {"declaration": "yes"})


def test_a_line_says_who_answered_how_and_how_fast(client: Client, lines: io.StringIO) -> None:
    answer = client.get("/livez?name=林知夏")

    (line,) = read(lines)
    assert (line["method"], line["route"], line["status"]) == ("GET", "livez", 200)
    assert line["id"] == answer["X-Request-ID"]
    assert isinstance(line["ms"], float)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", str(line["at"]))


def test_filing_an_application_writes_nobody_into_the_lines(city: City, lines: io.StringIO) -> None:
    file_everything(city.browser("owner"))

    written = read(lines)
    assert Application.objects.filter(owner=city.actors["owner"].person).exists()
    assert [
        secret for secret in SECRETS if secret in lines.getvalue() or json.dumps(secret)[1:-1] in lines.getvalue()
    ] == []
    assert {line["route"] for line in written} >= {"portal:draft-new", "portal:draft-party", "portal:draft-check"}
    assert all(set(line) == FIELDS for line in written)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "route"),
    [
        ("GET", "/林知夏/770101199403120025/?q=林知夏", "nowhere"),
        ("GET", "/static/林知夏.css", "static"),
        ("林知夏", "/livez", "livez"),
    ],
)
def test_what_people_type_where_it_does_not_belong_is_not_written(
    client: Client, lines: io.StringIO, method: str, path: str, route: str
) -> None:
    client.generic(method, path, HTTP_X_REQUEST_ID="770101199403120025")

    (line,) = read(lines)
    assert line["route"] == route
    assert line["method"] in {"GET", "other"}
    assert [secret for secret in SECRETS if json.dumps(secret)[1:-1] in lines.getvalue()] == []


def test_without_the_setting_no_line_is_written(client: Client, lines: io.StringIO, settings: object) -> None:
    settings.REQUEST_LOG = False

    client.get("/livez")

    assert lines.getvalue() == ""


def test_the_lines_go_to_standard_output_alone() -> None:
    handler = house.LOGGING["handlers"]["requests"]

    assert (handler["stream"], handler["formatter"]) == ("ext://sys.stdout", "request")
    assert house.LOGGING["loggers"]["onething.requests"]["propagate"] is False

"""A citizen fills in and submits over the pages, step by step."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders.filing import ANSWERS, CHILD, DELIVERY, FATHER, MOTHER, PDF, UPLOADS

WISH = urlencode({"bundle": "newborn", **ANSWERS})
SIX = f"{WISH}&leave_out=parenting-guidance&leave_out=childcare-subsidy"


def open_draft(browser: Client, wish: str = SIX) -> str:
    """Press 开始填写; the address of the task list."""
    answer = browser.post(f"/drafts/new?{wish}")
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def upload(name: str = "材料.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def fill_all(browser: Client, draft: str) -> None:
    """Every page once, as it stands."""
    pages: list[tuple[str, Mapping[str, Any]]] = [
        (f"{draft}parties/mother/", MOTHER),
        (f"{draft}parties/father/", {**FATHER, "stage": "identify", "consent": "yes"}),
        (f"{draft}parties/child[1]/", CHILD),
        (f"{draft}delivery/", DELIVERY),
    ]
    for address, values in pages:
        assert browser.post(address, values).status_code == 302, address
    for key in UPLOADS:
        assert browser.post(f"{draft}materials/{key}/", {"file": [upload(), upload("第二页.pdf")]}).status_code == 302


def submit(browser: Client, draft: str) -> str:
    answer = browser.post(f"{draft}check/", {"declaration": "yes"})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def text_of(answer: Any) -> str:
    """The words of the page without tags and blanks."""
    return "".join(re.sub(r"<[^>]+>", "", answer.content.decode()).split())

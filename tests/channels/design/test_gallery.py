"""Whole pages: shown only in a demonstration, well-formed for machines that read them, and light."""

import gzip
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from onething.channels import design
from onething.channels.design.modes import COOKIE
from onething.channels.design.views import PAGES, gallery

STATIC = Path(design.__file__).parent / "static"
REFERENCES = ("for", "aria-labelledby", "aria-describedby")
Read = Callable[[str], list]  # type: ignore[type-arg]


@pytest.fixture(autouse=True)
def _demonstration(settings: object) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]


def ask(mode: str = "standard") -> HttpRequest:
    request = RequestFactory().get("/design/")
    request.COOKIES[COOKIE] = mode
    return request


def page(name: str, mode: str = "standard") -> str:
    return gallery(ask(mode), name).content.decode()  # type: ignore[attr-defined]


def test_the_gallery_is_not_found_outside_a_demonstration(settings: object) -> None:
    settings.DEMONSTRATION = False  # type: ignore[attr-defined]
    with pytest.raises(Http404):
        gallery(ask())


def test_an_unknown_page_is_not_found() -> None:
    with pytest.raises(Http404):
        gallery(ask(), "nothing")


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_every_reference_leads_somewhere(name: str, read: Read) -> None:
    elements = read(page(name))
    ids = Counter(e.attrs["id"] for e in elements if "id" in e.attrs)
    referred = {word for e in elements for attribute in REFERENCES for word in e.words(attribute)}
    assert [value for value, count in ids.items() if count > 1] == []
    assert referred - ids.keys() == set()


@pytest.mark.parametrize("name", PAGES)
def test_every_control_is_labelled(name: str, read: Read) -> None:
    elements = read(page(name))
    labelled = {e.attrs["for"] for e in elements if e.tag == "label"}
    controls = [e for e in elements if e.tag in {"input", "select", "textarea"} and e.attrs.get("type") != "hidden"]
    assert [e.attrs for e in controls if e.attrs["id"] not in labelled] == []


@pytest.mark.parametrize("name", PAGES)
def test_each_page_has_language_title_skip_link_and_one_main_heading(name: str, read: Read) -> None:
    html = page(name)
    elements = read(html)
    assert next(e for e in elements if e.tag == "html").attrs["lang"] == "zh-CN"
    assert next(e for e in elements if e.tag == "a").attrs["href"] == "#main"
    assert [e.tag for e in elements].count("h1") == 1
    assert [e.tag for e in elements].count("main") == 1
    assert re.search(r"<title>.+ - 一件事</title>", html)


def test_a_page_with_errors_says_so_in_its_title() -> None:
    assert "<title>错误：母亲的信息 - 新生儿出生 - 一件事</title>" in page("form")


def test_the_large_mode_changes_one_attribute_and_its_own_switch(read: Read) -> None:
    standard, elder = page("components"), page("components", "elder")
    assert 'data-mode="elder"' in elder
    assert [e.tag for e in read(standard)][:20] == [e.tag for e in read(elder)][:20]
    assert "mode=elder" in standard
    assert "mode=standard" in elder


def test_both_pictures_have_a_name_and_a_twin_in_words() -> None:
    html = page("components")
    assert html.count('role="img"') >= 2
    assert "用文字查看这张时间表" in html
    assert "2项同时办理" in html
    assert "11月27日至30日" in html


def test_styles_and_script_of_a_citizens_page_weigh_at_most_30_kilobytes_and_8_requests(read: Read) -> None:
    html = page("components")
    addresses = [e.attrs.get("src") or e.attrs["href"] for e in read(html) if e.tag in {"script", "link"}]
    loaded = [address for address in addresses if not address.startswith("data:")]
    files = [STATIC / path.partition("static/")[2] for path in loaded]
    weight = sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert len(loaded) + 1 <= 8
    assert weight <= 30_000
    assert weight + len(gzip.compress(html.encode())) <= 60_000


def test_nothing_is_loaded_from_another_host(read: Read) -> None:
    addresses = [e.attrs.get("src") or e.attrs.get("href") or "" for name in PAGES for e in read(page(name))]
    assert [address for address in addresses if "//" in address] == []

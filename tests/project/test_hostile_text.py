"""Hostile text through every form, path and query: never a 500, nothing runs, what is valid is kept as it was written."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from builders.asking import ROLES, ROWS, Asker, values_of, written
from builders.filing import CHILD, DELIVERY, FATHER, MOTHER, PDF
from builders.whole_life import City, Life

FORM = "application/x-www-form-urlencoded"
SCRIPT = "<script>alert(1)</script>"
MARKUP = f'"><img src=x onerror=alert(1)>{SCRIPT}'
HOSTILE = (
    "a\x00b", "\ud800", "长" * 10_000, "\u202egpj.exe", MARKUP, "'; DROP TABLE x;--{{7*7}}${7*7}", "１３９００００００１",
    '=HYPERLINK("http://x")', "㑇𠮷·", "a\r\nX-Injected: 1", "\u200b\u0301" * 500, "-1", "9" * 400,
)  # fmt: skip
RARE_NAMES = ("㑇𠮷", "阿依古丽·买买提", "𠮷㑇·𡋾")
Fields = tuple[str, ...]


def forms(life: Life) -> Iterator[tuple[str, str, Fields, Mapping[str, str]]]:
    """Role, address, fields for text, and what else the form sends."""
    draft, application = f"/drafts/{life.draft}/", f"/applications/{life.application}/"
    window, at_window = f"/counter/applications/{life.application}/", f"/counter/drafts/{life.counter_draft}/"
    case, card = f"/desk/cases/{life.case}/", "mother:issue-consent"
    yield "anonymous", "/login/staff/", ("username", "password", "next"), {}
    yield "clerk", "/login/posts/", ("post", "next"), {}
    yield "owner", "/login/sessions/", ("session",), {}
    yield "owner", f"{draft}answers/", ("answer-married", "answer-births", "shown", "take"), {}
    for party, fields in (("mother", MOTHER), ("father", FATHER), ("child[1]", CHILD)):
        yield "owner", f"{draft}parties/{party}/", tuple(fields), {}
    yield "owner", f"{draft}parties/father/", (*FATHER, "consent"), {"stage": "identify"}
    yield "owner", f"{draft}delivery/", tuple(DELIVERY), {}
    yield "owner", f"{draft}materials/mother:bank-card/", ("remove",), {}
    yield "owner", f"{draft}check/", ("declaration",), {}
    yield "owner", f"{application}correction/", ("mother.bank-account",), {}
    yield "owner", f"{application}correction/", ("remove",), {}
    yield "owner", f"{application}withdraw/", ("version",), {}
    yield "clerk", "/counter/find/", ("number",), {"by": "number"}
    yield "clerk", "/counter/find/", ("id_number",), {"purpose": "窗口接待：申请人查询进度"}
    yield "clerk", "/counter/new/", ("name", "id_number", "phone", "bundle", "q:married", "offered"), {"act": "open"}
    yield "clerk", at_window, (*MOTHER, *FATHER, *CHILD, "consent:father"), {}
    yield "clerk", at_window, ("remove",), {}
    yield "clerk", f"{at_window}situation/", ("q:married", "offered", "wanted"), {"act": "save"}
    yield "clerk", f"{window}accept/", ("slip", "mother.live-address-slip", "version"), {}
    yield "clerk", f"{window}correct/", ("defect", f"{card}-problem", f"{card}-remedy"), {"version": "1"}
    yield "clerk", f"{window}correct/", (f"{card}-problem", f"{card}-remedy"), {"defect": card, "act": "edit"}
    refusal = ("reason", "document", "article", "competent_body", "law", "cases")
    yield "clerk", f"{window}refuse/", refusal, {"version": "1"}
    yield "clerk", f"{window}supply/", ("mother.bank-account",), {}
    yield "clerk", f"{window}supply/", ("remove",), {}
    yield "clerk", f"{window}handover/", ("code", "receiver", "tracking"), {}
    yield "clerk", f"{window}handover/", ("cases", "parcels"), {"act": "post", "tracking": "1"}
    yield "officer", f"{case}unmask/", ("purpose",), {}
    yield "officer", f"{case}review/", ("version",), {}
    yield "officer", f"{case}grant/", ("opinion", "result_number"), {"version": "1"}
    yield "officer", f"{case}grant/", ("opinion", "result_number"), {"version": "1", "act": "edit"}
    denial = ("facts", "reason", "document", "article", "law")
    yield "officer", f"{case}deny/", denial, {"version": "1"}
    yield "officer", f"{case}deny/", denial, {"version": "1", "act": "confirmed"}


def body(fields: Mapping[str, str]) -> bytes:
    """As a browser that ignores every rule would send it."""
    pairs = ((name.encode(), text.encode("utf-8", "surrogatepass")) for name, text in fields.items())
    return b"&".join(quote(name).encode() + b"=" + quote(text).encode() for name, text in pairs)


def harm_of(answer: object, text: str) -> str:
    """What went wrong with this answer, in a word; empty when all is well."""
    page = answer.content.decode(errors="replace")  # type: ignore[attr-defined]
    signs = {
        "failed": answer.status_code >= 500,  # type: ignore[attr-defined]
        "runs": SCRIPT in page or "<img src=x" in page,
        "computed": "49$49" in page or "${49}" in page,
        "splits headers": "X-Injected" in answer.headers,  # type: ignore[attr-defined]
        "took U+0000": "\x00" in page,
        "says nothing": answer.status_code in {400, 422} and "<h1" not in page,  # type: ignore[attr-defined]
    }
    return "、".join(sign for sign, true in signs.items() if true)


@pytest.mark.strict
def test_no_form_fails_or_runs_what_it_is_given(city: City, life: Life) -> None:
    asker = Asker(city)
    harms: list[str] = []
    for role, path, fields, more in forms(life):
        for text in HOSTILE:
            sent = body(dict.fromkeys(fields, text) | more)
            answer, _ = asker.ask(role, "POST", path, data=sent, content_type=FORM)
            if harm := harm_of(answer, text):
                harms.append(f"{role} {path} {fields[0]} {text[:20]!r}: {harm} {answer.status_code}")

    assert harms == []


GARBAGE = (
    "0193a3c4-0000-7000-8000-00000000000g", "..%2f..%2fetc%2fpasswd", "%00", "a" * 5000, "%ED%A0%80", "'--", "%F0%A0%AE%B7",
    "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "１２３", "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
)  # fmt: skip


@pytest.mark.strict
def test_no_path_fails(city: City, life: Life) -> None:
    asker = Asker(city)
    harms: list[str] = []
    for address, rows in ROWS.items():
        role = {"counter": "clerk", "desk": "officer"}.get(address.split("/")[0], "owner")
        values = values_of(address, life)
        for word in [word for word in values if f":{word}>" in address]:
            for text in GARBAGE[:2] if f"<uuid:{word}>" in address else GARBAGE:  # the pattern of ids lets none through
                path = written(address, values | {word: "GARBAGE"}).replace("GARBAGE", text)
                answer, _ = asker.ask(role, next(iter(rows)), path)
                if answer.status_code not in {
                    200,
                    302,
                    400,
                    401,
                    403,
                    404,
                    405,
                    422,
                    429,
                } or SCRIPT in answer.content.decode(errors="replace"):
                    harms.append(f"{role} {path[:120]}: {answer.status_code}")

    assert harms == []


QUERIES = (
    "after",
    "tab",
    "wrong",
    "then",
    "identify",
    "change",
    "asked",
    "leave_out",
    "mode",
    "bundle",
    "married",
    "births",
    "next",
)


@pytest.mark.strict
def test_no_query_fails(city: City, life: Life) -> None:
    """Where the role is put off nothing reads the query but the way back to it, which one text shows."""
    asker = Asker(city)
    harms: list[str] = []
    for address, rows in ROWS.items():
        role = {"counter": "clerk", "desk": "officer"}.get(address.split("/")[0], "owner")
        is_put_off = rows["GET"][ROLES.index(role)] in {"login", 401, 403, 405}
        for text in [MARKUP] if is_put_off else HOSTILE[:6]:
            value = quote(text.encode("utf-8", "surrogatepass"))[:3000]
            query = "&".join(f"{name}={value}" for name in QUERIES)
            path = written(address, values_of(address, life)).partition("?")[0]
            answer, _ = asker.ask(role, "GET", f"{path}?{query}")
            if answer.status_code >= 500 and "oidc" not in address:
                harms.append(f"{role} {path} {text[:20]!r}: {answer.status_code}")
            if not answer.streaming and SCRIPT in answer.content.decode(errors="replace"):
                harms.append(f"{role} {path}: runs")

    assert harms == []


@pytest.fixture
def child_page(city: City, life: Life) -> Callable[[Mapping[str, str]], str]:
    """Post the child's page of the mother's draft and show what stands there afterwards."""
    browser, path = city.browser("owner"), f"/drafts/{life.draft}/parties/child[1]/"

    def post(values: Mapping[str, str]) -> str:
        browser.post(path, {**values, "later": "1"})
        return str(browser.get(path).content.decode())

    return post


def test_valid_words_are_kept_and_shown_as_written(child_page: Callable[[Mapping[str, str]], str]) -> None:
    for name in RARE_NAMES:
        assert f'value="{name}"' in child_page({"child[1].child-name": name})

    page = child_page({"child[1].insurance-address": f"稻香街道 {SCRIPT} {{{{7*7}}}} =1+1"})

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{7*7}} =1+1" in page


@pytest.mark.parametrize("name", [SCRIPT, "周\x00禾", "\ufffd禾"])
def test_a_name_that_is_none_is_told_at_its_field(city: City, life: Life, name: str) -> None:
    path = f"/drafts/{life.draft}/parties/child[1]/"

    answer = city.browser("owner").post(path, {**CHILD, "child[1].child-name": name})

    assert answer.status_code == 422
    assert 'href="#field-child-1--child-name"' in answer.content.decode()


FILE_NAMES = ("../../x.pdf", "\u202efdp.exe.pdf", f"{SCRIPT}.pdf", "长" * 300 + ".pdf", "a\r\nb.pdf", "=1+1.pdf")


def test_file_names_stay_names(city: City, life: Life) -> None:
    asker, path = Asker(city), f"/drafts/{life.draft}/materials/mother:bank-card/"

    for name in FILE_NAMES:
        answer, _ = asker.ask("owner", "POST", path, data={"file": SimpleUploadedFile(name, PDF)}, follow=True)
        page = answer.content.decode()

        assert answer.status_code in {200, 422}, name
        assert [sign for sign in (SCRIPT, "\u202e", "../x") if sign in page] == [], name

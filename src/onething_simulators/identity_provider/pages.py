"""The two pages a person may see: choosing who to be, and why a login is impossible. No script, one style sheet."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from onething_simulators.messages import Reply
from onething_simulators.people import Person, Population

FOLDER = Path(__file__).parent
CHOOSE = Template((FOLDER / "choose.html").read_text(encoding="utf-8"))
REFUSED = Template((FOLDER / "refused.html").read_text(encoding="utf-8"))
HTML = "text/html; charset=utf-8"
RELATIONS = {"legal_representative": "法定代表人", "handler": "经办人"}
TITLE = "确认身份 - 统一身份认证（演示模拟）"


def choosing_page(*, population: Population, handle: str, redirect_uri: str, typed: str = "", error: str = "") -> Reply:
    """Show everybody as a button and one field for a number; with an error, what was typed is kept."""
    page = CHOOSE.substitute(
        title=escape(f"有误：{TITLE}" if error else TITLE),
        handle=escape(handle),
        people=_buttons(population.persons[: population.introduced], population),
        others=_others(population),
        typed=escape(typed),
        error=f'<p class="error" id="id_number-error" role="alert">{escape(error)}</p>' if error else "",
        described=" id_number-error" if error else "",
        invalid=' aria-invalid="true" autofocus' if error else "",
    )
    target = urlsplit(redirect_uri)
    # Browsers apply form-action to where a posted form is redirected, so the caller's origin must be in it.
    headers = _page_headers(form_action=f"'self' {target.scheme}://{target.netloc}")
    return Reply(status=422 if error else 200, body=page.encode(), content_type=HTML, headers=headers)


def refused_page(*, reason: str, next_step: str) -> Reply:
    """Say why there is no login here and what to do."""
    page = REFUSED.substitute(reason=escape(reason), next_step=escape(next_step))
    return Reply(status=400, body=page.encode(), content_type=HTML, headers=_page_headers(form_action="'none'"))


def _others(population: Population) -> str:
    """Everybody else, folded up: the page stays one to choose from."""
    others = population.persons[population.introduced :]
    if not others:
        return ""
    return (
        f"<details><summary>其他演示市民（{len(others)} 位）</summary>"
        f'<ul class="people">{_buttons(others, population)}</ul></details>'
    )


def _buttons(persons: Iterable[Person], population: Population) -> str:
    return "\n".join(_person_button(person, population) for person in persons)


def _person_button(person: Person, population: Population) -> str:
    firms = "、".join(f"{firm.name} {RELATIONS[relation]}" for firm, relation in population.firms_of(person))
    about = f"{_masked(person.id_number)}　{person.note}" + (f"（{firms}）" if firms else "")
    label, note = escape(f"刷脸登录：{person.name}"), escape(about)
    return (
        f'<li><button type="submit" name="person" value="{escape(person.key)}">'
        f"<strong>{label}</strong><span>{note}</span></button></li>"
    )


def _masked(id_number: str) -> str:
    return f"{id_number[:3]}{'*' * 11}{id_number[-4:]}"


def _page_headers(*, form_action: str) -> dict[str, str]:
    policy = f"default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action {form_action}"
    return {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}

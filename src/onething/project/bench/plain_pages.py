"""The other sides of rows 7 and 7s: the same fields as the least page, as a page of GOV.UK Frontend, and as a Django form.

Pages and forms know a field by its kind (a text, a date, a choice), label, hint and choices; nothing else is given.
"""

import gzip
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from django import forms

from onething.core.definitions import ElementKind
from onething.modules.intake.api import FilledField
from onething.project.bench.peers import SCRIPTS
from onething.project.bench.places import PEERS

TEMPLATES = Path(__file__).parent / "pages"
GOVUK = Path("node_modules", "govuk-frontend", "dist", "govuk")
TITLE = "申请人的信息"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainField:
    """What every side asks."""

    place: int
    name: str
    kind: str
    label: str
    hint: str
    options: tuple[tuple[str, str], ...]


def plain_fields(fields: Iterable[FilledField]) -> list[PlainField]:
    """The fields of a form of ours, without what only we know about them."""
    return [
        PlainField(
            place=place,
            name=field.key,
            kind=field.element.kind if field.element.kind in {ElementKind.DATE, ElementKind.CHOICE} else "text",
            label=field.planned.label,
            hint=field.planned.hint,
            options=tuple((choice.code, choice.label) for choice in field.element.choices),
        )
        for place, field in enumerate(fields)
    ]


def templates() -> jinja2.Environment:
    """Compiled once, as a server would."""
    loader = jinja2.FileSystemLoader((TEMPLATES, SCRIPTS))
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined)


def least_page(fields: Sequence[PlainField]) -> Callable[[], str]:
    """Draws the floor."""
    template = templates().get_template("least.html")
    return lambda: template.render(fields=fields, title=TITLE, token=secrets.token_hex(32))


def django_form(fields: Sequence[PlainField]) -> Callable[[], str]:
    """Draws the widgets alone, without a page around them; the class is made once, the form for each request."""
    form = type("Asked", (forms.Form,), {field.name: _form_field(field) for field in fields})
    return lambda: str(form().as_div())


def _form_field(field: PlainField) -> forms.Field:
    about: dict[str, Any] = {"label": field.label, "help_text": field.hint, "required": False}
    if field.kind == ElementKind.CHOICE:
        return forms.ChoiceField(choices=[("", "请选择"), *field.options], **about)
    return forms.DateField(**about) if field.kind == ElementKind.DATE else forms.CharField(**about)


def govuk_folder() -> Path | None:
    """GOV.UK Frontend among the peers; None where it is not."""
    folder = Path(os.environ.get(PEERS, "")) / GOVUK
    return folder if os.environ.get(PEERS) and folder.is_dir() else None


def write_least(folder: Path, fields: Sequence[PlainField]) -> None:
    """The floor as files."""
    folder.mkdir()
    (folder / "index.html").write_text(least_page(fields)(), encoding="utf-8")
    shutil.copy(TEMPLATES / "least.css", folder)
    _compress(folder)


def write_govuk(folder: Path, fields: Sequence[PlainField], frontend: Path) -> None:
    """The peer's page with its style sheet, script and fonts; the fonts stand where its style sheet looks for them."""
    folder.mkdir()
    page = templates().get_template("govuk.html")
    text = page.render(fields=fields, title=TITLE, token=secrets.token_hex(32))
    (folder / "index.html").write_text(text, encoding="utf-8")
    for name in ("govuk-frontend.min.css", "govuk-frontend.min.js"):
        shutil.copy(frontend / name, folder)
    shutil.copytree(frontend / "assets", folder.parent / "assets")
    _compress(folder)


def _compress(folder: Path) -> None:
    """As our own files are served."""
    for file in list(folder.iterdir()):
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))

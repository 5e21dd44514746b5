"""The invented family of the bench, and the one who files for it at the window: all through the doors of the rooms."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from onething.core.definitions import Element, ElementKind
from onething.modules.catalogue.api import CompiledBundle, import_pack, published_bundle
from onething.modules.identity.api import register_person
from onething.modules.intake.api import (
    ApplicationInfo,
    OnBehalf,
    attach_file,
    draft_of,
    open_draft,
    save_values,
    submit,
)
from onething.modules.organisation.api import find_region, list_sites
from onething.platform import clock
from onething.platform.database import new_public_id
from onething.platform.permissions import Actor, Role

FAMILY: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("family.yaml").read_text(encoding="utf-8"))
ANSWERS: dict[str, str] = FAMILY["answers"]
PACKS = Path("packs")
OWN_PACK = Path(__file__).parent / "packs" / "bench"
JOIN, SINGLE = "bench-join", "bench-single"
"""Invented bundles: seven items with a join of four, and one item."""
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def publish() -> None:
    """Publish the national pack and the demonstration city's."""
    for folder in (PACKS / "national", PACKS / "demo", OWN_PACK):
        import_pack(folder, actor=Actor(role=Role.SYSTEM), now=clock.now())


def newborn() -> CompiledBundle:
    """The bundle that everything here is about."""
    return published_bundle(FAMILY["bundle"], on=start_day())


def start_day() -> date:
    """The day from which plans count."""
    return clock.today()


def clerk() -> Actor:
    """A window clerk of the city's first centre."""
    region = find_region(newborn().parameters.region)
    path = region.path if region else ""
    site = list_sites(region_path=path)[0]
    return Actor(
        role=Role.WINDOW_CLERK, account=new_public_id(), site_code=site.code, region_path=path, channel="counter"
    )


def finished_draft(actor: Actor, now: datetime) -> UUID:
    """A draft with nothing missing."""
    mother = FAMILY["mother"]
    person = register_person(**mother, actor=actor, now=now)
    draft = open_draft(
        bundle=FAMILY["bundle"],
        answers=ANSWERS,
        leave_out=FAMILY["leave_out"],
        actor=actor,
        now=now,
        on_behalf=OnBehalf(person=person.public_id, **mother),
    )
    for page in FAMILY["pages"]:
        consents = FAMILY["consents"] if "father.id-number" in page else None
        save_values(draft=draft, values=page, actor=actor, now=now, consents=consents)
    for material in FAMILY["uploads"]:
        attach_file(draft=draft, material=material, name="材料.pdf", content=PDF, actor=actor, now=now)
    return draft


def submitted(actor: Actor, now: datetime) -> ApplicationInfo:
    """An application with its cases, fresh from the window."""
    return submit(draft=finished_draft(actor, now), key=str(new_public_id()), actor=actor, now=now)


def plain_draft(bundle: str, actor: Actor, now: datetime) -> UUID:
    """A finished draft of one of the invented bundles: every control filled, nothing to upload."""
    mother = FAMILY["mother"]
    behalf = None
    if actor.role is not Role.CITIZEN:
        behalf = OnBehalf(person=register_person(**mother, actor=actor, now=now).public_id, **mother)
    draft = open_draft(bundle=bundle, answers={}, actor=actor, now=now, on_behalf=behalf)
    fields = [field for section in draft_of(draft, actor=actor, now=now).reading.form for field in section.fields]
    save_values(draft=draft, values={field.key: _value(field.element) for field in fields}, actor=actor, now=now)
    return draft


def _value(element: Element) -> str:
    if element.choices:
        return element.choices[1].code
    return {ElementKind.DATE: "2026-01-02", ElementKind.NAME: str(FAMILY["mother"]["name"])}.get(element.kind, "文字")

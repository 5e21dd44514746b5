"""The real packs of the house, from their files or published in the database, and answers for 新生儿出生."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Model

from builders.remembering import read_tables, write_tables
from onething.modules.catalogue.api import CompiledBundle, CompiledCatalogue, import_pack, load_packs
from onething.modules.catalogue.models import Definition, PackFile, PackVersion
from onething.modules.organisation.models import Body, MandateRow, Region, Site, Window
from onething.platform.permissions import Actor, Role

PACKS = Path(__file__).parents[2] / "packs"
FOLDERS = (PACKS / "national", PACKS / "demo")
PUBLISHED: tuple[type[Model], ...] = (PackVersion, PackFile, Definition, Region, Body, Site, Window, MandateRow)
PUBLISHED_AT = datetime(2026, 11, 20, tzinfo=UTC)
_WRITTEN: dict[str, Any] = {}
ANSWERS = {
    "married": "yes",
    "births": "one",
    "applicant": "mother",
    "household_of": "mother",
    "household_place": "here",
    "same_ethnicity": "yes",
    "maternity_insurance": "yes",
}


@cache
def packs_of_the_house() -> CompiledCatalogue:
    """Both packs compiled from their files, once a test process."""
    return load_packs(FOLDERS)


def newborn() -> CompiledBundle:
    """The bundle under the demonstration city's layer, without a database."""
    return packs_of_the_house().bundle("newborn")


def publish_packs() -> None:
    """Both packs as the system imported them before any test's day; what the first import wrote is put back later."""
    if _WRITTEN:
        write_tables(_WRITTEN)
        return
    for folder in FOLDERS:
        import_pack(folder, actor=Actor(role=Role.SYSTEM_ADMIN), now=PUBLISHED_AT)
    _WRITTEN.update(read_tables(model._meta.db_table for model in PUBLISHED))

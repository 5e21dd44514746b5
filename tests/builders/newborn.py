"""The real packs of the house, from their files or published in the database, and answers for 新生儿出生."""

from copy import copy
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db.models import Model

from onething.modules.catalogue.api import CompiledBundle, CompiledCatalogue, import_pack, load_packs
from onething.modules.catalogue.models import Definition, PackFile, PackVersion
from onething.modules.organisation.models import Body, Region, Site, Window
from onething.platform.permissions import Actor, Role

PACKS = Path(__file__).parents[2] / "packs"
FOLDERS = (PACKS / "national", PACKS / "demo")
PUBLISHED: tuple[type[Model], ...] = (PackVersion, PackFile, Definition, Region, Body, Site, Window)
_WRITTEN: list[Model] = []
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


def publish_packs(now: datetime) -> None:
    """Both packs as the system imports them; what the first import of a process wrote is put back for later tests."""
    if _WRITTEN:
        for model in PUBLISHED:
            model.objects.bulk_create([copy(row) for row in _WRITTEN if type(row) is model])
        return
    for folder in FOLDERS:
        import_pack(folder, actor=Actor(role=Role.SYSTEM_ADMIN), now=now)
    _WRITTEN.extend(row for model in PUBLISHED for row in model.objects.order_by("pk"))

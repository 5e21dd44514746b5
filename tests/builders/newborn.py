"""The real packs of the house, from their files or published in the database, and answers for 新生儿出生."""

from datetime import datetime
from functools import cache
from pathlib import Path

from onething.modules.catalogue.api import CompiledBundle, import_pack, load_packs
from onething.platform.permissions import Actor, Role

PACKS = Path(__file__).parents[2] / "packs"
FOLDERS = (PACKS / "national", PACKS / "demo")
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
def newborn() -> CompiledBundle:
    """The bundle under the demonstration city's layer, without a database."""
    return load_packs(FOLDERS).bundle("newborn")


def publish_packs(now: datetime) -> None:
    """Import both packs as the system does."""
    for folder in FOLDERS:
        import_pack(folder, actor=Actor(role=Role.SYSTEM_ADMIN), now=now)

"""The door of the catalogue."""

from onething.modules.catalogue.domain.compiling import CompiledBundle, CompiledCatalogue
from onething.modules.catalogue.domain.life import LIFE, PackAct, PackState
from onething.modules.catalogue.domain.problems import PackFinding
from onething.modules.catalogue.domain.records import PackInfo
from onething.modules.catalogue.errors import (
    BundleUnknown,
    CatalogueError,
    ExportRefused,
    ImportForbidden,
    MoveRefused,
    OwnWork,
    PackForbidden,
    PackRefused,
    VersionMissing,
    VersionTaken,
    VersionUnknown,
)
from onething.modules.catalogue.files import load_packs, validate_pack
from onething.modules.catalogue.ports import connect_drafts
from onething.modules.catalogue.queries import (
    BundleSummary,
    DefinitionSummary,
    PackStanding,
    bundle_of_version,
    bundles_in_force,
    calendar_in_force,
    calendar_of_version,
    list_bundles,
    list_definitions,
    list_packs,
    published_bundle,
    summarise,
)
from onething.modules.catalogue.services.import_pack import Imported, import_pack
from onething.modules.catalogue.services.move_pack import Moved, publish_pack, retire_pack, return_pack, submit_pack
from onething.modules.catalogue.services.reviewing import find_outgrown
from onething.modules.catalogue.services.settle import settle_bodies

__all__ = [
    "LIFE", "BundleSummary", "BundleUnknown", "CatalogueError", "CompiledBundle", "CompiledCatalogue",
    "DefinitionSummary", "ExportRefused", "ImportForbidden", "Imported", "MoveRefused", "Moved", "OwnWork", "PackAct",
    "PackFinding", "PackForbidden", "PackInfo", "PackRefused", "PackStanding", "PackState", "VersionMissing",
    "VersionTaken", "VersionUnknown",
    "bundle_of_version", "bundles_in_force", "calendar_in_force", "calendar_of_version", "connect_drafts",
    "find_outgrown", "import_pack", "list_bundles",
    "list_definitions", "list_packs", "load_packs", "publish_pack", "published_bundle", "retire_pack", "return_pack", "settle_bodies",
    "submit_pack", "summarise", "validate_pack",
]  # fmt: skip

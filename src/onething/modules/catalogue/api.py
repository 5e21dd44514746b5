"""The door of the catalogue."""

from onething.modules.catalogue.domain.compiling import CompiledBundle, CompiledCatalogue
from onething.modules.catalogue.domain.problems import PackFinding
from onething.modules.catalogue.domain.records import PackInfo
from onething.modules.catalogue.errors import BundleUnknown, CatalogueError, ImportForbidden, PackRefused, VersionTaken
from onething.modules.catalogue.files import load_packs, validate_pack
from onething.modules.catalogue.queries import (
    BundleSummary,
    DefinitionSummary,
    list_bundles,
    list_definitions,
    list_packs,
    published_bundle,
)
from onething.modules.catalogue.services.import_pack import Imported, import_pack

__all__ = [
    "BundleSummary", "BundleUnknown", "CatalogueError", "CompiledBundle", "CompiledCatalogue", "DefinitionSummary",
    "ImportForbidden", "Imported", "PackFinding", "PackInfo", "PackRefused", "VersionTaken",
    "import_pack", "list_bundles", "list_definitions", "list_packs", "load_packs", "published_bundle", "validate_pack",
]  # fmt: skip

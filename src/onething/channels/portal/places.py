"""Where people can go and whom they can call: the region's name and its places of service, for every page."""

from dataclasses import dataclass, replace

from onething.modules.catalogue.api import CompiledBundle
from onething.modules.organisation.api import SiteInfo, SiteKind, find_region, list_sites


@dataclass(frozen=True, slots=True)
class Place:
    """The region of this deployment; without a local pack the name is empty and there are no sites."""

    region_name: str
    sites: tuple[SiteInfo, ...]


def place_of(source: CompiledBundle | None) -> Place:
    """The place a bundle is offered in; three statements."""
    region = find_region(source.parameters.region) if source and source.parameters.region else None
    if source is None or region is None:
        return Place("", ())
    centres = (site for site in list_sites(region_path=region.path) if site.kind is SiteKind.CENTRE)
    return Place(region.name, tuple(_serving(site, source.bundle.code) for site in centres))


def _serving(site: SiteInfo, bundle: str) -> SiteInfo:
    """The site with the windows that take this bundle."""
    return replace(site, windows=tuple(w for w in site.windows if not w.bundles or bundle in w.bundles))

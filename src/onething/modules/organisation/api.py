"""The door of organisation."""

from onething.modules.organisation.domain.problems import Problem, ProblemCode
from onething.modules.organisation.domain.values import BodyInfo, RegionInfo, RegionKind, SiteInfo, SiteKind, WindowInfo
from onething.modules.organisation.errors import BodyUnknown, OrganisationError, OrganisationRefused
from onething.modules.organisation.queries import (
    bodies,
    bodies_by_uscc,
    body_name_in,
    find_region,
    find_site,
    first_site_in,
    get_body,
    list_sites,
    region_paths,
)
from onething.modules.organisation.services.load import Loaded, load_organisation

__all__ = [
    "BodyInfo", "BodyUnknown", "Loaded", "OrganisationError", "OrganisationRefused", "Problem", "ProblemCode",
    "RegionInfo", "RegionKind", "SiteInfo", "SiteKind", "WindowInfo",
    "bodies", "bodies_by_uscc", "body_name_in", "find_region", "find_site", "first_site_in", "get_body", "list_sites",
    "load_organisation", "region_paths",
]  # fmt: skip

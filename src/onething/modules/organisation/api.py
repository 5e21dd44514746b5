"""The door of organisation."""

from onething.modules.organisation.domain.mandates import (
    Mandate,
    Outside,
    Wanted,
    decide_mandates,
    nobody_accepts,
    words_for,
)
from onething.modules.organisation.domain.problems import Problem, ProblemCode
from onething.modules.organisation.domain.values import BodyInfo, RegionInfo, RegionKind, SiteInfo, SiteKind, WindowInfo
from onething.modules.organisation.errors import OrganisationError, OrganisationRefused
from onething.modules.organisation.queries import (
    bodies,
    bodies_by_uscc,
    bodies_in,
    body_at,
    body_name_in,
    find_region,
    find_site,
    first_site_in,
    forget_places,
    list_sites,
    mandates_at,
    mandates_of,
    region_paths,
)
from onething.modules.organisation.services.load import Loaded, load_organisation

__all__ = [
    "BodyInfo", "Loaded", "Mandate", "OrganisationError", "OrganisationRefused", "Outside", "Problem",
    "ProblemCode", "RegionInfo", "RegionKind", "SiteInfo", "SiteKind", "Wanted", "WindowInfo",
    "bodies", "bodies_by_uscc", "bodies_in", "body_at", "body_name_in", "decide_mandates", "find_region", "find_site", "first_site_in",
    "forget_places",
    "list_sites", "load_organisation", "mandates_at", "mandates_of", "nobody_accepts", "region_paths", "words_for",
]  # fmt: skip

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
from onething.modules.organisation.domain.successions import Succession, SuccessionState, SuccessionWish, in_charge
from onething.modules.organisation.domain.values import BodyInfo, RegionInfo, RegionKind, SiteInfo, SiteKind, WindowInfo
from onething.modules.organisation.errors import (
    OrganisationError,
    OrganisationRefused,
    SuccessionNotFound,
    SuccessionRefused,
)
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
from onething.modules.organisation.services.succeed import (
    ask_succession,
    mark_moved,
    settle_succession,
    take_back_succession,
)
from onething.modules.organisation.successions import (
    SuccessionInfo,
    body_in_charge,
    forget_successions,
    list_successions,
    open_successions,
    successions_at,
    successions_to_move,
)

__all__ = [
    "BodyInfo", "Loaded", "Mandate", "OrganisationError", "OrganisationRefused", "Outside", "Problem",
    "ProblemCode", "RegionInfo", "RegionKind", "SiteInfo", "SiteKind", "Succession", "SuccessionInfo", "SuccessionNotFound",
    "SuccessionRefused", "SuccessionState", "SuccessionWish", "Wanted", "WindowInfo",
    "ask_succession", "bodies", "bodies_by_uscc", "bodies_in", "body_at", "body_in_charge", "body_name_in", "decide_mandates", "find_region", "find_site",
    "first_site_in", "forget_places", "forget_successions", "in_charge", "list_sites", "list_successions",
    "load_organisation", "mandates_at", "mandates_of", "mark_moved", "nobody_accepts", "open_successions", "region_paths", "settle_succession",
    "successions_at", "successions_to_move", "take_back_succession", "words_for",
]  # fmt: skip

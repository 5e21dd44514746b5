"""What organisation tells other rooms: frozen regions, bodies, sites and windows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onething.core.definitions import BodyKind


class RegionKind(StrEnum):
    """A statutory region, or a functional zone that may serve without a GB/T 2260 code."""

    REGION = "region"
    FUNCTIONAL_ZONE = "functional_zone"


class SiteKind(StrEnum):
    """The four sizes of a place of service, from the hall down to the point."""

    CENTRE = "centre"  # 政务服务中心
    COMMUNITY_CENTRE = "community_centre"  # 便民服务中心
    STATION = "station"  # 便民服务站
    POINT = "point"  # 便民服务点


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionInfo:
    """A region; its path holds the codes from the root down and ends with `/`."""

    code: str
    name: str
    kind: RegionKind
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyInfo:
    """An implementing body (实施主体) with where people may turn against what it does.

    A public service provider has its channel for complaints alone; the others an organ of review, its channel on the
    internet (行政复议法 第二十二条第二款), and a court.
    """

    code: str
    name: str
    uscc: str
    region_path: str
    phone: str
    address: str
    kind: BodyKind = BodyKind.ORGAN
    review_organ: str = ""
    review_online: str = ""
    court: str = ""
    complaint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowInfo:
    """A window of a site; the mandate says in words what it takes, `bundles` for which bundles alone (empty: all)."""

    site_code: str
    number: str
    name: str
    mandate: str
    bundles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteInfo:
    """A place of service; its path holds the site codes from the centre down."""

    code: str
    name: str
    kind: SiteKind
    path: str
    body_code: str
    region_path: str
    address: str
    hours: str
    phone: str
    windows: tuple[WindowInfo, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateInfo:
    """A grant as a document writes it: every body lets these windows of every site accept these items."""

    code: str
    bodies: tuple[str, ...]
    sites: tuple[str, ...]
    windows: tuple[str, ...]
    items: tuple[str, ...]
    from_day: date
    until_day: date
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Everything one document says, parents before children."""

    regions: tuple[RegionInfo, ...] = ()
    bodies: tuple[BodyInfo, ...] = ()
    sites: tuple[SiteInfo, ...] = ()
    mandates: tuple[MandateInfo, ...] = ()

"""Reads of organisation, as frozen values."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.db import transaction
from django.db.models import OuterRef, Subquery

from onething.core.definitions import BodyKind
from onething.modules.organisation.domain.mandates import Mandate
from onething.modules.organisation.domain.reading import Known
from onething.modules.organisation.domain.values import BodyInfo, RegionInfo, RegionKind, SiteInfo, SiteKind, WindowInfo
from onething.modules.organisation.models import Body, MandateRow, Region, Site, Window

PERIOD_SECONDS = (
    5  # so long another process may not know that a mandate was ended, or that a body moved; days are counted anyway
)


def bodies(codes: Iterable[str]) -> dict[str, BodyInfo]:
    """Bodies by code, in one query; unknown codes are left out."""
    return {row.code: _body_info(row) for row in Body.objects.filter(code__in=set(codes)).order_by("code")}


def bodies_by_uscc(usccs: Iterable[str]) -> dict[str, BodyInfo]:
    """Bodies by 统一社会信用代码, in one query; unknown ones are left out."""
    return {row.uscc: _body_info(row) for row in Body.objects.filter(uscc__in=set(usccs)).order_by("uscc")}


def bodies_in(region_path: str) -> tuple[BodyInfo, ...]:
    """The bodies of a region and of what lies in it, by name; none without a region."""
    rows = Body.objects.filter(region_path__startswith=region_path) if region_path else Body.objects.none()
    return tuple(_body_info(row) for row in rows.order_by("name"))


def region_paths() -> dict[str, str]:
    """The path of every region of this house by its code."""
    return dict(Region.objects.values_list("code", "path"))


def find_region(code: str) -> RegionInfo | None:
    """The region with this code."""
    row = Region.objects.filter(code=code).first()
    return RegionInfo(code=row.code, name=row.name, kind=RegionKind(row.kind), path=row.path) if row else None


def find_site(code: str) -> SiteInfo | None:
    """The site with this code, with its windows."""
    row = Site.objects.prefetch_related("windows").filter(code=code).first()
    return _site_info(row) if row else None


def list_sites(*, region_path: str = "", body_code: str = "", under: str = "") -> tuple[SiteInfo, ...]:
    """Sites in tree order: within a region, of a body, below a site's path; two queries with the windows."""
    rows = Site.objects.filter(region_path__startswith=region_path, path__startswith=under)
    if body_code:
        rows = rows.filter(body_code=body_code)
    return tuple(_site_info(row) for row in rows.prefetch_related("windows").order_by("path"))


def body_name_in(column: str) -> Subquery:
    """The name of the body whose code stands in this column of the caller's rows, read in the caller's statement."""
    return Subquery(Body.objects.filter(code=OuterRef(column)).values("name")[:1])


def first_site_in(column: str) -> Subquery:
    """The code of the first site in tree order in the region whose path stands in this column of the caller's rows.

    Online applications are received there; null without one. Read in the caller's statement.
    """
    sites = Site.objects.filter(region_path__startswith=OuterRef(column)).order_by("path")
    return Subquery(sites.values("code")[:1])


def mandates_of(*, site_code: str = "") -> tuple[Mandate, ...]:
    """The mandates of this site, or of all sites, in force or not; one query."""
    rows = MandateRow.objects.select_related("body", "site").order_by("body__code", "site__path", "from_day", "id")
    if site_code:
        rows = rows.filter(site__code=site_code)
    return tuple(
        Mandate(
            body_code=row.body.code,
            site_code=row.site.code,
            windows=tuple(row.windows),
            items=tuple(row.items),
            from_day=row.from_day,
            until_day=row.until_day,
            ended_on=row.ended_on,
            document=row.document,
        )
        for row in rows
    )


def mandates_at(site_code: str, *, now: datetime) -> tuple[Mandate, ...]:
    """The same of one site, looked up once in a few seconds by each process: accepting asks it every time."""
    return _mandates_at(site_code, int(now.timestamp()) // PERIOD_SECONDS)


def body_at(code: str, *, now: datetime) -> BodyInfo | None:
    """The body with this code, looked up as seldom: its papers ask it every time."""
    return _body_at(code, int(now.timestamp()) // PERIOD_SECONDS)


def forget_places() -> None:
    """A mandate or a body changed: look again."""
    _mandates_at.cache_clear()
    _body_at.cache_clear()


def forget_places_with_commit() -> None:
    """Now for this transaction, and once more when it holds: others may have looked before they could see it."""
    forget_places()
    transaction.on_commit(forget_places)


@lru_cache(maxsize=256)
def _mandates_at(site_code: str, _period: int) -> tuple[Mandate, ...]:
    return mandates_of(site_code=site_code)


@lru_cache(maxsize=1024)
def _body_at(code: str, _period: int) -> BodyInfo | None:
    return bodies([code]).get(code)


def known_places() -> Known:
    """What a document may refer to."""
    return Known(
        regions=dict(Region.objects.values_list("code", "path")),
        bodies=set(Body.objects.values_list("code", flat=True)),
        sites=dict(Site.objects.values_list("code", "path")),
    )


def _body_info(row: Body) -> BodyInfo:
    return BodyInfo(
        code=row.code,
        name=row.name,
        uscc=row.uscc,
        region_path=row.region_path,
        phone=row.phone,
        address=row.address,
        kind=BodyKind.of(row.kind),
        review_organ=row.review_organ,
        review_online=row.review_online,
        court=row.court,
        complaint=row.complaint,
    )


def _site_info(row: Site) -> SiteInfo:
    windows = sorted(row.windows.all(), key=lambda window: window.number)
    return SiteInfo(
        code=row.code,
        name=row.name,
        kind=SiteKind(row.kind),
        path=row.path,
        body_code=row.body_code,
        region_path=row.region_path,
        address=row.address,
        hours=row.hours,
        phone=row.phone,
        windows=tuple(_window_info(row.code, window) for window in windows),
    )


def _window_info(site_code: str, window: Window) -> WindowInfo:
    return WindowInfo(
        site_code=site_code,
        number=window.number,
        name=window.name,
        mandate=window.mandate,
        bundles=tuple(window.bundles),
    )

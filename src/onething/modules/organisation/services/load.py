"""Store what a pack document says about organisation; loading the same document again changes nothing."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from onething.modules.organisation.domain.problems import Findings, Problem, ProblemCode
from onething.modules.organisation.domain.reading import read_organisation
from onething.modules.organisation.domain.values import Organisation, SiteInfo
from onething.modules.organisation.errors import OrganisationRefused
from onething.modules.organisation.models import Body, Place, Region, Site, Window
from onething.modules.organisation.queries import known_places
from onething.modules.organisation.services.store_mandates import store_mandates


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """How many rows were written because they were new or different, and how many stayed as they were."""

    changed: int
    unchanged: int


def load_organisation(*, data: Mapping[str, Any], now: datetime) -> Loaded:
    """Add or update everything the document names, or raise OrganisationRefused with all its problems."""
    findings = Findings()
    with transaction.atomic():
        found = read_organisation(data=data, known=known_places(), findings=findings)
        if findings.problems:
            raise OrganisationRefused(findings.problems)
        written = _store_guarded(found, now)
    return Loaded(changed=sum(written), unchanged=len(written) - sum(written))


def _store_guarded(found: Organisation, now: datetime) -> list[bool]:
    try:
        with transaction.atomic():
            return _store(found, now)
    except IntegrityError as error:
        message = "统一社会信用代码或路径已被另一条记录使用。请核对编码，不要给同一机构换编码。"
        raise OrganisationRefused([Problem("entries", ProblemCode.DOUBLE, message)]) from error


def _store(found: Organisation, now: datetime) -> list[bool]:
    written = [_write(Region, {"code": region.code}, asdict(region), now) for region in found.regions]
    written += [_write(Body, {"code": body.code}, asdict(body), now) for body in found.bodies]
    for site in found.sites:
        written += _store_site(site, now)
    return written + store_mandates(found.mandates, now=now)


def _store_site(site: SiteInfo, now: datetime) -> list[bool]:
    values = asdict(site)
    windows = values.pop("windows")
    written = [_write(Site, {"code": site.code}, values, now)]
    row = Site.objects.get(code=site.code)
    for window in windows:
        window.pop("site_code")
        window["bundles"] = list(window["bundles"])
        written.append(_write(Window, {"site": row, "number": window["number"]}, window, now))
    return written


def _write(model: type[Place], key: dict[str, Any], values: dict[str, Any], now: datetime) -> bool:
    """Insert, or update only when something differs, so that a second load leaves versions and times alone."""
    rows = model._default_manager
    row = rows.select_for_update().filter(**key).first()
    if row is None:
        rows.create(**{**values, **key}, updated_at=now)
        return True
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if changed:
        rows.filter(pk=row.pk).update(**changed, updated_at=now, row_version=row.row_version + 1)
    return bool(changed)

"""Store the mandates of a document: what a grant no longer names ends, and what staff ended by hand stays ended."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from onething.modules.organisation.domain.values import MandateInfo
from onething.modules.organisation.models import Body, MandateRow, Site
from onething.modules.organisation.queries import forget_places_with_commit
from onething.platform.clock import legal_day


def store_mandates(mandates: Sequence[MandateInfo], *, now: datetime) -> list[bool]:
    """For every mandate of a body at a site, whether it was written; one insert, and an update for each that changed."""
    if not mandates:
        return []
    bodies = dict(Body.objects.values_list("code", "pk"))
    sites = dict(Site.objects.values_list("code", "pk"))
    kept = {
        (row.code, row.body_id, row.site_id): row
        for row in MandateRow.objects.select_for_update().filter(code__in=[one.code for one in mandates])
    }
    said = {
        (one.code, bodies[body], sites[site]): _facts(one)
        for one in mandates
        for body in one.bodies
        for site in one.sites
    }
    changed = [_change(kept[key], facts) for key, facts in said.items() if key in kept]
    ended = [
        _change(row, {"ended_on": legal_day(now)}) for key, row in kept.items() if key not in said and not row.ended_on
    ]
    new = [
        MandateRow(code=code, body_id=body, site_id=site, created_at=now, **facts)
        for (code, body, site), facts in said.items()
        if (code, body, site) not in kept
    ]
    MandateRow.objects.bulk_create(new)
    forget_places_with_commit()
    return [*changed, *ended, *(True for _ in new)]


def _facts(one: MandateInfo) -> dict[str, Any]:
    return {
        "windows": list(one.windows),
        "items": list(one.items),
        "from_day": one.from_day,
        "until_day": one.until_day,
        "document": one.document,
    }


def _change(row: MandateRow, facts: dict[str, Any]) -> bool:
    different = {name: value for name, value in facts.items() if getattr(row, name) != value}
    if different:
        MandateRow.objects.filter(pk=row.pk).update(**different, row_version=row.row_version + 1)
    return bool(different)

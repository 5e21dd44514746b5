"""What windows may accept in a body's name goes along with the duty, to the same day: nobody has to grant it anew."""

from datetime import date, datetime

from onething.modules.organisation.domain.successions import carried
from onething.modules.organisation.models import Body, MandateRow, SuccessionRow
from onething.modules.organisation.queries import forget_places_with_commit
from onething.platform.clock import legal_day

CODE_KEPT = 55
"""Of the code of a mandate, so that the mark of the act fits behind it."""


def carry_mandates(act: SuccessionRow, *, now: datetime) -> None:
    """The successor's own mandates, by the document of the act; those of a body that is succeeded as a whole end."""
    first = max(act.from_day, legal_day(now))
    held = MandateRow.objects.select_for_update(of=["self"]).filter(
        body__code=act.former_code, ended_on=None, until_day__gt=first
    )
    successor = Body.objects.get(code=act.successor_code)
    going = [(row, items) for row in held if (items := carried(row.items, act.items)) is not None]
    MandateRow.objects.bulk_create(
        _carried(row, items, successor=successor, act=act, first=first, now=now) for row, items in going
    )
    if not act.items:
        MandateRow.objects.filter(pk__in=[row.pk for row, _ in going]).update(ended_on=first)
    forget_places_with_commit()


def _carried(
    row: MandateRow, items: tuple[str, ...], *, successor: Body, act: SuccessionRow, first: date, now: datetime
) -> MandateRow:
    return MandateRow(
        code=f"{row.code[:CODE_KEPT]}/{act.public_id.hex[-8:]}",
        body=successor,
        site_id=row.site_id,
        windows=row.windows,
        items=list(items),
        from_day=max(row.from_day, first),
        until_day=row.until_day,
        document=act.document,
        created_at=now,
    )

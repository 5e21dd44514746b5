"""Fill a demonstration house with many cases: real applications as patterns, copied with COPY or in bulk.

Ids, numbers, persons and log digests are each copy's own, so that lists, folds and `audit verify` work; papers and
files are not copied. Sealed content that names nobody stands as it is in the pattern.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from onething.core.identifiers import citizen_check, make_application_number, mask_name
from onething.platform.clock import legal_day
from onething.platform.database import new_public_id
from onething.platform.encryption import blind_index
from onething.platform.logs.api import ActionRow, link, sm3
from onething.platform.logs.models import Seal
from onething.platform.logs.sealer import lock_seal, seal_logs, sign_seal, write_witness
from onething.platform.numbering.models import Series
from onething.project.bench.moulds import MODELS, OWN, Mould, Set, columns_of, fill, mould
from onething.project.bench.patterns import Pattern, make_patterns

CHUNK = 400
FEWEST_DAYS = 16
MOST_A_DAY = 9_000
CASES_EACH = 7
NUMBER_INDEX = "identity.person.id_number"  # under which identity finds a person again
FAMILY_NAMES, GIVEN_NAMES = "沈陶邵苗穆葛柏戚", "若安知远亦清禾穗青岚"
BIRTHS_FROM, BIRTH_DAYS = date(1960, 1, 1), 16_000
Rows = defaultdict[type[models.Model], list[list[Any]]]


@dataclass(slots=True, kw_only=True)
class Filler:
    """What is counted on while copies are made."""

    seal: Seal
    head: str
    links: int = 0
    made: int = 0
    keys: dict[type[models.Model], int] = field(default_factory=dict)
    serials: Counter[str] = field(default_factory=Counter)
    rows: Rows = field(default_factory=lambda: defaultdict(list))


def generate(*, cases: int, now: datetime, tell: Callable[[str], None] = lambda _: None) -> int:
    """Store at least so many cases; returns how many. One transaction: all of it, or nothing but the patterns."""
    applications = ceil(cases / CASES_EACH)
    days = max(FEWEST_DAYS, ceil(applications / MOST_A_DAY))
    patterns = list(make_patterns(days=days, now=now))
    tell(f"{sum(map(len, patterns))} 份样本申请已由真实的服务办好。")
    seal_logs(now)
    while ActionRow.objects.filter(chain_digest__isnull=True).exists():
        seal_logs(now)
    with transaction.atomic():
        filler = _filler(now)
        for done, of_day in enumerate(patterns):
            _fill_day(filler, of_day, _share(applications, done, days))
            tell(f"{filler.made:,} 个办件")
        _finish(filler, now)
    write_witness(filler.seal)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return filler.made


def _share(total: int, place: int, days: int) -> int:
    return total * (place + 1) // days - total * place // days


def _filler(now: datetime) -> Filler:
    seal = lock_seal("action", now=now)
    keys = {model: model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0 for model in MODELS}
    serials = Counter(dict(Series.objects.values_list("key", "last")))
    return Filler(seal=seal, head=seal.head, keys=keys, serials=serials)


def _fill_day(filler: Filler, patterns: list[Pattern], wanted: int) -> None:
    """Copies of the day's patterns by their weight."""
    day = legal_day(patterns[0].filed_at)
    heavy = [one for one in patterns for _ in range(one.weight)]
    sets = {one.application: mould(one.application) for one in patterns}
    for number in range(wanted):
        _copy(filler, sets[heavy[number % len(heavy)].application], day)
        if not (number + 1) % CHUNK:
            _write(filler)
    _write(filler)


def _copy(filler: Filler, found: Set, day: date) -> None:
    given = _given(filler, found, day)
    sealed: dict[Any, str] = {}
    for one in found.moulds:
        given["pk"] = filler.keys[one.model] = filler.keys[one.model] + 1
        if one.model._meta.label_lower == "intake.application":
            given["application_pk"] = given["pk"]
        own = new_public_id()
        given[OWN], given[f"{OWN}_hex"] = str(own), own.hex
        row = fill(one, given, sealed)
        if one.covered:
            _chain(filler, one, row, given)
        filler.rows[one.model].append(row)
    filler.made += found.cases


def _given(filler: Filler, found: Set, day: date) -> dict[str, Any]:
    """What fills the holes of one copy."""
    given: dict[str, Any] = {}
    for name in ("person", "application", *(f"case{place}" for place in range(found.cases))):
        public_id = new_public_id()
        given[name], given[f"{name}_hex"] = str(public_id), public_id.hex
    for place, item in enumerate(found.items):
        given[f"number{place}"] = f"{item}{_serial(filler, f'serial:{item[:31]}:{item[31:]}'):04d}"
    region = found.region
    serial = _serial(filler, f"application:{region}:{day:%Y%m%d}")
    given["number"] = make_application_number(region=region, day=day, serial=serial)
    given["key"] = str(new_public_id())
    return given | _person(filler.keys[MODELS[0]])


def _serial(filler: Filler, key: str) -> int:
    filler.serials[key] += 1
    return filler.serials[key]


def _person(number: int) -> dict[str, str]:
    """Somebody invented, with a valid number that nobody else has: day of birth and order count up together."""
    order, day = divmod(number, BIRTH_DAYS)
    body = f"770109{BIRTHS_FROM + timedelta(days=day):%Y%m%d}{order + 1:03d}"
    citizen = body + citizen_check(body)
    name = FAMILY_NAMES[number % 8] + GIVEN_NAMES[number // 8 % 10] + GIVEN_NAMES[number // 80 % 10]
    return {
        "citizen": citizen,
        "index": blind_index(citizen, purpose=NUMBER_INDEX),
        "full_name": name,
        "masked": mask_name(name),
    }


def _chain(filler: Filler, one: Mould, row: list[Any], given: dict[str, Any]) -> None:
    """The log row's digest, and its place in the chain of the day of generating."""
    digest = sm3(one.covered % given)
    filler.head = link(filler.head, digest)
    filler.links += 1
    row[DIGEST], row[CHAIN_DAY] = digest, filler.seal.day.isoformat()
    row[CHAIN_PLACE], row[CHAIN_DIGEST] = filler.seal.length + filler.links, filler.head


DIGEST, CHAIN_DAY, CHAIN_PLACE, CHAIN_DIGEST = (
    columns_of(ActionRow).index(name) for name in ("digest", "chain_day", "chain_place", "chain_digest")
)


def _write(filler: Filler) -> None:
    for model in MODELS:
        if rows := filler.rows.pop(model, None):
            (_copy_in if connection.vendor == "postgresql" else _insert)(model, rows)


def _copy_in(model: type[models.Model], rows: list[list[Any]]) -> None:
    statement = f"COPY {_table(model)} FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _insert(model: type[models.Model], rows: list[list[Any]]) -> None:
    places = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_table(model)} VALUES ({places})", rows)  # noqa: S608 - our tables


def _table(model: type[models.Model]) -> str:
    quoted = ", ".join(connection.ops.quote_name(name) for name in columns_of(model))
    return f"{connection.ops.quote_name(model._meta.db_table)} ({quoted})"


def _finish(filler: Filler, now: datetime) -> None:
    """Counters, sequences and the head of the chain stand where the copies end."""
    sign_seal(filler.seal, head=filler.head, added=filler.links, now=now)
    series = [Series(key=key, last=last) for key, last in filler.serials.items()]
    Series.objects.bulk_create(series, update_conflicts=True, unique_fields=["key"], update_fields=["last"])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(MODELS)):
            cursor.execute(statement)

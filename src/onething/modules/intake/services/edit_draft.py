"""Write into a draft: answers, values, consents. Every page saves what is right at once and says what is not."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from onething.core.definitions import Register
from onething.core.planning import Plan
from onething.modules.intake.access import access_draft
from onething.modules.intake.domain.content import DraftContent, Outcome, Told, read_content, write_content
from onething.modules.intake.domain.fields import check_field
from onething.modules.intake.domain.form import FilledField
from onething.modules.intake.domain.parties import (
    IDENTITY_ELEMENTS,
    KNOWN_BY,
    answers_for_itself,
    applicant_party,
    has_identity,
    kind_of,
    name_of,
    number_of,
    parties_apart,
    proven_of,
)
from onething.modules.intake.domain.reading import Reading, read_draft
from onething.modules.intake.domain.registers import parties_asked
from onething.modules.intake.errors import CannotOpen, ValuesRefused
from onething.modules.intake.models import Draft
from onething.modules.intake.queries import only_of, reading_of
from onething.modules.intake.services.consult import Asking, consult
from onething.platform.clock import SHANGHAI, legal_day
from onething.platform.database import Conflict
from onething.platform.permissions import Actor

AGREED, DECLINED = "yes", "no"
SAME_PERSON = "{}和{}的一样，不会是同一个人，请对照证件核对。"
ELSEWHERE = "{}在另一个页面已经存为“{}”（{:%H:%M}）。以现在填的为准，请再保存一次；不要现在填的，请改回来。"
AS_BEFORE = "延续按原来的情形办理，不能改情形。"
AS_BEFORE_STEPS = ("情形没有变：返回继续填写", "情形有变化：删除这份草稿，重新申请或者办理变更")


@transaction.atomic
def save_answers(
    *,
    draft: UUID,
    answers: Mapping[str, str],
    leave_out: Iterable[str],
    actor: Actor,
    now: datetime,
    seen: datetime | None = None,
) -> tuple[str, ...]:
    """Change the answers; what still applies is kept, and what no longer does is returned by name.

    With `seen`, Conflict when the draft was saved since it was seen.
    """
    row = access_draft(draft, actor=actor, now=now, lock=True)
    _refuse_unseen(row, seen, now)
    if row.renews:
        raise CannotOpen(AS_BEFORE, AS_BEFORE_STEPS)
    before, earlier = reading_of(row, now=now), (row.answers, row.leave_out)
    row.answers = {q.code: answers[q.code] for q in before.source.bundle.questions if answers.get(q.code)}
    row.leave_out = sorted(leave_out)
    after = reading_of(row, now=now)
    if after.plan.route:
        raise CannotOpen(f"{after.plan.route.title}：{after.plan.route.because}", after.plan.route.steps)
    _save(row, after.content, now, fields=("answers", "leave_out") if earlier != (row.answers, row.leave_out) else ())
    return tuple(name for name in after.leftovers if name not in before.leftovers)


def save_values(
    *,
    draft: UUID,
    values: Mapping[str, str],
    actor: Actor,
    now: datetime,
    whole: bool = True,
    consents: Mapping[str, bool] | None = None,
    seen: datetime | None = None,
    shown: Mapping[str, str] | None = None,
    asking: bool = True,
) -> Reading:
    """Keep every value that can be accepted, then raise ValuesRefused for the others.

    `values` has an entry for each field of the page, empty or not; with `whole`, what the page must have and lacks is
    refused as well. `consents` says by party whether registers may be asked; a party newly known is asked about, if
    `asking`. With `seen`, Conflict when the draft was saved since it was seen. `shown` is what the page showed: what
    was saved elsewhere meanwhile stays where the page left it alone, and is told where the page says something else.
    """
    reading, reasons = _keep(draft, values, consents or {}, actor, now, seen=seen, shown=shown or {})
    for party in _newly_known(reading, values) if asking else ():
        reading = _refresh_one(draft, party, actor, now)
    if whole:
        reasons = {**{gap.field: gap.message for gap in reading.gaps if gap.field in values}, **reasons}
    if reasons:
        raise ValuesRefused({key: reasons[key] for key in values if key in reasons})
    return reading


def refresh(*, draft: UUID, party: str, actor: Actor, now: datetime) -> Reading:
    """Ask the registers again whose answers the form needs about this party, and keep what they tell."""
    reading = reading_of(access_draft(draft, actor=actor, now=now), now=now)
    for asked in parties_asked(reading.plan, reading.source.library, party):
        reading = _refresh_one(draft, asked, actor, now)
    return reading


def _refresh_one(draft: UUID, party: str, actor: Actor, now: datetime) -> Reading:
    row = access_draft(draft, actor=actor, now=now)
    reading = reading_of(row, now=now)
    number = number_of(reading.plan, reading.content, party)
    if not number or not _may_ask(reading.plan, reading.content, party):
        return reading
    data_of = row.owner if party == applicant_party(reading.plan) else None
    told = consult(reading, party=party, asking=Asking(draft=draft, actor=actor, now=now, data_of=data_of))
    with transaction.atomic():
        row = access_draft(draft, actor=actor, now=now, lock=True)
        _save(row, read_content(row.content).with_told(number, told), now)
    return reading_of(row, now=now)


@transaction.atomic
def _keep(
    draft: UUID,
    values: Mapping[str, str],
    consents: Mapping[str, bool],
    actor: Actor,
    now: datetime,
    *,
    seen: datetime | None,
    shown: Mapping[str, str],
) -> tuple[Reading, dict[str, str]]:
    row = access_draft(draft, actor=actor, now=now, lock=True)
    _refuse_unseen(row, seen, now)
    reading = reading_of(row, now=now)
    accepted, reasons = _check(reading, values, now)
    for key, message in _saved_elsewhere(reading, accepted, shown, saved_at=row.saved_at):
        del accepted[key]
        reasons |= {key: message} if message else {}
    content = reading.content.with_values(accepted)
    if consents:
        content = replace(content, consents={**content.consents, **_consent_words(consents)})
    content = _without_doubt(reading, content, accepted)
    _save(row, content, now)
    kept = read_draft(
        source=reading.source,
        answers=row.answers,
        leave_out=row.leave_out,
        content=content,
        today=legal_day(now),
        only=only_of(row),
    )
    return kept, reasons


def _refuse_unseen(row: Draft, seen: datetime | None, now: datetime) -> None:
    """The row is locked: nobody saves between this look and the writing. What was saved `now` is the caller's own."""
    if seen is not None and row.saved_at not in (seen, now):
        raise Conflict(kind=row._meta.label_lower, public_id=row.public_id)


def _check(reading: Reading, values: Mapping[str, str], now: datetime) -> tuple[dict[str, str], dict[str, str]]:
    """What can be kept, and all reasons for the rest; keys that are no field of the form, or locked, are ignored."""
    accepted: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for field in _writable(reading, values):
        checked = check_field(field.element, values[field.key], today=legal_day(now))
        if checked.problem:
            reasons[field.key] = checked.problem
        else:
            accepted[field.key] = checked.value
    for key, message in _same_person(reading, accepted):
        del accepted[key]
        reasons[key] = message
    return accepted, reasons


def _same_person(reading: Reading, accepted: Mapping[str, str]) -> list[tuple[str, str]]:
    """The numbers written for somebody who cannot be the person of whom the form has this number already."""
    plan, found = reading.plan, list[tuple[str, str]]()
    for field in _writable(reading, accepted):
        party, number = field.planned.party, accepted[field.key]
        if not number or field.planned.element != KNOWN_BY[kind_of(plan, party)].number:
            continue
        for other in parties_apart(plan, reading.source.bundle.roles, party):
            if number == accepted.get(
                f"{other.code}.{field.planned.element}", number_of(plan, reading.content, other.code)
            ):
                found.append((field.key, SAME_PERSON.format(field.planned.label, other.label)))
                break
    return found


def _saved_elsewhere(
    reading: Reading, accepted: Mapping[str, str], shown: Mapping[str, str], *, saved_at: datetime
) -> list[tuple[str, str]]:
    """The fields that changed since the page showed them: not to be written, and why when the page changed them too."""
    found: list[tuple[str, str]] = []
    for field in _writable(reading, accepted):
        typed, before = accepted[field.key], _canonical(field, shown.get(field.key, field.value), saved_at)
        if typed == before != field.value:
            found.append((field.key, ""))
        elif field.value not in ("", before, typed):
            at = saved_at.astimezone(SHANGHAI)
            found.append((field.key, ELSEWHERE.format(field.planned.label, field.shown, at)))
    return found


def _canonical(field: FilledField, text: str, now: datetime) -> str:
    return check_field(field.element, text, today=legal_day(now)).value


def _writable(reading: Reading, keys: Collection[str]) -> list[FilledField]:
    fields = (field for section in reading.form for field in section.fields)
    return [field for field in fields if field.key in keys and not field.locked]


def _consent_words(consents: Mapping[str, bool]) -> dict[str, str]:
    return {party: AGREED if agreed else DECLINED for party, agreed in consents.items()}


def _without_doubt(reading: Reading, content: DraftContent, accepted: Mapping[str, str]) -> DraftContent:
    """A changed name or number of another party makes the earlier answer about the name worthless."""
    plan, registers = reading.plan, reading.source.library.registers
    changed = {party for party, _, element in (key.rpartition(".") for key in accepted) if element in IDENTITY_ELEMENTS}
    numbers = {number_of(plan, content, party) for party in changed if proven_of(plan, content, party) is None}
    told = {
        number: answers
        for number, answers in content.told.items()
        if number not in numbers or not _doubted(answers, registers)
    }
    return replace(content, told=told)


def _doubted(answers: Mapping[str, Told], registers: Mapping[str, Register]) -> bool:
    """Whether the register that knows whose number it is did not confirm the name."""
    return any(registers[code].basic and told.outcome is not Outcome.FOUND for code, told in answers.items())


def _newly_known(reading: Reading, values: Mapping[str, str]) -> list[str]:
    """Parties on this page about whom registers may be asked and have not been."""
    parties = dict.fromkeys(key.rpartition(".")[0] for key in values)
    plan, content = reading.plan, reading.content
    return [
        party
        for party in parties
        if has_identity(plan, party)
        and _may_ask(plan, content, party)
        and name_of(plan, content, party)
        and (number := number_of(plan, content, party))
        and number not in content.told
    ]


def _may_ask(plan: Plan, content: DraftContent, party: str) -> bool:
    free = proven_of(plan, content, party) is not None or not answers_for_itself(plan, party)
    return free or content.consents.get(party) == AGREED


def _save(row: Draft, content: DraftContent, now: datetime, fields: tuple[str, ...] = ()) -> None:
    """Who presses 保存 without having changed anything keeps the draft longer, and it is the draft that was saved before."""
    written = write_content(content)
    if fields or written != row.content:
        row.saved_at = now
    row.content, row.expires_at = written, now + settings.DRAFT_LIFE
    row.save(update_fields=["content", "saved_at", "expires_at", *fields])

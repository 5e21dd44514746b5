"""Reads of handling: work lists by keyset, one case opened for a purpose, an application's cases and their log."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from onething.core.calendar import Calendar, working_day_after, working_days_between
from onething.core.definitions import ItemType
from onething.core.lifecycle import DECIDED, UNDECIDED, CaseState, ClockKind, renewal_to_tell, statutory_limit
from onething.modules.handling.definitions import (
    body_facts,
    calendar_of,
    calendar_of_case,
    closing_moment,
    compiled_bundle,
    library_of,
)
from onething.modules.handling.docket import SUBJECT, file_of, upstream_of
from onething.modules.handling.domain.cases import read_file
from onething.modules.handling.domain.dispatch import fallen_before, missing_before_grant
from onething.modules.handling.domain.log_words import clock_words
from onething.modules.handling.domain.redating import moved_days
from onething.modules.handling.domain.redress import body_kind, redress_said
from onething.modules.handling.domain.standing import read_standstills
from onething.modules.handling.domain.stored import STATES, read_basis
from onething.modules.handling.domain.views import CaseInfo, CaseView, DeskLoad, LogLine, Tab, UpstreamResult
from onething.modules.handling.errors import CaseNotFound
from onething.modules.handling.models import OPEN_AT_DESK, Case
from onething.modules.handling.precedence import action_word, person_word, staff_names
from onething.platform.clock import legal_day
from onething.platform.database import Page, count_each_up_to, page_after
from onething.platform.logs.api import ActionRow, actions_of, append_access
from onething.platform.permissions import RULE, Action, Actor, Role, allowed, visible

PAGE_SIZE = 20
COUNTED, MOST_COUNTED = 99, 9_999
SOON = 1
"""Working days: due today or on the next one."""
NAMELESS = frozenset({Role.CITIZEN, Role.CLIENT})
"""Those who see the post that did something, never the name."""
SECRETS = ("applicant", "opinion", "result_number", "upstream", "notice")
UNLISTED = (*SECRETS, "bases", "review_points", "body", "correction")


def work_list(
    *,
    actor: Actor,
    tab: Tab,
    now: datetime,
    after: str | None = None,
    size: int = PAGE_SIZE,
    soon: datetime | None = None,
) -> Page[Case]:
    """One page of a list, the most urgent first; rows carry what the list shows.

    One query; what is due soon needs another, unless `desk_load` has told until when that is.
    """
    rows = _of_tab(actor, tab, now, soon).defer(*UNLISTED)
    order = ("-closed_at", "-id") if tab in {Tab.DONE, Tab.HANDLED} else ("due_at", "id")
    return page_after(rows, order=order, after=after, size=size)


def count_lists(*, actor: Actor, tabs: Sequence[Tab], now: datetime) -> tuple[int, ...]:
    """How many stand in each of these lists, counted no further than 99; one query."""
    return count_each_up_to([_of_tab(actor, tab, now) for tab in tabs], cap=COUNTED)


def desk_load(*, actor: Actor, now: datetime) -> DeskLoad:
    """The counts of a desk; one query for the due moments of the most urgent, in which all that count stand first."""
    rows = _of_tab(actor, Tab.TO_REVIEW, now).order_by("due_at", "id")
    urgent = list(rows.values_list("due_at", "bundle", "bundle_version")[:COUNTED])
    soon = _soon_by(urgent[0][1:] if urgent else None, now)
    return DeskLoad(to_review=len(urgent), due_soon=sum(due_at <= soon for due_at, *_ in urgent), soon=soon)


def count_under_way(duties: Sequence[tuple[str, Collection[str]]]) -> tuple[int, ...]:
    """How many cases the body has not decided, of these items or of all when none is named; capped; one query.

    For who decides whether another body goes on with them.
    """
    undecided = Case.objects.filter(state__in=[state.value for state in UNDECIDED])
    found = [undecided.filter(body_code=body, **({"item__in": items} if items else {})) for body, items in duties]
    return count_each_up_to(found, cap=MOST_COUNTED) if found else ()


def next_case(*, actor: Actor, now: datetime, but: UUID) -> UUID | None:
    """The most urgent case of the desk besides this one."""
    rows = _of_tab(actor, Tab.TO_REVIEW, now).exclude(public_id=but).order_by("due_at", "id")
    return rows.values_list("public_id", flat=True).first()


def find_case(public_id: UUID, *, actor: Actor, action: Action = Action.CASE_READ) -> Case:
    """The row, if the actor may do this to it; else CaseNotFound. Reads nothing that needs a purpose."""
    row = Case.objects.filter(public_id=public_id).first()
    if row is None or not allowed(actor, action, row):
        raise CaseNotFound
    return row


def case_for(public_id: UUID, *, actor: Actor, purpose: str, now: datetime) -> CaseView:
    """The case opened for work; one line in the access log says by whom and why."""
    row = find_case(public_id, actor=actor)
    append_access(
        actor=actor,
        at=now,
        subject_kind=SUBJECT,
        subject_id=row.public_id,
        data_of=row.owner,
        purpose=purpose,
        case_ref=row.public_id,
        fields=("opinion", "result_number", "upstream"),
    )
    return _view(row, now)


def cases_of(*, application: UUID, actor: Actor) -> tuple[CaseInfo, ...]:
    """The application's cases in the order of the plan, for whoever may read one of them (other departments' state)."""
    rows = list(Case.objects.filter(application_ref=application).defer(*UNLISTED).order_by("place"))
    if not any(allowed(actor, Action.CASE_READ, row) for row in rows):
        raise CaseNotFound
    return tuple(info_of(row) for row in rows)


def cases_of_all(applications: Collection[UUID], *, actor: Actor) -> tuple[CaseInfo, ...]:
    """The actor's own cases of several applications, in the order of their plans; one query."""
    rows = visible(actor, Action.CASE_READ, Case.objects.filter(application_ref__in=applications).defer(*UNLISTED))
    return tuple(info_of(row) for row in rows.order_by("application_id", "place"))


def version_of(cases: Collection[CaseInfo]) -> int:
    """The version of a whole application, for pages that act on all of it."""
    return sum(case.version for case in cases)


def timeline_of(*, application: UUID, actor: Actor) -> tuple[tuple[CaseInfo, tuple[LogLine, ...]], ...]:
    """Every case with its log; three queries."""
    return lines_of(cases_of(application=application, actor=actor), actor=actor)


def lines_of(cases: Collection[CaseInfo], *, actor: Actor) -> tuple[tuple[CaseInfo, tuple[LogLine, ...]], ...]:
    """The cases with their logs; the caller has checked the actor's right to them."""
    rows = ActionRow.objects.filter(subject_kind=SUBJECT, subject_id__in=[case.public_id for case in cases])
    actions = list(rows.order_by("id"))
    names = _names(actions, actor)
    lines: dict[UUID, list[LogLine]] = {case.public_id: [] for case in cases}
    for action in actions:
        lines[action.subject_id].append(_line(action, names))
    return tuple((case, tuple(lines[case.public_id])) for case in cases)


def log_of(public_id: UUID, *, actor: Actor) -> tuple[LogLine, ...]:
    """The log of one case with what each line did to its clock; citizens see roles, staff see names."""
    return read_log(find_case(public_id, actor=actor), actor=actor)


def read_log(row: Case, *, actor: Actor) -> tuple[LogLine, ...]:
    """The same of a row that the actor may read."""
    actions = list(actions_of(subject_kind=SUBJECT, subject_id=row.public_id))
    names = _names(actions, actor)
    kinds, case = [action.kind for action in actions], file_of(row)
    clock = clock_words(kinds, case.entries, limits=case.limits, calendar=calendar_of(row))
    return tuple(replace(_line(action, names), clock=said) for action, said in zip(actions, clock, strict=True))


def calendar_for(case: CaseInfo) -> Calendar:
    """The working-day calendar by which this case is counted."""
    return calendar_of_case(case.bundle, case.bundle_version, counted_by=case.calendar_version)


def days_left(case: CaseInfo, *, today: date) -> int | None:
    """Working days to the day that counts next: 0 on that day, negative when overdue, None without a running clock."""
    return None if case.due_on is None else working_days_between(calendar_for(case), start=today, end=case.due_on)


def suggest_result_number(case: CaseInfo) -> str:
    """A number for the result that nobody else gives: the day and serial of the case, after the item's initial part."""
    return f"{case.number[-12:-4]}{case.number[18:31][-6:]}{case.number[-4:]}"


def info_of(row: Case) -> CaseInfo:
    """The row as lists show it."""
    case = file_of(row)
    entries, log = case.entries, case.log
    return CaseInfo(
        public_id=row.public_id,
        number=row.number,
        application=row.application_ref,
        application_number=row.application_number,
        bundle=row.bundle,
        bundle_version=row.bundle_version,
        bundle_name=row.bundle_name,
        key=row.key,
        item=row.item,
        licensing=row.item_type == ItemType.LICENSING,
        title=row.title,
        body_code=row.body_code,
        body_name=row.body_name,
        applicant_masked=row.applicant_masked,
        channel=row.channel,
        state=STATES[row.state],
        filed_at=row.filed_at,
        opened_on=row.opened_on,
        accepted_on=row.accepted_on,
        due_on=row.due_on,
        closed_at=row.closed_at,
        planned_opens_on=row.planned_opens_on,
        planned_on=row.planned_on,
        waits_for=tuple(row.waits_for),
        accepted_ahead=row.accepted_ahead,
        awaits_correction=row.awaits_correction,
        deemed=log.deemed,
        granted=log.granted,
        pauses=tuple(ground.label for ground in log.pauses),
        standstills=read_standstills(entries) if log.pauses else (),
        extended=tuple(one.by.label for one in log.clocks[ClockKind.DECISION].extensions),
        officer=row.officer,
        result_name=row.result_name,
        result_kind=row.result_kind,
        delivery_mode=row.delivery_mode,
        version=row.row_version,
        calendar_version=row.calendar_version,
        provisional=row.due_on is not None and not calendar_of(row).is_published(row.due_on),
        valid_until=row.valid_until,
        renews=row.renews,
        renews_until=row.renews_until,
        site_code=row.site_code,
        file=case,
    )


def _of_tab(actor: Actor, tab: Tab, now: datetime, soon: datetime | None = None) -> QuerySet[Case]:
    rows = visible(actor, Action.CASE_READ, Case.objects.all())
    if tab is Tab.TO_REVIEW:
        return rows.filter(state__in=OPEN_AT_DESK)
    if tab is Tab.MINE:
        return rows.filter(state__in=OPEN_AT_DESK, officer=actor.account)
    if tab is Tab.DUE_SOON:
        return rows.filter(state__in=OPEN_AT_DESK, due_at__lte=soon or desk_load(actor=actor, now=now).soon)
    if tab is Tab.DONE:
        return rows.filter(closed_at__isnull=False)
    return _of_window(rows, tab)


def _of_window(rows: QuerySet[Case], tab: Tab) -> QuerySet[Case]:
    """One row an application: the first of its cases in that state stands for it."""
    if tab is Tab.HANDLED:
        return _finished(rows)
    wanted = {
        Tab.TO_ACCEPT: Q(state=CaseState.RECEIVED),
        Tab.CORRECTING: Q(awaits_correction=True),
        Tab.TO_HAND_OVER: Q(state__in=DECIDED),
    }[tab]
    earlier = Case.objects.filter(wanted, application_ref=OuterRef("application_ref"), place__lt=OuterRef("place"))
    return rows.filter(wanted).exclude(Exists(earlier))


def _finished(rows: QuerySet[Case]) -> QuerySet[Case]:
    """One row an application of which nothing is open or to be collected: the case that ended last stands for it.

    `differs` says that another of its cases ended otherwise.
    """
    sisters = Case.objects.filter(application_ref=OuterRef("application_ref"))
    unfinished = sisters.filter(Q(closed_at=None) | Q(state__in=DECIDED))
    later = sisters.filter(
        Q(closed_at__gt=OuterRef("closed_at")) | Q(closed_at=OuterRef("closed_at"), place__lt=OuterRef("place"))
    )
    differs = Exists(sisters.exclude(state=OuterRef("state")))
    return (
        rows.filter(closed_at__isnull=False)
        .exclude(Exists(unfinished))
        .exclude(Exists(later))
        .annotate(differs=differs)
    )


def _soon_by(version: tuple[str, str] | None, now: datetime) -> datetime:
    """The end of the next working day by the calendar of this bundle and version; without one, two calendar days."""
    today = legal_day(now)
    if version is None:
        return closing_moment(today + timedelta(days=2))
    calendar = compiled_bundle(version[0], version=version[1]).calendar
    return closing_moment(working_day_after(calendar, day=today, count=SOON))


def _view(row: Case, now: datetime) -> CaseView:
    reading = read_file(file_of(row), calendar_of(row))
    own, waits = file_of(row), [*row.waits_for, *row.soft_waits]
    sisters = Case.objects.filter(application_ref=row.application_ref, key__in=waits).defer(*SECRETS) if waits else ()
    titles, files = {case.key: case.title for case in sisters}, [file_of(case) for case in sisters]
    fallen = fallen_before(own, files)
    gone = {str(case.public_id) for case in sisters if case.key in fallen}
    promised, item = row.limits["promised"], library_of(row).items[row.item]
    facts = body_facts(row, now=now)
    return CaseView(
        info=info_of(row),
        bases=tuple(read_basis(basis) for basis in row.bases),
        review_points=tuple(row.review_points),
        statutory_label=row.statutory_label,
        promised_label=file_of(row).limits.promised.label if promised else "未承诺",  # type: ignore[union-attr]
        statutory_on=reading.statutory.due_on if reading.statutory.running else None,
        extension=file_of(row).limits.extension,
        limit_law=statutory_limit(item).basis.citation,
        of_service=not body_kind(facts).acts_in_law,
        redress=redress_said(facts),
        upstream=tuple(_upstream(entry, stands=entry["case"] not in gone) for entry in upstream_of(row)),
        correction=tuple(row.correction),
        opinion=row.opinion,
        ground=row.ground,
        result_number=row.result_number,
        must_wait_for=tuple(titles[key] for key in missing_before_grant(own, files)),
        fallen=tuple(titles[key] for key in fallen),
        renewal=renewal_to_tell(item),
        hearing=item.hearing,
    )


def standing_upstream(row: Case) -> list[dict[str, str]]:
    """The results that came from earlier cases, but none of which the decision fell; one query where there are any."""
    entries = upstream_of(row)
    givers = Case.objects.filter(public_id__in=[one["case"] for one in entries]).defer(*SECRETS) if entries else ()
    standing = {str(case.public_id) for case in givers if file_of(case).granted}
    return [one for one in entries if one["case"] in standing]


def _upstream(entry: dict[str, str], *, stands: bool) -> UpstreamResult:
    return UpstreamResult(
        material=entry["material"],
        name=entry["name"],
        number=entry["number"],
        item=entry["item"],
        body=entry["body"],
        at=datetime.fromisoformat(entry["at"]),
        stands=stands,
    )


def _names(actions: Collection[ActionRow], actor: Actor) -> dict[UUID, str]:
    if actor.role in NAMELESS:
        return {}
    return staff_names({action.actor_account for action in actions if action.actor_account})


def _line(action: ActionRow, names: dict[UUID, str]) -> LogLine:
    return LogLine(
        id=action.public_id,
        at=action.at,
        what=action_word(action.kind),
        who=person_word(action, names),
        ground=action.legal_ground,
        kind=action.kind,
        moved=moved_days([(action.kind, action.payload)]),
        by_rule=action.channel == RULE.channel,
    )

"""The docket: all cases of one application, locked, moved in memory, written once.

One SELECT, one UPDATE and one INSERT into the log, however many cases a step touches.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from onething.core.calendar import Calendar, Unit, service_day
from onething.core.definitions import ItemType
from onething.core.lifecycle import CASE, UNDECIDED, CaseAction, CaseReading, Detail, StepObstructed
from onething.core.states import IllegalMove
from onething.modules.exchange.api import Act, Step, ToldCase, tell
from onething.modules.handling.automating import try_by_rule
from onething.modules.handling.definitions import calendar_of, closing_moment, service_hours
from onething.modules.handling.domain.cases import ACCEPTING, CaseFile, moved, read_file
from onething.modules.handling.domain.concerns import concern_of
from onething.modules.handling.domain.dispatch import ENDS, Dispatch, decide_dispatch
from onething.modules.handling.domain.standing import read_standstills, told_until
from onething.modules.handling.domain.stored import STATES, detail_data, ledger_data, read_ledger, read_limits
from onething.modules.handling.domain.trust import on_trust
from onething.modules.handling.domain.whole import WholeClock
from onething.modules.handling.errors import CaseNotFound, MoveRefused
from onething.modules.handling.models import Case, Concern
from onething.modules.handling.precedence import taken_over
from onething.modules.handling.storing import BY_APPLICATION, BY_CASE, lock_cases, write_cases
from onething.modules.handling.transfers import pass_on
from onething.modules.handling.whole import still_counted, whole_clock
from onething.modules.intake.api import Application
from onething.platform.clock import legal_day
from onething.platform.database import put_in
from onething.platform.logs.api import ActionRow, NewAction, append_actions
from onething.platform.permissions import Action, Actor, allowed, visible

SUBJECT = "case"
ACCEPTED_AHEAD = "accepted_ahead"
PROMISED_ON = "promised_on"
"""What an acceptance tells in the log: by when the whole was promised at that moment; nothing when there was no such day."""
RECEIVING = frozenset({CaseAction.OPEN, CaseAction.CORRECT})
_BASIS = {(move.source, move.action): move.basis for move in CASE.rows}
_OF_LICENCES = "行政许可法"


@dataclass(slots=True, kw_only=True)
class Docket:
    """The cases of one application in the order of the plan, and what is about to be written."""

    rows: list[Case]
    calendar: Calendar
    actor: Actor
    now: datetime
    _actions: list[NewAction] = field(default_factory=list)
    _touched: dict[str, Case] = field(default_factory=dict)
    _acts: list[Act] = field(default_factory=list)
    _concerns: list[Concern] = field(default_factory=list)
    _finished: bool = False
    _written: dict[UUID, UUID] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The legal day of this step."""
        return legal_day(self.now)

    def row(self, key: str) -> Case:
        """The case at this place of the plan."""
        return next(row for row in self.rows if row.key == key)

    def files(self) -> tuple[CaseFile, ...]:
        """The cases as decisions see them."""
        return tuple(file_of(row) for row in self.rows)

    def whole(self) -> WholeClock:
        """The promise for all of them as it stands now."""
        return whole_clock(self.files(), of=still_counted(self.rows))

    def move(
        self,
        row: Case,
        *actions: CaseAction,
        ground: str = "",
        payload: Mapping[str, Any] | None = None,
        on: date | None = None,
        detail: Detail | None = None,
        document: str = "",
    ) -> None:
        """Take the case through these actions; MoveRefused when one is not possible now or lacks something.

        `on` is the legal day from which they count, when that is not today; the log names it, and the `detail`.
        """
        given = detail
        for wanted in actions:
            action, detail = on_trust(wanted, given, row.promised)
            after = self.foresee(row, action, on=on or self._counts_from(row, action), detail=detail)
            day = after.entries[-1].on
            told = {
                **(payload or {}),
                **({"on": day.isoformat()} if day != self.day else {}),
                **({"detail": detail_data(detail)} if detail else {}),
                **({PROMISED_ON: self._promised_on()} if action in ACCEPTING else {}),
            }
            basis = _basis(row, action)
            self._log(row, action.value, ground=ground or basis, payload=told, document=document)
            self._concern(row, action.value, detail)
            self._acts.append(Act(case=row.public_id, action=action, seq=row.log_length))
            self._cache(row, after)

    def foresee(
        self, row: Case, action: CaseAction, *, on: date | None = None, detail: Detail | None = None
    ) -> CaseFile:
        """The case as it would be after this action; MoveRefused when it is not possible now or lacks something."""
        try:
            return moved(file_of(row), (action,), on=on or self.day, calendar=calendar_of(row), detail=detail)
        except (IllegalMove, StepObstructed) as refused:
            raise MoveRefused({"": f"“{row.item_name}”：{refused}"}) from refused

    def _promised_on(self) -> str:
        last_on = self.whole().last_on
        return last_on.isoformat() if last_on else ""

    def _counts_from(self, row: Case, action: CaseAction) -> date:
        """Today; but what the law wants answered on the spot counts from when somebody is there to answer."""
        on_the_spot = action in RECEIVING and read_limits(row.limits).acceptance.unit is Unit.SPOT
        return service_day(calendar_of(row), at=self.now, closes=service_hours().closes) if on_the_spot else self.day

    def accept_ahead(self, row: Case) -> None:
        """The window accepted the application; this case's clock starts when it opens."""
        self._log(row, ACCEPTED_AHEAD, ground="", payload={})
        row.accepted_ahead = True

    def note(self, row: Case, kind: str, *, payload: Mapping[str, Any], ground: str = "", document: str = "") -> None:
        """Something happened to the case that moves it nowhere."""
        self._log(row, kind, ground=ground, payload=payload, document=document)
        self._concern(row, kind)

    def dispatch(self) -> Dispatch:
        """Open or end what the moves so far decide; a case that opens receives the results it waited for."""
        found = decide_dispatch(self.files(), on=self.day, calendar=self.calendar)
        for step in found.consequences:
            row, causes = self.row(step.key), [self.row(key) for key in step.because]
            if step.actions != ENDS:
                self._supply(row, causes)
            self.move(row, *step.actions, payload={"because": [str(cause.public_id) for cause in causes]})
        self._finished = found.finished
        return found

    def create(self) -> None:
        """Store cases that are new."""
        Case.objects.bulk_create(self.rows)
        self._append()
        self._tell()

    def save(self) -> None:
        """Write what changed; the lock taken on loading makes the version check of the pages exact."""
        write_cases(self._touched.values())
        self._append()
        put_in(self._concerns)
        self._tell()

    def lines(self, rows: Collection[Case]) -> tuple[UUID, ...]:
        """The line with which this step began in the log of each of these cases, once it is written: what its papers came of."""
        return tuple(self._written[row.public_id] for row in rows if row.public_id in self._written)

    def _append(self) -> None:
        for line in append_actions(self._actions):
            self._written.setdefault(line.subject_id, line.public_id)

    def _tell(self) -> None:
        """Other systems hear of it after the commit: what was just written to the log, and nothing else."""
        cases = tuple(ToldCase(case=row.public_id, item=row.item, body_code=row.body_code) for row in self.rows)
        application = self.rows[0].application_ref
        tell(Step(application=application, cases=cases, acts=self._acts, finished=self._finished, at=self.now))
        pass_on(self.rows, self._acts, calendar=self.calendar, now=self.now)
        try_by_rule(self.rows, self._acts)

    def supply_again(self, row: Case, cause: Case) -> None:
        """The new result of this case takes the place of the one that fell."""
        others = [one for one in upstream_of(row) if one["case"] != str(cause.public_id)]
        self._supply(row, [cause], besides=others)

    def _supply(self, row: Case, causes: Collection[Case], besides: Collection[dict[str, str]] = ()) -> None:
        """What earlier cases produced stands ready in this one as material; nobody asks the applicant for it.

        A case opens once, with everything it waited for, so nothing stood there before.
        """
        received = [*besides, *(_result(cause, self.now) for cause in causes if cause.provides)]
        if received:
            row.upstream = json.dumps(received, ensure_ascii=False, sort_keys=True)

    def _log(self, row: Case, kind: str, *, ground: str, payload: Mapping[str, Any], document: str = "") -> None:
        row.log_length += 1
        self._touched[row.key] = row
        self._actions.append(
            NewAction(
                subject_kind=SUBJECT,
                subject_id=row.public_id,
                kind=kind,
                actor=self.actor,
                at=self.now,
                seq=row.log_length,
                body_code=row.body_code,
                legal_ground=ground,
                document=document,
                payload=payload,
            )
        )

    def _concern(self, row: Case, kind: str, detail: Detail | None = None) -> None:
        if found := concern_of(kind, detail):
            place = {"body_code": row.body_code, "region_path": row.region_path}
            self._concerns.append(Concern(case_id=row.pk, kind=found.value, at=self.now, **place))

    def _cache(self, row: Case, after: CaseFile) -> None:
        reading = read_file(after, calendar_of(row))
        row.awaits_correction = after.awaits_correction
        if not row.awaits_correction:
            row.notice = row.correct_by = None
        row.ledger = ledger_data(after.entries)
        row.state = reading.state.value
        row.opened_on = reading.acceptance.started_on
        row.accepted_on = reading.promised.started_on
        row.due_on = reading.due_on
        row.due_at = closing_moment(_next_day(after, reading, calendar_of(row)))
        row.closed_at = None if reading.state in UNDECIDED else row.closed_at or self.now


def _next_day(case: CaseFile, reading: CaseReading, calendar: Calendar) -> date | None:
    """The day by which somebody has to look at the case: its last day, or that told for what it stands still for."""
    told = told_until(read_standstills(case.entries), calendar) if case.log.pauses else None
    return min((day for day in (reading.due_on, told) if day), default=None)


def _basis(row: Case, action: CaseAction) -> str:
    """The article of the step; what is no licence is only handled after the model of the law of licences (参照)."""
    basis = _BASIS.get((STATES[row.state], action), "")
    by_analogy = row.item_type != ItemType.LICENSING and basis.startswith(_OF_LICENCES)
    return f"参照{basis}" if by_analogy else basis


def file_of(row: Case) -> CaseFile:
    """The row as decisions see it."""
    return CaseFile(
        key=row.key,
        entries=read_ledger(row.ledger),
        limits=read_limits(row.limits),
        waits_for=tuple(row.waits_for),
        soft_waits=tuple(row.soft_waits),
        accepted_ahead=row.accepted_ahead,
    )


def load_docket(*, application: UUID, actor: Actor, now: datetime) -> Docket:
    """All cases of the application, locked; who may do what is decided per case."""
    return _docket(lock_cases(BY_APPLICATION, application), actor, now)


def load_docket_of(
    *, case: UUID, action: Action, version: int | None, actor: Actor, now: datetime
) -> tuple[Docket, Case]:
    """The case and its sisters, locked: CaseNotFound unless the actor may, TakenOver when it moved meanwhile.

    Systems saw no page and give no version: they go by the case as it is under the lock.
    """
    docket = _docket(lock_cases(BY_CASE, case), actor, now)
    row = next((row for row in docket.rows if row.public_id == case), None)
    if row is None or not allowed(actor, action, row):
        raise CaseNotFound
    if version not in {None, row.row_version}:
        raise taken_over(row)
    return docket, row


def load_docket_to_correct(*, application: UUID, actor: Actor, now: datetime) -> Docket:
    """All cases of an application that is the actor's to file for, locked; CaseNotFound when it is not."""
    mine = visible(actor, Action.APPLICATION_SUBMIT, Application.objects.filter(public_id=application))
    if not mine.exists():
        raise CaseNotFound
    return load_docket(application=application, actor=actor, now=now)


def within_reach(docket: Docket, action: Action) -> list[Case]:
    """The cases of the docket to which the actor may do this; CaseNotFound when there is none."""
    rows = [row for row in docket.rows if allowed(docket.actor, action, row)]
    if not rows:
        raise CaseNotFound
    return rows


def check_version(docket: Docket, version: int | None) -> None:
    """TakenOver when a case of the application moved since the page that carried this version was made."""
    if version is not None and version != sum(row.row_version for row in docket.rows):
        raise taken_over(*docket.rows)


def last_lines(rows: Collection[Case], *kinds: str) -> tuple[UUID, ...]:
    """The last line of one of these kinds, or of any, in the log of each case."""
    written = ActionRow.objects.filter(subject_kind=SUBJECT, subject_id__in=[row.public_id for row in rows])
    if kinds:
        written = written.filter(kind__in=kinds)
    return tuple(dict(written.order_by("seq").values_list("subject_id", "public_id")).values())


def upstream_of(row: Case) -> list[dict[str, str]]:
    """The results that came from earlier cases."""
    return json.loads(row.upstream) if row.upstream else []


def _result(cause: Case, now: datetime) -> dict[str, str]:
    return {
        "material": cause.provides,
        "name": cause.result_name,
        "number": cause.result_number,
        "item": cause.item_name,
        "body": cause.body_name,
        "case": str(cause.public_id),
        "at": now.isoformat(),
    }


def _docket(rows: list[Case], actor: Actor, now: datetime) -> Docket:
    if not rows:
        raise CaseNotFound
    return Docket(rows=rows, calendar=calendar_of(rows[0]), actor=actor, now=now)

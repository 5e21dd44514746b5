"""What must be true of a house whatever was done to it; every breach is named."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

from onething.core.lifecycle import CaseEntry, read_case
from onething.core.planning import read_plan
from onething.modules.catalogue.api import bundle_of_version
from onething.modules.handling.definitions import calendar_of
from onething.modules.handling.domain.stored import ACTIONS, read_limits
from onething.modules.handling.models import Case
from onething.modules.intake.domain.content import read_content, read_uploads
from onething.modules.intake.domain.corrections import read_gathered
from onething.modules.intake.models import Application, ApplicationMaterial, Draft
from onething.modules.papers.models import Paper
from onething.modules.papers.services.issue import RENDER
from onething.modules.payments.domain.lines import asks, is_open, lines_of, owed_fen, read_lines, without_ended
from onething.modules.payments.domain.orders import OrderState, ReceiptKind, balancing
from onething.modules.payments.models import Order
from onething.modules.payments.services.let_fall import ended_early
from onething.modules.payments.storing import kept_of
from onething.platform import clock
from onething.platform.clock import legal_day
from onething.platform.files.api import read_file
from onething.platform.files.models import StoredFile
from onething.platform.logs.api import ActionRow, actions_of
from onething.platform.logs.commands import add_commands
from onething.platform.numbering.models import Series
from onething.platform.outbox.api import drain
from onething.platform.outbox.consumers import LEASE
from onething.platform.outbox.models import Message


def judge(answers: Mapping[str, str]) -> dict[str, Any]:
    """`answers` goes from the draft to the application that the browser was sent to."""
    left = drain_the_rest()
    faults = [
        *wrong_answers(answers),
        *wrong_applications(),
        *wrong_cases(),
        *wrong_papers(),
        *wrong_orders(),
        *wrong_work(),
        *wrong_logs(),
    ]
    counts = {
        "applications": Application.objects.count(),
        "cases": Case.objects.count(),
        "actions": ActionRow.objects.count(),
        "papers": Paper.objects.count(),
        "orders": Order.objects.count(),
        "work": Message.objects.count(),
        "work left at the end": left,
        "retried work": Message.objects.filter(attempts__gt=1).count(),
    }
    return {"faults": faults[:20], "counts": counts}


def drain_the_rest() -> int:
    """Do what is left, also what a killed worker had taken; how much that was."""
    left = Message.objects.filter(done_at__isnull=True).count()
    drain(now=clock.now() + LEASE + timedelta(seconds=1), limit=left)
    return left


def wrong_answers(answers: Mapping[str, str]) -> Iterator[str]:
    stored = dict(Application.objects.filter(key__in=answers).values_list("key", "public_id"))
    for draft, application in answers.items():
        if str(stored.get(draft)) != application:
            yield f"draft {draft} was answered with {application}, the house has {stored.get(draft)}"
    for left in Draft.objects.filter(public_id__in=answers):
        yield f"draft {left.public_id} was answered and is still there"


def wrong_applications() -> Iterator[str]:
    keys = Counter(Application.objects.values_list("key", flat=True))
    yield from (f"key {key} has {count} applications" for key, count in keys.items() if count > 1)
    for row in Application.objects.all():
        wanted = sorted(item.key for item in read_plan(row.plan.encode()).applying())
        if sorted(Case.objects.filter(application_ref=row.public_id).values_list("key", flat=True)) != wanted:
            yield f"{row.number}: cases are not those of its plan"
        filed = ActionRow.objects.filter(subject_id=row.public_id, kind="application.submit").count()
        receipts = Paper.objects.filter(application=row.public_id, kind="receipt").count()
        if (filed, receipts) != (1, 1):
            yield f"{row.number}: {filed} lines of filing, {receipts} receipts"
    given = sum(Series.objects.filter(key__startswith="application:").values_list("last", flat=True))
    if given != Application.objects.count():
        yield f"{given} application numbers given, {Application.objects.count()} used"


def wrong_cases() -> Iterator[str]:
    """Fold == cache, and a log without gaps."""
    for row in Case.objects.all():
        log = list(actions_of(subject_kind="case", subject_id=row.public_id))
        entries = [CaseEntry(ACTIONS[line.kind], counted_from(line)) for line in log if line.kind in ACTIONS]
        reading = read_case(entries, limits=read_limits(row.limits), calendar=calendar_of(row))
        if [line.seq for line in log] != list(range(1, row.log_length + 1)):
            yield f"{row.number}: its log is broken"
        if (row.state, row.due_on) != (reading.state, reading.due_on):
            yield f"{row.number}: cached as {row.state} {row.due_on}, its log says {reading.state} {reading.due_on}"


def counted_from(line: ActionRow) -> date:
    """The legal day of a line of the log: the one it names, else that of its instant."""
    named = line.payload.get("on")
    return date.fromisoformat(named) if named else legal_day(line.at)


def wrong_papers() -> Iterator[str]:
    """Numbers without gaps, and every PDF kept once."""
    series: dict[str, list[int]] = {}
    for row in Paper.objects.order_by("serial"):
        series.setdefault(f"paper:{row.body_code}:{row.kind}:{row.year}", []).append(row.serial)
        if row.file is None or read_file(public_id=row.file)[0].digest != row.digest:
            yield f"{row.number}: its PDF is not the one it names"
    given = dict(Series.objects.filter(key__startswith="paper:").values_list("key", "last"))
    for key in sorted({*series, *given}):
        if series.get(key) != list(range(1, given.get(key, 0) + 1)):
            yield f"{key}: numbers are not 1 to {given.get(key)}"
    made = set(Paper.objects.values_list("file", flat=True)) | uploaded()
    if astray := set(StoredFile.objects.values_list("public_id", flat=True)) - made:
        yield f"{len(astray)} files belong to nothing"


def uploaded() -> set[UUID]:
    """What people handed in; every draft here has the files of the first."""
    contents = [read_content(row.content).files for row in Draft.objects.order_by("id")[:1]]
    gathered = [read_gathered(row.gathered).files for row in Application.objects.all()]
    drafted = [pages for files in (*contents, *gathered) for pages in files.values()]
    handed_in = [read_uploads(row.files) for row in ApplicationMaterial.objects.all()]
    return {UUID(upload.id) for pages in (*drafted, *handed_in) for upload in pages}


def wrong_orders() -> Iterator[str]:
    """What is charged has its order; every 分 came by an attempt or a receipt, once; the state says what the money says."""
    orders = {row.application: row for row in Order.objects.all()}
    for row in Application.objects.exclude(public_id__in=orders):
        demonstration = bundle_of_version(row.bundle, version=row.bundle_version).demonstration
        lines = lines_of(read_plan(row.plan.encode()), demonstration=demonstration)
        if lines and asks(without_ended(lines, ended_early(Case.objects.filter(application_ref=row.public_id)))):
            yield f"{row.number}: its order is lost"
    for order in orders.values():
        yield from (f"{order.application_number}: {fault}" for fault in faults_of(order))


def faults_of(order: Order) -> Iterator[str]:
    lines, on_paper = read_lines(order.lines), Counter[str]()
    for receipt in order.receipts.all():
        on_paper[receipt.kind] += receipt.amount_fen
    came = sum(order.attempts.values_list("credited_fen", flat=True)) + on_paper[ReceiptKind.TAKEN]
    if (order.paid_fen, order.refunded_fen) != (came, on_paper[ReceiptKind.RETURNED]):
        yield f"{order.paid_fen} paid, {order.refunded_fen} given back; {came} came, {dict(on_paper)} on receipts"
    moves = balancing(OrderState.of(order.state), owed=order.owed_fen, kept=kept_of(order), open_lines=is_open(lines))
    if moves or order.owed_fen != owed_fen(lines):
        yield f"{order.state}, owed {order.owed_fen} of {owed_fen(lines)}, {moves} left to do"
    if order.disputed != order.attempts.exclude(note="").exists():
        yield "in dispute or not, its attempts say otherwise"


def wrong_work() -> Iterator[str]:
    """All work is done, and a paper was printed once."""
    for waiting in Message.objects.filter(done_at__isnull=True):
        yield f"{waiting.topic} {waiting.subject} is not done: {waiting.last_error}"
    work = Counter(Message.objects.filter(topic=RENDER).values_list("subject", flat=True))
    papers = set(Paper.objects.values_list("public_id", flat=True))
    if set(work) != papers or set(work.values()) - {1}:
        yield f"{len(papers)} papers, {sum(work.values())} pieces of work for {len(work)} subjects"


def wrong_logs() -> Iterator[str]:
    """What `onething audit verify` says."""
    parser = ArgumentParser()
    add_commands(parser.add_subparsers())
    args = parser.parse_args(["audit", "verify"])
    with redirect_stdout(StringIO()) as said:
        code = args.run(args)
    if code:
        yield said.getvalue()

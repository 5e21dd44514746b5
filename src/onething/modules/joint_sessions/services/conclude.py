"""A department writes down what it found; the last one closes the session, and one paper says it all."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.handling.api import Case, calendar_for, info_of, note_cases
from onething.modules.joint_sessions import notices
from onething.modules.joint_sessions.clocks import go_on_after, stop_clocks
from onething.modules.joint_sessions.domain.decisions import Conclusion, decide_conclusion
from onething.modules.joint_sessions.domain.terms import NOTED, SessionAction, SessionKind, SessionState, Verdict
from onething.modules.joint_sessions.errors import SessionRefused
from onething.modules.joint_sessions.models import SessionPart, SessionPhoto
from onething.modules.joint_sessions.storing import coming, faults_text, follow, lock_part, release, save_session
from onething.modules.papers.api import PaperInfo
from onething.platform.clock import legal_day
from onething.platform.files.api import UploadRefused, inspect_upload, keep_file
from onething.platform.permissions import Actor

DONE = "这一项的结论已经写过。结论有误的，请约复查。"
LEFT = "这个事项的办理已经结束，不用再写结论。"
MOST_PHOTOS = 30
TOO_MANY = f"照片已有 {MOST_PHOTOS} 张，不能再加。"
PHOTOS = ("image/jpeg", "image/png")
NO_PHOTO = "不是照片。请上传 JPG 或 PNG 的照片。"
NOT_NOW = "申请人确认时间以后，到写完结论为止，才能上传照片。"


@transaction.atomic
def conclude(*, part: UUID, given: Conclusion, version: int, actor: Actor, now: datetime) -> tuple[PaperInfo, ...]:
    """Keep the conclusion; the papers that came of it: an order to put right, and at last the record."""
    session, row = lock_part(part, actor=actor, version=version)
    case = Case.objects.get(public_id=row.case)
    if row.verdict or row.left_on:
        raise SessionRefused({"": DONE if row.verdict else LEFT})
    follow(session, SessionAction.CONCLUDE)
    calendar = calendar_for(info_of(case))
    today = legal_day(now)
    gaps = decide_conclusion(given, held_on=session.on, today=today, points=row.points, calendar=calendar)
    if gaps or given.verdict is None:
        raise SessionRefused(gaps)
    if today > session.on:
        stop_clocks(session, now=now)  # where no worker did it on the day
        row.refresh_from_db(fields=["stops_clock"])
    _write(row, given, actor=actor, now=now)
    parts = coming(session)
    last = all(one.verdict for one in parts)
    if last:
        follow(session, SessionAction.CLOSE)
        release(session)
    save_session(session)
    lines = note_cases(
        application=session.application,
        cases=[row.case],
        kind=f"{NOTED[SessionKind.of(session.kind)]}_{row.verdict}",
        payload={"session": str(session.public_id), "verdict": row.verdict},
        actor=actor,
        now=now,
    )
    papers = [notices.rectification(session, row, case, lines=lines, actor=actor, now=now)] if _to_order(row) else []
    papers += go_on_after(session, row, given.verdict.label, now=now)
    if last:
        papers.append(notices.record(session, parts, lines=lines, actor=actor, now=now))
    return tuple(papers)


def add_photo(*, part: UUID, name: str, content: bytes, actor: Actor, now: datetime) -> None:
    """Keep a photo of the place; SessionRefused with what is wrong with it."""
    try:
        upload = inspect_upload(name=name, content=content)
    except UploadRefused as refused:
        raise SessionRefused({"photos": str(refused)}) from refused
    if upload.media_type not in PHOTOS:
        raise SessionRefused({"photos": NO_PHOTO})
    with transaction.atomic():
        session, row = lock_part(part, actor=actor, version=None)
        if session.state != SessionState.CONFIRMED or row.verdict or row.left_on or legal_day(now) < session.on:
            raise SessionRefused({"photos": NOT_NOW})
        if row.photos.count() >= MOST_PHOTOS:
            raise SessionRefused({"photos": TOO_MANY})
        kept = keep_file(upload=upload, now=now)
        SessionPhoto.objects.create(
            part=row, file=kept.public_id, name=kept.name, media_type=kept.media_type, taken_by=actor.account, at=now
        )


def _to_order(row: SessionPart) -> bool:
    return row.verdict == Verdict.RECTIFY


def _write(row: SessionPart, given: Conclusion, *, actor: Actor, now: datetime) -> None:
    row.verdict = given.verdict.value if given.verdict else ""
    row.faults = faults_text([(row.points[number], fault.strip()) for number, fault in sorted(given.faults.items())])
    row.remark = given.remark.strip()
    row.present = list(dict.fromkeys(filter(None, given.present)))
    row.until = given.until if given.verdict is Verdict.RECTIFY else None
    row.concluded_at, row.concluded_by = now, actor.account
    row.row_version += 1
    row.save()

"""A correction notice about the first case and about one that waits, and the answer to it."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from builders.cases import CITIZEN, MONDAY
from builders.filing import PDF
from onething.modules.handling.api import (
    Defect,
    attach_correction,
    correction_of,
    save_correction,
    supply_correction,
)
from onething.modules.intake.api import TargetKind
from onething.modules.papers.models import Paper

TUESDAY = MONDAY + timedelta(days=1)
CONSENT = Defect(
    case="birth-certificate:child[1]",
    target="mother:issue-consent",
    target_name="签发同意书",
    problem="没有签名",
    remedy="请母亲签名后重新拍照上传",
)
FATHER = replace(
    CONSENT, target="father.full-name", target_name="父亲姓名", problem="与证件不一致", remedy="照证件填写"
)

WAITING = replace(FATHER, case="birth-registration:child[1]")


def supply(application: UUID, *, now: datetime = TUESDAY) -> None:
    """The applicant answers the notice: a new page for every paper, a new name for every field."""
    for target in correction_of(application, actor=CITIZEN).targets:
        if target.kind is TargetKind.FIELD:
            save_correction(application=application, values={target.key: "陈明"}, actor=CITIZEN, now=now)
        else:
            attach_correction(
                application=application, material=target.key, name="重签.pdf", content=PDF, actor=CITIZEN, now=now
            )
    supply_correction(application=application, actor=CITIZEN, now=now)


def papers_of(application: UUID) -> list[str]:
    """The kinds of its papers, in the order in which they were issued."""
    return list(Paper.objects.filter(application=application).order_by("id").values_list("kind", flat=True))

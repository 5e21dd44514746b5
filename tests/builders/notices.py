"""A correction notice about the first case and about one that waits, and the answer to it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from builders.cases import CITIZEN, MONDAY
from onething.modules.handling.api import Defect
from onething.modules.handling.models import Case
from onething.modules.intake.api import CorrectionSupplied
from onething.modules.papers.models import Paper
from onething.platform.events import record

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


def supply(application: UUID) -> None:
    """The applicant answers the notice, as intake would tell it."""
    row = Case.objects.filter(application_ref=application).first()
    assert row is not None
    with transaction.atomic():
        record(
            CorrectionSupplied(
                application=application,
                row=row.application_id,
                number=row.application_number,
                targets=("mother:issue-consent",),
                actor=CITIZEN,
                at=TUESDAY,
            )
        )


def papers_of(application: UUID) -> list[str]:
    """The kinds of its papers, in the order in which they were issued."""
    return list(Paper.objects.filter(application=application).order_by("id").values_list("kind", flat=True))

"""A correction notice about the first case and about one that waits, the answer to it, and the day by which it tells."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree
from uuid import UUID

from builders.cases import CITIZEN, MONDAY
from builders.filing import PDF
from builders.newborn import FOLDERS, PUBLISHED_AT
from onething.modules.catalogue.api import import_pack
from onething.modules.handling.api import (
    Defect,
    attach_correction,
    correction_of,
    save_correction,
    supply_correction,
)
from onething.modules.intake.api import TargetKind
from onething.modules.papers.models import Paper
from onething.platform.permissions import Actor, Role

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


def tell_by_delivery(empty: Path) -> None:
    """The region publishes the rule that a notice tells people on the day on which it reaches them."""
    folder = empty / "demo"
    copytree(FOLDERS[1], folder)
    for name in ("pack.yaml", "parameters.yaml"):
        text = (folder / name).read_text()
        assert 'version: "2026.3"' in text
        (folder / name).write_text(text.replace('version: "2026.3"', 'version: "2026.9"'))
    with (folder / "parameters.yaml").open("a") as parameters:
        parameters.write("told_on_delivery: {document: 某市告知送达规定, article: 第三条, mark: confirmed}\n")
    import_pack(folder, actor=Actor(role=Role.SYSTEM_ADMIN), now=PUBLISHED_AT)

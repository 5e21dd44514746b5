"""A paper that lacks something required cannot be built, and every kind has its own file, mark and template."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onething.modules.papers.api import Contents, CorrectionPoint, Letterhead, PaperIncomplete
from onething.modules.papers.domain.contents import write_down
from onething.modules.papers.domain.registry import Kind, kind_of, kinds, register
from onething.modules.papers.services.verify import Standing, decide_standing
from onething.platform.typesetting.rendering import template_path
from onething.project.documents.paper_samples import (
    ACCEPTANCE,
    CANCELLATION,
    CONCLUSION,
    CORRECTION,
    DECISION,
    DENIAL,
    DOUBTFUL,
    EXTENSION,
    HEALTH,
    RECEIPT,
    REFUSAL,
    REMEDIES,
    RESUMPTION,
    REVOCATION,
    SAMPLES,
    SERVED,
    SPECIAL,
    STATEMENT,
    SUSPENSION,
    TERMINATION,
    WITHDRAWAL,
)


def test_the_kinds_with_their_titles_and_marks() -> None:
    assert {kind.code: (kind.title, kind.mark) for kind in kinds()} == {
        "receipt": ("收件凭证", "收"),
        "acceptance": ("受理通知书", "受"),
        "correction": ("一次性告知补正书", "补"),
        "refusal": ("不予受理通知书", "不受"),
        "not_required": ("不受理告知书", "不受告"),
        "decision": ("准予决定书", "准"),
        "denial": ("不予决定书", "不准"),
        "special": ("特别程序告知书", "特"),
        "suspension": ("中止办理告知书", "中止"),
        "resumption": ("恢复办理告知书", "恢"),
        "extension": ("延期办理告知书", "延"),
        "termination": ("终止办理告知书", "终"),
        "withdrawal": ("撤回申请确认书", "回"),
        "hearing": ("陈述申辩告知书", "陈"),
        "reopening": ("重新办理告知书", "重"),
        "revocation": ("撤销决定书", "撤"),
        "denial_revocation": ("撤销不予决定书", "撤不"),
        "recall": ("撤回决定书", "撤回"),
        "cancellation": ("注销决定书", "注"),
        "served": ("送达回证", "送"),
        "conclusion": ("办结通知书", "结"),
        "session_record": ("联合勘验记录", "勘"),
        "acceptance_record": ("联合验收记录", "验"),
        "review_record": ("联合评审记录", "评审"),
        "rectification": ("限期整改通知书", "整改"),
        "hearing_right": ("听证权利告知书", "听告"),
        "hearing_summons": ("听证通知书", "听通"),
        "hearing_announcement": ("听证公告", "听公"),
        "hearing_called_off": ("取消听证通知书", "听消"),
        "hearing_record": ("听证笔录", "听录"),
        "promise": ("承诺书", "诺"),
        "pledge": ("告知承诺书", "告承"),
        "deferral": ("容缺受理通知书", "容"),
        "promise_order": ("责令限期改正通知书", "责"),
        "unacceptance": ("撤销受理决定书", "撤受"),
        "redated": ("期限更正告知书", "更"),
        "succession": ("办理部门变更告知书", "变"),
        "pick_up": ("取件凭证", "取"),
        "rating_slip": ("评价回执", "评"),
    }


def test_every_kind_has_its_template_and_a_sample() -> None:
    assert {kind.code: Path(template_path(kind.template)).name for kind in kinds()} == {
        code: f"{code}.typ" for code in SAMPLES
    }
    assert {code: kind_of(contents).code for code, (contents, _) in SAMPLES.items()} == {code: code for code in SAMPLES}


def test_a_second_kind_with_the_same_mark_is_refused() -> None:
    class Other(Contents):
        pass

    with pytest.raises(ValueError, match="collides with acceptance"):
        register(Kind(code="other", title="别的通知书", mark="受", contents=Other))

    assert len(kinds()) == 39


@pytest.mark.parametrize(
    ("complete", "changes", "gaps"),
    [
        (REFUSAL, {"reason": " "}, ("缺少理由",)),
        (REFUSAL, {"law": ()}, ("缺少已核对原文的法律依据",)),
        (REFUSAL, {"law": (DOUBTFUL,)}, ("缺少已核对原文的法律依据",)),
        (REFUSAL, {"remedies": replace(REMEDIES, court="")}, ("缺少管辖法院",)),
        (
            DENIAL,
            {"facts": "", "reason": "", "law": (), "remedies": replace(REMEDIES, review_organ="")},
            ("缺少事实", "缺少理由", "缺少复议机关", "缺少已核对原文的法律依据"),
        ),
        (DECISION, {"opinion": "", "law": (), "result_name": ""}, ("缺少审查意见", "缺少依据", "缺少办理结果")),
        (ACCEPTANCE, {"items": ()}, ("缺少受理的事项",)),
        (SPECIAL, {"reason": "", "expected_label": ""}, ("缺少理由", "缺少所需时间")),
        (SUSPENSION, {"reason": "", "law": (DOUBTFUL,)}, ("缺少理由", "缺少已核对原文的法律依据")),
        (RESUMPTION, {"outcome": " "}, ("缺少结果",)),
        (EXTENSION, {"reason": "", "approver": ""}, ("缺少理由", "缺少批准人")),
        (TERMINATION, {"items": (), "reason": "", "rule": ""}, ("缺少终止的事项", "缺少理由", "缺少依据")),
        (WITHDRAWAL, {"items": ()}, ("缺少撤回的事项",)),
        (STATEMENT, {"reason": "", "law": ()}, ("缺少理由", "缺少已核对原文的法律依据")),
        (REVOCATION, {"reason": "", "law": (DOUBTFUL,)}, ("缺少理由", "缺少已核对原文的法律依据")),
        (CANCELLATION, {"remedies": replace(REMEDIES, court="")}, ("缺少管辖法院",)),
        (SERVED, {"receiver": ""}, ("缺少收件人",)),
        (CONCLUSION, {"items": ()}, ("缺少办结的事项",)),
        (RECEIPT, {"receiver": "", "materials": (), "exempted": ()}, ("缺少收件人",)),
        (CORRECTION, {"points": (), "way": ""}, ("缺少补正内容", "缺少补正方式")),
        (
            CORRECTION,
            {"points": (CorrectionPoint(item="出生登记", target="孩子姓名", problem="不一致", how=" "),)},
            ("“孩子姓名”没有写清问题和补正办法",),
        ),
    ],
)
def test_an_incomplete_paper_cannot_be_built_and_says_everything_that_is_missing(
    complete: Contents, changes: dict[str, object], gaps: tuple[str, ...]
) -> None:
    with pytest.raises(PaperIncomplete, match="没有出具") as refused:
        replace(complete, **changes)

    assert refused.value.gaps == gaps


@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_characters_that_nobody_can_print_are_refused_before_a_number_is_taken(text: str) -> None:
    with pytest.raises(PaperIncomplete, match="不可见字符"):
        write_down({"reason": text})


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("禾丰市卫生健康委员会", "禾丰卫生健康"),
        ("禾丰市公安局", "禾丰公安"),
        ("禾丰市青禾区人民政府", "禾丰青禾"),
        ("禾丰市市场监督管理局", "禾丰市场监督管理"),
        ("禾丰市城市管理局", "禾丰城市管理"),
        ("禾丰市政务服务中心", "禾丰政务服务中心"),
    ],
)
def test_a_body_without_a_mark_of_its_own_gets_its_short_name(name: str, mark: str) -> None:
    assert Letterhead(code="x", name=name).series_mark == mark


def test_a_mark_given_by_the_region_is_kept() -> None:
    assert replace(HEALTH, mark="禾丰一件事").series_mark == "禾丰一件事"


@pytest.mark.parametrize(
    ("revoked", "in_part", "valid_until", "expected"),
    [
        (False, False, None, Standing.VALID),
        (False, False, date(2026, 11, 23), Standing.VALID),
        (False, True, date(2026, 11, 23), Standing.IN_PART),
        (False, True, date(2026, 11, 22), Standing.EXPIRED),
        (True, True, date(2026, 11, 22), Standing.REVOKED),
    ],
)
def test_the_last_day_still_counts_and_a_revoked_paper_stays_revoked(
    revoked: bool, in_part: bool, valid_until: date | None, expected: Standing
) -> None:
    today = date(2026, 11, 23)
    assert decide_standing(revoked=revoked, in_part=in_part, valid_until=valid_until, today=today) is expected

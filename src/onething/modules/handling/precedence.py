"""Somebody else was first: say who, when, and what."""

from collections.abc import Collection
from uuid import UUID

from onething.modules.handling.domain.stored import ACTIONS
from onething.modules.handling.errors import TakenOver
from onething.modules.handling.models import Case
from onething.modules.identity.api import Account
from onething.platform.clock import SHANGHAI
from onething.platform.logs.api import ActionRow
from onething.platform.permissions import RULE, Role

ROLE_WORDS = {
    Role.CITIZEN: "申请人",
    Role.WINDOW_CLERK: "综合窗口",
    Role.APPROVER: "经办人",
    Role.BODY_HEAD: "部门负责人",
    Role.GOVERNMENT_HEAD: "本级政府负责人",
    Role.CLIENT: "接入系统",
    Role.SYSTEM: "系统",
}
BY_RULE_WORDS = "系统按规则自动作出"


def taken_over(*rows: Case) -> TakenOver:
    """The refusal, from the latest line of these cases' logs."""
    ids = [row.public_id for row in rows]
    last = ActionRow.objects.filter(subject_kind="case", subject_id__in=ids).order_by("-at", "-id").first()
    if last is None:
        return TakenOver(who="别人", when="刚才", what="改动")
    when = last.at.astimezone(SHANGHAI)
    return TakenOver(
        who=person_word(last), when=f"{when.month}月{when.day}日 {when:%H:%M}", what=action_word(last.kind)
    )


def person_word(action: ActionRow, names: dict[UUID, str] | None = None) -> str:
    """Name of the member of staff with the role; a citizen is only the applicant."""
    if action.channel == RULE.channel:
        return BY_RULE_WORDS
    role = ROLE_WORDS.get(Role(action.actor_role), "工作人员")
    if action.actor_role == Role.CITIZEN or action.actor_account is None:
        return role
    known = names if names is not None else staff_names([action.actor_account])
    name = known.get(action.actor_account, "")
    return f"{role} {name}" if name else role


def staff_names(accounts: Collection[UUID]) -> dict[UUID, str]:
    """Display names of staff by account, in one query."""
    found = Account.objects.filter(public_id__in=accounts).exclude(display_name="")
    return dict(found.values_list("public_id", "display_name"))


_MET = {
    "arranged": "约定{}",
    "confirm": "确认{}的时间",
    "decline": "要求改{}的时间",
    "reschedule": "{}改期",
    "miss": "{}时申请人没有到场",
    "cancel": "取消{}",
    "left": "办理结束，退出{}",
    "pass": "{}：通过",
    "rectify": "{}：限期整改",
    "fail": "{}：不通过",
}
_MEETINGS = {"joint": "联合勘验", "joint_acceptance": "联合验收", "joint_review": "联合评审"}
NOTES = {
    "accepted_ahead": "随申请一并受理",
    "department_progress": "部门业务系统反馈进度",
    "department_correction": "部门业务系统提出补正意见",
    "department_result": "部门业务系统送来结果",
    "recounted": "按新的工作日历重算期限",
    "told_anew": "告知更正后的期限",
    "rekeying": "录入部门业务系统",
    "rekeyed": "录完，登记部门业务系统的受理号",
    "rekey_late": "录入部门业务系统超过 30 分钟",
    "approval_asked": "报请负责人批准",
    "approval_declined": "负责人没有批准",
    "approval_taken_back": "收回报批",
    "joint_lengthened": "延长联合办理的期限",
    "joint_redated": "更正联合办理的期限",
    "whole_redated": "更正整件事的承诺期限",
    "promise_redated": "更正容缺补齐的期限",
    "statement_made": "申请人陈述、申辩",
    "basis_fell": "所依据的前项结果不再有效，请依法核查",
    "basis_returned": "所依据的前项结果重新作出",
    "basis_taken_up": "前项重新办理，本件因它终止的，可以报请重新办理",
    "reassigned": "移交经办人",
    "succeeded": "职责划转，改由承接部门办理",
    "left_to_person": "规则没有自动准予，由经办人审查",
    "person_asked": "申请人工复核",
    "person_answered": "答复人工复核",
    "hearing_told": "告知听证权利",
    "hearing_ask": "申请听证",
    "hearing_waive": "放弃听证",
    "hearing_order": "决定举行听证",
    "hearing_joined": "登记听证参加人",
    "hearing_summon": "通知听证的时间、地点",
    "hearing_challenged": "申请听证主持人回避",
    "hearing_stepped_aside": "决定听证主持人回避",
    "hearing_stays": "驳回回避申请",
    "hearing_close": "形成听证笔录",
    "hearing_call_off": "不再举行听证",
    "supervision_sent": "交给监管部门（审管衔接）",
    "supervision_accept": "监管部门签收",
    "supervision_supervise": "监管部门：已纳入监管",
    "supervision_report": "监管部门：发现问题，通报审批部门",
    "supervision_return": "监管部门：不属于本部门，退回",
    "supervision_settled": "处理监管部门的通报、退回",
    "promise_kept": "交来承诺以后再交的材料",
    "promise_taken_back": "撤回承诺",
    "promise_reminded": "提醒：承诺以后再交的材料快到期了",
    "check_planned": "列入事后核查",
    "check_spared": "事后核查没有抽中",
    "check_pass": "事后核查：与承诺相符",
    "check_order": "事后核查：责令限期整改",
    "check_accept": "事后核查：整改到位",
    "check_fail": "事后核查：与承诺不符，报请撤销",
    **{f"{met}_{step}": said.format(name) for met, name in _MEETINGS.items() for step, said in _MET.items()},
}
"""What moves no case and yet stands in its log."""


def action_word(kind: str) -> str:
    """The action as people call it."""
    return ACTIONS[kind].label if kind in ACTIONS else NOTES.get(kind, kind)

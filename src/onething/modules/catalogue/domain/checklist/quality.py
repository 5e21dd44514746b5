"""The fifteen quality rules of a checklist row, one function a rule.

Source: 温州市政务服务事项数据质量规则 for Q01 to Q12; Q13 行政许可法 31 and Q14 优化营商环境条例 37 in principle; Q15 待核.
"""

import re
from collections.abc import Callable, Iterator

from onething.modules.catalogue.domain.checklist.durations import Duration, known_duration
from onething.modules.catalogue.domain.checklist.specification import Specification
from onething.modules.catalogue.domain.checklist.terms import ItemFinding, Row, refuse, warn

ON_THE_SPOT, PROMISED = "1", "2"
LICENSING = "01"
NATURAL_PERSON = "1"
NO_RESULT = "99"
FULLY_ONLINE = "4"
GOVERNMENT_ISSUED, TO_BE_HANDED_IN = "20", "4"
STEPS = (
    ("受理", ("受理",)),
    ("审核", ("审核", "审查")),
    ("审批", ("审批", "决定")),
    ("办结", ("办结",)),
    ("送达", ("送达",)),
)
_AT_ONCE = re.compile("即审即办|即时|当场|即办")
_CATCH_ALL = re.compile(
    "其他(相关|有关|所需|必要)?(的)?(申请)?(材料|资料|证明|文件)|等(相关|有关|其他)(材料|资料|证明|文件)"
)
_ENDINGS = (
    (("批复",), "20", "审批办结"),
    (("证", "照"), "10", "出证办结"),
    (("文",), "30", "出文办结"),
)
Findings = Iterator[ItemFinding]


def check_quality(row: Row, specification: Specification) -> Findings:
    """Everything the rules have to say, in their order."""
    for rule in QUALITY_RULES.values():
        yield from rule(row, specification)


def q01(row: Row, _: Specification) -> Findings:
    """A promise of nought days: 即办件, and approved on the spot."""
    if row.get("promise_day") != 0:
        return
    if row.get("project_type", ON_THE_SPOT) != ON_THE_SPOT:
        remedy = "请把办件类型改为即办件，或填写承诺的天数。"
        yield refuse("Q01", "project_type", "承诺时限是 0（即时），办件类型却不是即办件。", remedy)
    mode = row.get("approval_mode")
    if mode is not None and not _AT_ONCE.search(mode):
        remedy = "请改为即审即办，或填写承诺的天数。"
        yield refuse("Q01", "approval_mode", f"承诺时限是 0（即时），审批方式却是“{mode}”。", remedy)


def q02(row: Row, _: Specification) -> Findings:
    """A promise of days: 承诺件."""
    if row.get("promise_day", 0) > 0 and row.get("project_type", PROMISED) != PROMISED:
        message = f"承诺时限是 {row['promise_day']}，办件类型却不是承诺件。"
        yield refuse("Q02", "project_type", message, "请把办件类型改为承诺件，或把承诺时限改为 0。")


def q03(row: Row, specification: Specification) -> Findings:
    """A promise is not longer than the statutory limit; nought means the law sets none."""
    promised = known_duration(row.get("promise_day"), row.get("promise_type"))
    statutory = known_duration(row.get("anticipate_day"), row.get("anticipate_type"))
    if not promised or not statutory or statutory.amount == 0 or not promised.is_longer_than(statutory):
        return
    same = promised.unit == statutory.unit
    estimated = "" if same else "（单位不同，按每周 5 个工作日、每月 30 天折算）"
    said = [f"{one.amount} 个{specification.label('promise_type', one.unit)}" for one in (promised, statutory)]
    message = f"承诺 {said[0]}，长于法定 {said[1]}{estimated}。"
    yield (refuse if same else warn)("Q03", "promise_day", message, "请缩短承诺；办理期限以法定为准。")


def q04(row: Row, specification: Specification) -> Findings:
    """The result's name and its type agree: 证、照 出证办结, 文 出文办结, 批复 审批办结."""
    name, kind = row.get("result_name", ""), row.get("result_type")
    if not name or kind is None:
        return
    for endings, code, label in _ENDINGS:
        if name.endswith(endings):
            if kind != code:
                message = f"结果“{name}”应是{label}，结果类型却是{specification.label('result_type', kind)}。"
                yield warn("Q04", "result_type", message, "请核对结果类型或结果名称。")
            return


def q05(row: Row, _: Specification) -> Findings:
    """Coming in person has its reason, and not coming has none."""
    times, reason = row.get("scene_num"), row.get("scene_reason")
    if times and not reason:
        message = f"要到现场 {times} 次，没有写必须现场办理的原因。"
        yield refuse("Q05", "scene_reason", message, "请写明原因；没有原因的，把次数改为 0。")
    if times == 0 and reason:
        message = "到现场次数是 0，却写了必须现场办理的原因。"
        yield refuse("Q05", "scene_reason", message, "请删去原因，或改正次数。")


def q06(row: Row, _: Specification) -> Findings:
    """Who neither comes nor files online sends by post."""
    if row.get("scene_num") == 0 and row.get("is_online") is False and not row.get("is_mail_material"):
        message = "不用到现场，又不能网办，却不支持邮寄材料，申请人没有办法申请。"
        yield refuse("Q06", "is_mail_material", message, "请支持材料邮寄或网办，或改正到现场次数。")


def q07(row: Row, _: Specification) -> Findings:
    """四级 is without coming in person."""
    if row.get("online_grade") == FULLY_ONLINE and row.get("scene_num", 0) != 0:
        message = f"网办等级是四级（全程网办），到现场次数却是 {row['scene_num']}。"
        yield refuse("Q07", "scene_num", message, "请把次数改为 0，或降低网办等级。")


def q08(row: Row, _: Specification) -> Findings:
    """A fee has its basis, its list and a way to pay online; without a fee there is nothing to pay."""
    if row.get("is_fee") is True:
        for element, name in (("fee_basis", "收费依据"), ("fees", "收费项目")):
            if not row.get(element):
                message = f"收费，却没有“{name}”。"
                yield refuse("Q08", element, message, f"请补填{name}；没有依据不得收费。")
        if "is_pay_online" not in row:
            yield refuse("Q08", "is_pay_online", "收费，却没有写是否支持网上支付。", "请填写是否支持网上支付。")
    if row.get("is_fee") is False and row.get("is_pay_online"):
        message = "不收费，却写了支持网上支付。"
        yield refuse("Q08", "is_pay_online", message, "请改为不支持，或改正是否收费。")


def q09(row: Row, _: Specification) -> Findings:
    """Who is complained about does not answer the complaint line."""
    asked, told = row.get("link_way"), row.get("supervise_way")
    if asked and told and _bare(asked) == _bare(told):
        message = "咨询方式和监督投诉方式相同。"
        yield refuse("Q09", "supervise_way", message, "请填写另一个受理投诉的电话或渠道。")


def q10(row: Row, _: Specification) -> Findings:
    """Topics agree with whom the item is for."""
    if "server_type" not in row:
        return
    served = set(row["server_type"])
    asked = (
        ("user_topic", "面向自然人的主题分类", NATURAL_PERSON in served, "自然人"),
        ("corp_topic", "面向法人的主题分类", bool(served - {NATURAL_PERSON}), "法人或其他组织"),
    )
    for element, name, expected, whom in asked:
        if expected and not row.get(element):
            yield refuse("Q10", element, f"服务对象有{whom}，却没有{name}。", f"请补填{name}。")
        if not expected and row.get(element):
            yield refuse("Q10", element, f"服务对象没有{whom}，却写了{name}。", "请删去主题分类，或改正服务对象。")


def q11(row: Row, _: Specification) -> Findings:
    """A licence has at least one question answered, and the five steps."""
    if row.get("task_type") != LICENSING:
        return
    if not row.get("faqs"):
        yield refuse("Q11", "faqs", "行政许可至少要有 1 个常见问题。", "请补一个申请人常问的问题和解答。")
    names = [link.get("name", "") for link in row.get("links", [])]
    lacking = [step for step, words in STEPS if not any(word in name for name in names for word in words)]
    if lacking or len(names) < len(STEPS):
        missing = f"缺少{'、'.join(lacking)}" if lacking else f"只有 {len(names)} 个"
        message = f"行政许可的办理环节至少 5 个（受理、审核、审批、办结、送达），{missing}。"
        yield refuse("Q11", "links", message, "请补全办理环节。")


def q12(row: Row, _: Specification) -> Findings:
    """Where there is a result there is a sample of it."""
    if row.get("result_type", NO_RESULT) != NO_RESULT and not row.get("result_sample"):
        yield refuse("Q12", "result_sample", "有审批结果，却没有结果样本。", "请上传样本，并填写它的编号或文件名。")


def q13(row: Row, _: Specification) -> Findings:
    """Each material has its basis, and none is a catch-all."""
    for number, material in enumerate(row.get("materials", []), start=1):
        name = material.get("name", "")
        if not material.get("basis"):
            message = f"第 {number} 份材料“{name}”没有要求提供的依据。"
            yield refuse("Q13", "materials", message, "请写明依据；没有依据的不得要求（行政许可法第31条）。")
        if _CATCH_ALL.search(name):
            message = f"第 {number} 份材料“{name}”是兜底说法，申请人不知道要交什么。"
            yield refuse("Q13", "materials", message, "请写出具体材料，或删去。")


def q14(row: Row, _: Specification) -> Findings:
    """What government issued is not asked for, or it is said why it cannot be shared."""
    for number, material in enumerate(row.get("materials", []), start=1):
        asked = material.get("exempt_mode", TO_BE_HANDED_IN) == TO_BE_HANDED_IN
        if material.get("source") == GOVERNMENT_ISSUED and asked and not material.get("no_share_reason"):
            message = f"第 {number} 份材料“{material.get('name', '')}”由政府部门核发，却要申请人提交。"
            remedy = "请改为免提交（电子证照、核验接口），或写明不能共享的理由（优化营商环境条例第37条）。"
            yield refuse("Q14", "materials", message, remedy)


def q15(row: Row, _: Specification) -> Findings:
    """The steps together are not longer than the promise; special procedures are not counted."""
    promised = known_duration(row.get("promise_day"), row.get("promise_type"))
    steps = [
        known_duration(link.get("days"), link.get("days_type"))
        for link in row.get("links", [])
        if not link.get("is_special")
    ]
    known = [step for step in steps if step is not None]
    if not promised or not known:
        return
    units = {step.unit for step in known}
    if units == {promised.unit}:
        longer = Duration(sum(step.amount for step in known), promised.unit).is_longer_than(promised)
    else:
        longer = sum(step.minutes for step in known) > promised.minutes
    if longer:
        message = "各办理环节的时限加起来（特别程序除外）长于承诺办结时限。"
        yield warn("Q15", "links", message, "请缩短环节时限，或核对承诺。这条规则待核，只作提醒。")


def _bare(text: str) -> str:
    return re.sub(r"[\s\-—()（）]", "", text)


QUALITY_RULES: dict[str, Callable[[Row, Specification], Findings]] = {
    rule.__name__.upper(): rule for rule in (q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q11, q12, q13, q14, q15)
}

"""Sample papers of joint sessions and hearings, where several people meet."""

from datetime import date

from onething.modules.papers.api import (
    AcceptanceRecord,
    Finding,
    HeardPerson,
    HearingAnnouncement,
    HearingCalledOff,
    HearingRecord,
    HearingRightNotice,
    HearingSummons,
    RectificationOrder,
    ReviewRecord,
    SessionRecord,
)

FOUND = Finding(
    body_name="禾丰市消防救援支队", item="营业前消防安全检查", points=("疏散通道畅通", "灭火器在有效期内"), verdict="限期整改",
    faults=("疏散通道畅通：后门上锁；请换成推杠锁",), until=date(2026, 12, 4), present=("钱若兰", "周同行"),
)  # fmt: skip
HELD = {"recheck": False, "held_on": date(2026, 11, 27), "slot": "上午 9:00", "place": "禾丰市青禾区稻香街道穗前路66号", "findings": (FOUND,)}  # fmt: skip
SESSION_RECORD = SessionRecord(kind="联合勘验", clock="联合勘验和整改的时间都计入办理期限。", **HELD)  # type: ignore[arg-type]
ACCEPTANCE_RECORD = AcceptanceRecord(kind="联合验收", clock="联合验收和整改的时间都计入办理期限。", **HELD)  # type: ignore[arg-type]
REVIEW_RECORD = ReviewRecord(kind="联合评审", clock="专家评审所需时间不计入办理期限。", **HELD)  # type: ignore[arg-type]
RECTIFICATION = RectificationOrder(
    held_on=date(2026, 11, 27), kind="联合勘验", place="禾丰市青禾区稻香街道穗前路66号", points=(FOUND,),
    until=date(2026, 12, 4), present=("钱若兰", "周同行"),
)  # fmt: skip
HEARING_RIGHT = HearingRightNotice(
    applied_by="青禾餐饮有限公司", reason="餐饮场所排放油烟，影响相邻住户通风、休息", ask_by=date(2026, 12, 4), within="5 个工作日",
    way="到本机关书面提出", interested=True, licensing=True,
)  # fmt: skip
HEARING_DAY = {
    "applied_by": "青禾餐饮有限公司", "article": "第四十七条", "licensing": True, "reason": "餐饮场所排放油烟，影响相邻住户通风、休息", "held_on": date(2026, 12, 16),
    "at": "9:30", "place": "禾丰市政务服务中心三楼听证室", "presider": "韩若水", "examiner": "赵启明", "in_public": True,
}  # fmt: skip
HEARING_SUMMONS = HearingSummons(postponed="主持人回避，另行指定了主持人", **HEARING_DAY)  # type: ignore[arg-type]
HEARING_ANNOUNCEMENT = HearingAnnouncement(**HEARING_DAY)  # type: ignore[arg-type]
HEARING_CALLED_OFF = HearingCalledOff(
    applied_by="青禾餐饮有限公司", reason="申请人已经撤回申请", held_on=date(2026, 12, 16), at="9:30",
    place="禾丰市政务服务中心三楼听证室", licensing=True,
)  # fmt: skip
HEARING_RECORD = HearingRecord(
    applied_by="青禾餐饮有限公司", held_on=date(2026, 12, 16), at="9:30", place="禾丰市政务服务中心三楼听证室",
    presider="韩若水", examiner="赵启明", clerk="周同行", in_public=True,
    examined="场所布局和设施符合条件。依据是现场核查记录和平面图；油烟净化设备有检测报告",
    argued="相邻住户质疑检测报告的日期，申请人当场出示了原件", licensing=True,
    persons=(
        HeardPerson(name="青禾餐饮有限公司", part="申请人", said="油烟净化设备已经安装，每月清洗一次", signature="已签字"),
        HeardPerson(name="欧阳㑇川", part="利害关系人", said="排烟口离窗户只有三米，要求改道", signature="没有签字：认为记录太简略"),
    ),
)  # fmt: skip

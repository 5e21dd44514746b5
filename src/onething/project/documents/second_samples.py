"""Sample papers of a kind in a second case, which looks otherwise than the first: by the names of their pictures."""

from dataclasses import replace
from datetime import date

from onething.core.definitions import Basis, BodyKind, Mark
from onething.core.lifecycle import RevocationCause, revocation_consequences
from onething.modules.papers.api import (
    ByRule,
    Complaint,
    Contents,
    CorrectionNotice,
    CorrectionPoint,
    Decision,
    Denial,
    Letterhead,
    PaperSubject,
    Refusal,
    Revocation,
    RuleDatum,
)
from onething.project.documents.paper_samples import ABOUT_ALL, ABOUT_ONE, REMEDIES, SPECIAL

BY_RULE = Decision(
    accepted_on=date(2026, 11, 23),
    opinion="夫妻双方的婚姻登记有效，一方户籍登记在本市，符合登记条件。",
    law=(Basis("禾丰市生育登记办法", "第6条", Mark.DEMONSTRATION),),
    result_name="生育服务登记凭证",
    result_number="Z990000017",
    holder="阿依古丽·买买提",
    receiving="电子凭证已放入“我的证照”；纸质凭证凭取件码到窗口领取",
    by_rule=ByRule(
        reasons=(
            "婚姻登记等于“有效”：成立",
            "母亲户籍地是其中之一：“禾丰市青禾区”、“禾丰市棉田区”、“禾丰市麦浪区”：成立",
        ),
        data=(
            RuleDatum(label="婚姻登记", shown="有效", source="婚姻登记信息共享库", as_of=date(2026, 11, 23)),
            RuleDatum(label="母亲户籍地", shown="禾丰市青禾区", source="禾丰市人口库", as_of=date(2026, 11, 23)),
        ),
        basis=Basis("禾丰市自动审批事项清单", "", Mark.DEMONSTRATION),
        ask_by=date(2026, 11, 30),
    ),
)
ON_THE_SPOT = CorrectionNotice(
    received_on=date(2026, 11, 23),
    points=(
        CorrectionPoint(
            item="房屋所有权转移登记",
            target="登记原因证明文件",
            problem="买卖合同缺少最后一页",
            how="补拍最后一页后重新上传",
        ),
    ),
    way="登录后在“我的办件”里按提示补交；也可以到受理窗口补交",
    not_accepted=("房屋所有权转移登记",),
    not_accepted_law=(Basis("不动产登记暂行条例", "第17条", Mark.CONFIRMED),),
    against=REMEDIES,
)
SPECIAL_AGAIN = replace(
    SPECIAL,
    reason="检验机构要求补取样品复检",
    expected_label="5个工作日",
    expected_until=date(2026, 12, 16),
    document="检验机构延期函2026第3号",
    told_before=date(2026, 12, 9),
)
WATER = Letterhead(
    code="water-company",
    name="禾丰市供水有限公司（演示）",
    kind=BodyKind.SERVICE,
    phone="0990-1230016（演示）",
    address="禾丰市麦浪区清渠路5号",
)
COMPLAINT = Complaint(channel="0990-9610016（演示）")
UTILITIES = (Basis("优化营商环境条例", "第28条", Mark.CONFIRMED),)
REFUSED_BY_SERVICE = Refusal(
    reason="这处房屋不在本单位的供水范围内",
    law=UTILITIES,
    remedies=COMPLAINT,
    items=("用水报装", "用水过户"),
)
DONE_BY_SERVICE = Decision(
    accepted_on=date(2026, 11, 23),
    opinion="房屋权属清楚，没有欠费，可以过户。",
    law=UTILITIES,
    result_name="用水户号",
    result_number="W990000017",
    receiving="已经登记，以本文书为准，不另发证件；本文书可以在“我的办件”里查看和下载",
)
DENIED_BY_SERVICE = Denial(
    accepted_on=date(2026, 11, 23),
    facts="原户名下还有2026年9月、10月的水费没有交。",
    reason="欠费结清以前不能过户。",
    law=UTILITIES,
    remedies=COMPLAINT,
)
MARKET = Letterhead(
    code="market", name="禾丰市市场监督管理局", phone="0990-1230009（演示）", address="禾丰市青禾区春风路9号"
)
LICENCE_REVOKED = Revocation(
    decided_on=date(2026, 11, 27),
    result_name="食品经营许可证",
    result_number="JY29901010000017",
    reason="申请时提交的经营场所布局图是伪造的",
    law=(Basis("行政许可法", "第六十九条第二款", Mark.CONFIRMED),),
    remedies=REMEDIES,
    heard="您在告知的期限内没有提出陈述、申辩",
    consequences=revocation_consequences(RevocationCause.DECEIT),
    licensing=True,
)
_WATER = replace(ABOUT_ONE, matter="用水过户")
SECOND_SAMPLES: dict[str, tuple[Contents, PaperSubject]] = {
    "decision_by_rule": (BY_RULE, replace(ABOUT_ONE, matter="生育服务登记")),
    "correction_on_the_spot": (ON_THE_SPOT, replace(ABOUT_ALL, matter="二手房转移登记及水电气联动过户一件事")),
    "special_told_again": (SPECIAL_AGAIN, ABOUT_ONE),
    "revocation_of_licence": (LICENCE_REVOKED, replace(ABOUT_ONE, matter="食品经营许可（餐饮服务）新办")),
    "refusal_of_service": (REFUSED_BY_SERVICE, replace(ABOUT_ALL, matter="新房入住一件事")),
    "decision_of_service": (DONE_BY_SERVICE, _WATER),
    "denial_of_service": (DENIED_BY_SERVICE, _WATER),
}
ISSUERS = {
    "revocation_of_licence": MARKET,
    "refusal_of_service": WATER,
    "decision_of_service": WATER,
    "denial_of_service": WATER,
}
"""In whose name a second sample stands, when that is another body."""

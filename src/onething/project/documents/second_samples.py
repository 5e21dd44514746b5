"""Sample papers of a kind in a second case, which looks otherwise than the first: by the names of their pictures."""

from dataclasses import replace
from datetime import date

from onething.core.definitions import Basis, Mark
from onething.modules.papers.api import (
    ByRule,
    Contents,
    CorrectionNotice,
    CorrectionPoint,
    Decision,
    PaperSubject,
    RuleDatum,
)
from onething.project.documents.paper_samples import ABOUT_ALL, ABOUT_ONE, REMEDIES

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
SECOND_SAMPLES: dict[str, tuple[Contents, PaperSubject]] = {
    "decision_by_rule": (BY_RULE, replace(ABOUT_ONE, matter="生育服务登记")),
    "correction_on_the_spot": (ON_THE_SPOT, replace(ABOUT_ALL, matter="二手房转移登记及水电气联动过户一件事")),
}

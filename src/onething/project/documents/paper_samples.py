"""Sample papers of every kind, about an invented family of 禾丰市."""

from datetime import UTC, date, datetime
from uuid import UUID

from onething.core.definitions import Basis, Mark
from onething.modules.papers.api import (
    Acceptance,
    AcceptanceRevoked,
    AcceptedItem,
    Cancellation,
    ConcludedItem,
    Conclusion,
    Contents,
    CorrectionNotice,
    CorrectionPoint,
    Decision,
    DeferralNotice,
    Denial,
    DenialRevocation,
    DueCorrection,
    Exempted,
    ExtensionNotice,
    Letterhead,
    MovedItem,
    NotRequired,
    OwedMaterial,
    PaperSubject,
    PickUpSlip,
    PledgeBook,
    PledgedMatter,
    PromisedMaterial,
    PromiseOrder,
    PromiseSheet,
    ProofOfService,
    RatingSlip,
    ReadyResult,
    Recall,
    Receipt,
    ReceivedMaterial,
    RedatedLimit,
    Refusal,
    Remedies,
    Reopening,
    Resumption,
    Revocation,
    ServedResult,
    SpecialProcedure,
    StatementNotice,
    SuccessionNotice,
    Suspension,
    Termination,
    Withdrawal,
)
from onething.project.documents.meeting_samples import (
    ACCEPTANCE_RECORD,
    HEARING_ANNOUNCEMENT,
    HEARING_CALLED_OFF,
    HEARING_RECORD,
    HEARING_RIGHT,
    HEARING_SUMMONS,
    RECTIFICATION,
    REVIEW_RECORD,
    SESSION_RECORD,
)

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai
OWNER = UUID("00000000-0000-7000-8000-00000000a001")
APPLICATION = UUID("00000000-0000-7000-8000-00000000b001")
CASE = UUID("00000000-0000-7000-8000-00000000c001")
HEALTH = Letterhead(
    code="health", name="禾丰市卫生健康委员会", phone="0990-1230001（演示）", address="禾丰市青禾区春风路1号"
)
ABOUT_ALL = PaperSubject(
    application=APPLICATION,
    application_number="990100-20261123-0001-7",
    matter="新生儿出生一件事",
    applicant="欧阳㑇川",
    owner=OWNER,
    site_code="city-centre",
    region_path="990100/",
)
ABOUT_ONE = PaperSubject(
    application=APPLICATION,
    application_number="990100-20261123-0001-7",
    matter="出生医学证明首次签发",
    applicant="阿依古丽·买买提",
    owner=OWNER,
    site_code="city-centre",
    region_path="990100/",
    case=CASE,
    case_number="11990100DEM000012C4000071001000202611230017",
)
MATERNAL = Basis("母婴保健法", "第23条", Mark.CONFIRMED)
HOUSEHOLD = Basis("户口登记条例", "第7条", Mark.CONFIRMED)
DOUBTFUL = Basis("办事指南", "第1条", Mark.UNCONFIRMED)
REMEDIES = Remedies(review_organ="禾丰市人民政府", online="禾丰市行政复议网上申请平台", court="禾丰市青禾区人民法院")

RECEIPT = Receipt(
    materials=(
        ReceivedMaterial(name="居民身份证（母亲）", form="影印件", files=2),
        ReceivedMaterial(name="居民身份证（父亲）", form="影印件", files=2),
        ReceivedMaterial(name="出生医学记录（新生儿）", form="影印件", files=3),
        ReceivedMaterial(name="签发确认书（母亲）", form="原件", files=1),
    ),
    exempted=(
        Exempted(name="结婚证", source="婚姻登记共享数据"),
        Exempted(name="一件事申请表", source="由在线填写的内容生成"),
    ),
    received_at=NOON,
    receiver="综合窗口（01号）",
    place="禾丰市政务服务中心",
    decide_by=date(2026, 11, 30),
)
ACCEPTANCE = Acceptance(
    accepted_on=date(2026, 11, 23),
    promised_on=date(2026, 12, 14),
    items=(
        AcceptedItem(
            name="出生医学证明首次签发", body_name="禾丰市卫生健康委员会", statutory_label="没有规定",
            promised_label="5个工作日", promised_on=date(2026, 11, 30), law=(MATERNAL,),
        ),
        AcceptedItem(
            name="预防接种证办理", body_name="禾丰市疾病预防控制局", statutory_label="没有规定",
            promised_label="1个工作日", promised_on=date(2026, 11, 24), law=(Basis("疫苗管理法", "第47条", Mark.CONFIRMED),),
        ),
        AcceptedItem(
            name="出生登记", body_name="禾丰市公安局", statutory_label="没有规定", promised_label="1个工作日",
            promised_on=date(2026, 12, 1), waits_for="出生医学证明", law=(HOUSEHOLD,),
        ),
        AcceptedItem(
            name="社会保障卡申领", body_name="禾丰市人力资源和社会保障局", statutory_label="10个工作日",
            promised_label="9个工作日", promised_on=date(2026, 12, 14), waits_for="户口登记",
            law=(Basis("社会保险经办条例", "第6条、第7条", Mark.CONFIRMED),),
        ),
        AcceptedItem(
            name="城乡居民基本医疗保险参保登记", body_name="禾丰市医疗保障局", statutory_label="待核",
            promised_label="1个工作日", promised_on=date(2026, 12, 2), waits_for="户口登记", law=(DOUBTFUL,),
        ),
    ),
)  # fmt: skip
CORRECTION = CorrectionNotice(
    received_on=date(2026, 11, 23),
    points=(
        CorrectionPoint(
            item="出生医学证明首次签发", target="居民身份证（父亲）", problem="照片反光，号码看不清",
            how="重新拍照上传，四个角都在画面内",
        ),
        CorrectionPoint(
            item="出生登记", target="孩子姓名", problem="与签发确认书上的姓名不一致", how="改成与签发确认书一致，或重签确认书",
        ),
    ),
    way="在“我的办件”里上传和修改，或到任一综合窗口提交",
    supply_by=date(2026, 12, 7),
    added=("孩子姓名",),
    added_because="补交签发确认书以后才看得出来",
    term="《禾丰市新生儿出生一件事办理承诺》规定的 10 个工作日",
    told_rule="《禾丰市行政文书送达规定（演示）》", told_by=date(2026, 11, 30),
)  # fmt: skip
REFUSAL = Refusal(
    reason="孩子在外省出生，出生医学证明由出生地的签发机构签发，不属于本机关职权范围。",
    law=(MATERNAL,),
    remedies=REMEDIES,
    competent_body="出生地县级卫生健康部门",
)
NOT_REQUIRED = NotRequired(
    reason="孩子已经在省内另一家医院领到出生医学证明，同一次出生不需要再次首次签发。",
    law=(MATERNAL,),
    remedies=REMEDIES,
)
RENEWED = Decision(
    accepted_on=date(2026, 9, 23), opinion="符合延续条件。", law=(MATERNAL,), result_name="食品经营许可证", result_number="J1",
    valid_until=date(2031, 11, 27), renews_until=date(2026, 11, 27), deemed=True,
)  # fmt: skip
DECISION = Decision(
    accepted_on=date(2026, 11, 23),
    opinion="出生记录与申请表一致，父母证件有效，新生儿姓名用字规范，符合签发条件。",
    law=(MATERNAL,),
    result_name="出生医学证明",
    result_number="Z990000001",
    holder="欧阳𠮷",
    receiving="电子证明已放入“我的证照”；纸质证明凭取件码到窗口领取",
)
DENIAL = Denial(
    accepted_on=date(2026, 11, 23),
    facts="您提交的出生医学记录没有接生机构的签章，经向该机构核实，没有相应的分娩记录。",
    reason="因此不能认定孩子出生的时间和地点，不符合签发条件。",
    law=(MATERNAL, DOUBTFUL),
    remedies=REMEDIES,
)
SPECIAL = SpecialProcedure(
    accepted_on=date(2026, 11, 23), ground="检验", reason="现场取得的样品要送法定检验机构检验",
    started_on=date(2026, 11, 25), expected_label="10个工作日", expected_until=date(2026, 12, 9), document="委托检验书2026第8号",
)  # fmt: skip
SUSPENSION = Suspension(
    accepted_on=date(2026, 11, 23), ground="等待司法或者仲裁结论", reason="亲子关系正在诉讼，等判决生效",
    started_on=date(2026, 11, 25), law=(MATERNAL,),
)  # fmt: skip
REOPENING = Reopening(
    former="不予受理", reopened_on=date(2026, 12, 1), reason="核对以后确认孩子在本市出生", due_on=date(2026, 12, 8),
    goes_on="重新收件，受理期限自今天起重新计算",
)  # fmt: skip
RESUMPTION = Resumption(
    ended="检验", since=date(2026, 11, 25), resumed_on=date(2026, 12, 8), outcome="检验合格", due_on=date(2026, 12, 15)
)
EXTENSION = ExtensionNotice(
    accepted_on=date(2026, 11, 23), by_label="10个工作日", reason="出生机构的档案还在调取", approver="本行政机关负责人",
    approved_on=date(2026, 11, 27), former_due_on=date(2026, 11, 30), due_on=date(2026, 12, 14),
    promised_until=date(2026, 11, 27), promised_on=date(2026, 12, 11), law=(MATERNAL,),
)  # fmt: skip
TERMINATION = Termination(
    ended_on=date(2026, 12, 8), items=("出生医学证明首次签发",), following=("出生登记", "社会保障卡申领"), returned=True,
    reason="在补正书写明的日期以前没有补正", rule="《禾丰市新生儿出生一件事办理承诺》规定的 10 个工作日", remedies=REMEDIES,
)  # fmt: skip
WITHDRAWAL = Withdrawal(
    withdrawn_on=date(2026, 11, 24), items=("出生登记",), following=("社会保障卡申领",), others=("预防接种证办理",)
)
STATEMENT = StatementNotice(
    intention="撤销", decided_on=date(2026, 11, 27), reason="申请时提交的出生医学记录是伪造的", law=(MATERNAL,),
    speak_by=date(2026, 12, 4), way="登录后在办件页填写，或者到窗口书面提出",
    term=(Basis("行政许可法", "第四十七条第一款", Mark.UNCONFIRMED),),
)  # fmt: skip
UNDONE = {
    "decided_on": date(2026, 11, 27), "result_name": "出生医学证明", "result_number": "Z990000001", "law": (MATERNAL,),
    "remedies": REMEDIES,
}  # fmt: skip
REVOCATION = Revocation(reason="出生医学记录是伪造的", heard="您在期限内没有提出陈述、申辩", **UNDONE)  # type: ignore[arg-type]
DENIAL_REVOCATION = DenialRevocation(
    denied_on=date(2026, 11, 27), reviewed_from=date(2026, 12, 1), due_on=date(2026, 12, 8), law=(MATERNAL,),
    reason="分娩记录已由助产机构补登，原来认定没有记录有误", remedies=REMEDIES,
)  # fmt: skip
RECALL = Recall(reason="所依据的规定已经废止", heard="您的陈述、申辩已经听取", **UNDONE)  # type: ignore[arg-type]
CANCELLATION = Cancellation(reason="有效期届满，没有延续", **UNDONE)  # type: ignore[arg-type]
SERVED = ProofOfService(
    results=(
        ServedResult(
            item="出生医学证明首次签发", body_name="禾丰市卫生健康委员会", result="出生医学证明", number="Z990000001"
        ),
    ),
    receiver="欧阳㑇川", way="窗口领取", served_at=NOON,
)  # fmt: skip
PICK_UP = PickUpSlip(
    results=(
        ReadyResult(name="出生医学证明", item="出生医学证明首次签发", body_name="禾丰市卫生健康委员会"),
        ReadyResult(name="预防接种证", item="预防接种证办理", body_name="禾丰市疾病预防控制局"),
    ),
    code="305172",
    number_tail="0001-7",
    place="禾丰市政务服务中心",
    address="禾丰市青禾区丰年路1号",
    hours="工作日 9:00-17:30",
    phone="0990-1230000（演示）",
    collectors="申请人本人（单位是法定代表人），或者申请人在平台上授权办这件事、授权还有效的人。来的人带自己的身份证原件，报取件码。",
    valid_until=date(2027, 2, 21),
)
RATING_SLIP = RatingSlip(
    rating_address="https://example.invalid/rate/specimen",
    stage="办结",
    place="禾丰市政务服务中心",
    window="03号窗口",
    at=NOON,
)
CONCLUSION = Conclusion(
    filed_on=date(2026, 11, 23), finished_on=date(2026, 12, 4), promised_on=date(2026, 12, 14),
    items=(
        ConcludedItem(
            name="出生医学证明首次签发", body_name="禾丰市卫生健康委员会", outcome="准予", closed_on=date(2026, 11, 27),
            result="出生医学证明",
        ),
        ConcludedItem(name="出生登记", body_name="禾丰市公安局", outcome="已终止", closed_on=date(2026, 12, 4)),
    ),
)  # fmt: skip
REDATED = DueCorrection(
    limits=(
        RedatedLimit(
            item="出生医学证明首次签发", body_name="禾丰市卫生健康委员会", limit="承诺期限", told=date(2027, 1, 1),
            now=date(2027, 1, 4),
        ),
    ),
    days=("2027年1月1日由工作日改为休息日",),
    counted_on=date(2026, 11, 24),
)  # fmt: skip
SUCCESSION = SuccessionNotice(
    former="禾丰市卫生和计划生育局",
    document="禾丰市机构改革方案（禾委发〔2026〕3号）",
    from_day=date(2026, 11, 23),
    items=(
        MovedItem(
            item="出生医学证明首次签发", number="11990100100000008N330710700100120261123000101", state="已受理",
            due_on=date(2026, 11, 25),
        ),
        MovedItem(
            item="科学育儿指导服务登记", number="11990100100000008N330710700100720261123000102", state="等待前置", due_on=None,
        ),
    ),
)  # fmt: skip
LATE = "到期没有交的，责令在 3 个工作日内补交；仍没有交的，撤销受理。"
LIST = Basis("禾丰市容缺受理清单", "", Mark.DEMONSTRATION)
PROMISE = PromiseSheet(
    promises=(
        PromisedMaterial(
            name="银行卡", kind="以后再交", text="我承诺：自受理之日起 5 个工作日内交来“银行卡”，内容真实、符合要求。",
            consequence=LATE, law=(LIST,),
        ),
    ),
    signed_at=NOON,
    signed_how="实名登录后勾选确认",
)  # fmt: skip
PLEDGE = PledgeBook(
    matters=(
        PledgedMatter(
            name="营业前消防安全检查（告知承诺）", items="", bases=(Basis("消防法", "第15条", Mark.CONFIRMED),),
            conditions=("疏散通道、安全出口畅通", "消防设施、器材完好有效"),
            text="我承诺：场所符合消防技术标准和管理规定。", consequence="核查发现与承诺不符的，责令限期改正，直至撤销许可。",
            check="作出决定之日起 2 个月内核查，件件都查", law=(LIST,),
        ),
    ),
    signed_at=NOON,
    signed_how="实名登录后勾选确认",
    published="本承诺不向社会公开",
)  # fmt: skip
DEFERRAL = DeferralNotice(
    accepted_on=date(2026, 11, 23),
    materials=(
        OwedMaterial(name="银行卡", items="生育保险待遇申领", due_on=date(2026, 11, 30), consequence=LATE, law=(LIST,)),
    ),
    way="登录后在“我的办件”里补交",
)
PROMISE_ORDER = PromiseOrder(
    found="您承诺在2026年11月30日以前交来“银行卡”，到期没有交来", demand="交来“银行卡”", until=date(2026, 12, 3),
    consequence="到期仍没有交来的，撤销对有关事项的受理", law=(LIST,),
)  # fmt: skip
UNACCEPTANCE = AcceptanceRevoked(
    accepted_on=date(2026, 11, 23),
    items=("生育保险待遇申领",),
    reason="“银行卡”到期没有交，限期改正以后仍没有交来",
    law=(LIST,),
    remedies=REMEDIES,
)
SAMPLES: dict[str, tuple[Contents, PaperSubject]] = {
    "redated": (REDATED, ABOUT_ALL),
    "succession": (SUCCESSION, ABOUT_ALL),
    "receipt": (RECEIPT, ABOUT_ALL),
    "acceptance": (ACCEPTANCE, ABOUT_ALL),
    "correction": (CORRECTION, ABOUT_ALL),
    "refusal": (REFUSAL, ABOUT_ONE),
    "not_required": (NOT_REQUIRED, ABOUT_ONE),
    "decision": (DECISION, ABOUT_ONE),
    "denial": (DENIAL, ABOUT_ONE),
    "special": (SPECIAL, ABOUT_ONE),
    "suspension": (SUSPENSION, ABOUT_ONE),
    "reopening": (REOPENING, ABOUT_ONE),
    "resumption": (RESUMPTION, ABOUT_ONE),
    "extension": (EXTENSION, ABOUT_ONE),
    "termination": (TERMINATION, ABOUT_ALL),
    "withdrawal": (WITHDRAWAL, ABOUT_ALL),
    "hearing": (STATEMENT, ABOUT_ONE),
    "revocation": (REVOCATION, ABOUT_ONE),
    "denial_revocation": (DENIAL_REVOCATION, ABOUT_ONE),
    "recall": (RECALL, ABOUT_ONE),
    "cancellation": (CANCELLATION, ABOUT_ONE),
    "served": (SERVED, ABOUT_ALL),
    "pick_up": (PICK_UP, ABOUT_ALL),
    "rating_slip": (RATING_SLIP, ABOUT_ALL),
    "conclusion": (CONCLUSION, ABOUT_ALL),
    "session_record": (SESSION_RECORD, ABOUT_ALL),
    "acceptance_record": (ACCEPTANCE_RECORD, ABOUT_ALL),
    "review_record": (REVIEW_RECORD, ABOUT_ALL),
    "rectification": (RECTIFICATION, ABOUT_ONE),
    "hearing_right": (HEARING_RIGHT, ABOUT_ONE),
    "hearing_summons": (HEARING_SUMMONS, ABOUT_ONE),
    "hearing_announcement": (HEARING_ANNOUNCEMENT, ABOUT_ONE),
    "hearing_called_off": (HEARING_CALLED_OFF, ABOUT_ONE),
    "hearing_record": (HEARING_RECORD, ABOUT_ONE),
    "promise": (PROMISE, ABOUT_ALL),
    "pledge": (PLEDGE, ABOUT_ALL),
    "deferral": (DEFERRAL, ABOUT_ALL),
    "promise_order": (PROMISE_ORDER, ABOUT_ALL),
    "unacceptance": (UNACCEPTANCE, ABOUT_ALL),
}

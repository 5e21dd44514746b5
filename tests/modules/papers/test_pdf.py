"""What stands on paper: every word of the data, embedded fonts, one page, and a QR that a camera reads."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.db import transaction
from django.test import override_settings

from builders.pdf_text import read_text
from onething.modules.papers.api import OwedMaterial, PaperInfo, issue, kinds, reprint
from onething.modules.papers.models import Paper
from onething.modules.papers.services.render import make_pdf
from onething.modules.papers.services.tokens import token_of
from onething.platform.permissions import Actor
from onething.project.documents.paper_samples import (
    ABOUT_ALL,
    ACCEPTANCE,
    DECISION,
    HEALTH,
    NOON,
    RECEIPT,
    RENEWED,
    SAMPLES,
)
from onething.project.documents.second_samples import COMPLAINT, SECOND_SAMPLES, WATER

Issue = Callable[..., PaperInfo]
Row = Callable[[PaperInfo], Paper]
pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("stores")]

SAID = {
    "receipt": [
        "收件凭证", "欧阳㑇川", "新生儿出生一件事", "2026年11月23日12:00收到", "居民身份证（父亲）", "出生医学记录",
        "结婚证（婚姻登记共享数据）", "收件人：综合窗口（01号）；收件地点：禾丰市政务服务中心", "不表示已经受理", "最迟2026年11月30日告诉您", "禾丰卫生健康收〔2026〕1号",
    ],
    "acceptance": [
        "受理通知书", "受理日期为2026年11月23日", "最迟2026年12月14日全部办好", "出生医学证明首次签发", "《母婴保健法》第23条",
        "5个工作日", "自出生医学证明办好后起算", "禾丰市医疗保障局", "《办事指南》第1条（待核）", "您可以撤回申请",
        "联系电话：0990-1230001（演示）", "一份交申请人，一份存档",
    ],
    "correction": [
        "一次性告知补正书", "需要补正的全部内容一次告知", "照片反光，号码看不清", "重新拍照上传", "改成与签发确认书一致",
        "最迟在2026年12月7日补正（《禾丰市新生儿出生一件事办理承诺》规定的", "到期没有补正的，上表所列事项和等待其结果的事项终止办理",
        "到任一综合窗口提交", "不会再要求补正表外的内容",
        "“孩子姓名”没有列入以前的补正告知，经本机关负责人批准增加，原因：补交签发确认书以后才看得出来。",
        "依据《禾丰市行政文书送达规定（演示）》，本补正书送达之日为告知之日，最迟在2026年11月30日送达；到期没有送达的，自收到申请材料之日起即为受理",
    ],
    "correction_on_the_spot": [
        "一次性告知补正书", "买卖合同缺少最后一页", "依据《不动产登记暂行条例》第17条，现当场告知：房屋所有权转移登记不予受理；按上表补正以后重新收件",
        "自收到本补正书之日起60日内向禾丰市人民政府申请行政复议", "本补正书出具之日为告知之日",
    ],
    "refusal": [
        "不予受理通知书", "阿依古丽·买买提", "不属于本机关职权范围", "依据《母婴保健法》第23条，决定不予受理", "由出生地县级卫生健康部门负责",
        "自收到本通知书之日起60日内向禾丰市人民政府申请行政复议", "6个月内向禾丰市青禾区人民法院提起行政诉讼", "依据：《行政复议法》第二十条第一款、《行政诉讼法》第四十六条第一款、《行政复议法》第二十二条第二款）", "（网上提交：禾丰市行政复议网上申请平台）",
    ],
    "not_required": [
        "不受理告知书", "同一次出生不需要再次首次签发", "依据《母婴保健法》第23条，这件事依法不需要办理，不予受理。您不用为这件事再提出申请",
        "自收到本告知书之日起60日内向禾丰市人民政府申请行政复议",
    ],
    "decision": [
        "准予决定书", "11990100DEM000012C4000071001000202611230017", "已于2026年11月23日受理", "符合签发条件",
        "依据《母婴保健法》第23条，决定准予办理", "Z990000001", "欧阳𠮷", "凭取件码到窗口领取",
    ],
    "decision_by_rule": [
        "准予决定书", "经核验登记部门的数据，夫妻双方的婚姻登记有效", "决定准予办理", "依据《禾丰市自动审批事项清单》（示范）自动作出", "没有经过人工审批",
        "婚姻登记等于“有效”：成立；母亲户籍地是其中之一", "婚姻登记信息共享库", "最迟2026年11月30日在“办理进度”页面提出", "复核期间本决定有效",
    ],
    "denial": [
        "不予决定书", "没有相应的分娩记录", "不符合签发条件", "依据《母婴保健法》第23条，决定不予办理",
        "自收到本决定书之日起60日内向禾丰市人民政府申请行政复议",
    ],
    "special": [
        "特别程序告知书", "需要进行检验", "参照《行政许可法》第四十五条", "自2026年11月25日起停止计算", "预计需要10个工作日",
        "到2026年12月9日结束", "委托检验书2026第8号",
    ],
    "special_told_again": [
        "特别程序告知书", "正在进行检验，原来书面告知您预计到2026年12月9日结束，现在不能如期结束", "预计还需要5个工作日",
        "到2026年12月16日结束", "检验机构要求补取样品复检",
    ],
    "suspension": ["中止办理告知书", "因等待司法或者仲裁结论，现中止办理", "依据《母婴保健法》第23条", "等判决生效"],
    "resumption": ["恢复办理告知书", "检验合格", "自2026年12月8日的次日起恢复计算", "新的期限是2026年12月15日"],
    "extension": [
        "延期办理告知书", "原定最迟2026年11月30日", "经本行政机关负责人于2026年11月27日批准", "延长10个工作日", "最迟2026年12月14日作出决定",
        "承诺的最迟办结日由2026年11月27日改为2026年12月11日",
    ],
    "redated": [
        "期限更正告知书", "2027年1月1日由工作日改为休息日。期限按工作日计算", "承诺期限", "2027年1月1日2027年1月4日", "以本告知书为准",
    ],
    "succession": [
        "办理部门变更告知书", "原由禾丰市卫生和计划生育局办理", "（禾委发〔2026〕3号），自2026年11月23日起", "已受理2026年11月25日",
        "等待前置—", "办理期限连续计算，不重新起算", "以前出具的文书继续有效",
    ],
    "termination": [
        "终止办理告知书", "没有补正", "办理承诺》规定的10个工作日", "出生登记、社会保障卡申领要等上述事项的结果，随之终止", "材料退还给您",
        "60日内向禾丰市人民政府申请行政复议",
    ],
    "withdrawal": ["撤回申请确认书", "您于2026年11月24日撤回了", "社会保障卡申领要等上述事项的结果", "预防接种证办理"],
    "hearing": ["陈述申辩告知书", "现拟撤销这一决定", "最迟在2026年12月4日提出",
        "（期限参照：《行政许可法》第四十七条第一款（待核））", "不会因为您申辩而作出更不利的决定"],
    "reopening": ["重新办理告知书", "原来的结论是“不予受理”", "孩子在本市出生", "最迟2026年12月8日答复您", "原来的文书对这一事项同时失效"],
    "revocation": ["撤销决定书", "决定撤销上述决定", "出生医学证明不再有效", "没有提出陈述、申辩", "6个月内向禾丰市青禾区人民法院"],
    "revocation_of_licence": [
        "撤销决定书", "撤销的情形是：以欺骗、贿赂等不正当手段取得许可（依据：《行政许可法》第六十九条第二款）",
        "撤销这项许可不会对公共利益造成重大损害（依据：《行政许可法》第六十九条第三款）", "取得的利益不受保护",
        "3年内不得再次申请（依据：《行政许可法》第七十九条（待核））", "60日内",
    ],
    "denial_revocation": ["撤销不予决定书", "作出不予办理的决定", "分娩记录已由助产机构补登", "决定撤销上述决定", "自2026年12月1日起重新审查您的申请，最迟2026年12月8日"],
    "recall": ["撤回决定书", "决定撤回上述决定", "依法给予补偿", "60日内向禾丰市人民政府"],
    "cancellation": ["注销决定书", "决定注销出生医学证明", "不得再使用", "有效期届满，没有延续"],
    "served": ["送达回证", "以窗口领取方式送达", "Z990000001", "收件人：欧阳㑇川", "收件人签名"],
    "pick_up": [
        "取件凭证", "305172", "0001-7", "预防接种证", "禾丰市疾病预防控制局", "禾丰市青禾区丰年路1号", "工作日9:00-17:30",
        "授权还有效的人", "窗口保管到2027年2月21日", "不要告诉别人",
    ],
    "rating_slip": [
        "评价回执", "禾丰市政务服务中心", "新生儿出生一件事（办结）", "990100-20261123-0001-7", "03号窗口", "2026年11月23日12:00",
        "不用登录", "看不到是谁评的", "禾丰卫生健康评〔2026〕1号",
    ],
    "conclusion": ["办结通知书", "已于2026年12月4日全部办结", "准予", "已终止"],
    "session_record": [
        "联合勘验记录", "2026年11月27日", "禾丰市青禾区稻香街道穗前路66号", "疏散通道畅通：后门上锁；请换成推杠锁", "钱若兰",
        "联合勘验和整改的时间都计入办理期限",
    ],
    "acceptance_record": ["联合验收记录", "进行了联合验收", "疏散通道畅通：后门上锁；请换成推杠锁", "联合验收和整改的时间都计入办理期限"],
    "review_record": ["联合评审记录", "进行了联合评审", "申请人一方在场人", "专家评审所需时间不计入办理期限"],
    "hearing_right": ["听证权利告知书", "关系您的重大利益：餐饮场所排放油烟", "最迟在2026年12月4日提出申请", "不承担任何费用", "在二十个工作日以内组织听证"],
    "hearing_summons": ["听证通知书", "2026年12月16日9:30", "根据《行政许可法》第四十七条、第四十八条", "三楼听证室", "主持人韩若水", "原定的听证改期，原因：主持人回避", "有权申请他回避"],
    "hearing_announcement": ["听证公告", "2026年12月16日9:30", "公开举行，可以旁听", "持身份证件向本机关登记参加"],
    "hearing_called_off": ["取消听证通知书", "原定于2026年12月16日9:30在禾丰市政务服务中心三楼听证室举行的听证，不再举行", "申请人已经撤回申请", "不用在那一天到场"],
    "hearing_record": ["听证笔录", "审查人员：赵启明", "排烟口离窗户只有三米", "没有签字：认为记录太简略", "质证和辩论：相邻住户质疑", "根据本笔录作出决定"],
    "promise": ["承诺书", "银行卡", "自受理之日起5个工作日内交来", "到期没有交的，责令在3个工作日内补交", "实名登录后勾选确认"],
    "pledge": [
        "告知承诺书", "《消防法》第15条", "1.疏散通道、安全出口畅通；2.消防设施", "件件都查", "直至撤销许可", "场所符合消防技术标准",
        "愿意承担不实承诺的责任", "不向社会公开",
    ],
    "deferral": ["容缺受理通知书", "银行卡", "2026年11月30日", "生育保险待遇申领", "我的办件"],
    "promise_order": ["责令限期改正通知书", "到期没有交来", "2026年12月3日", "撤销对有关事项的受理"],
    "unacceptance": ["撤销受理决定书", "生育保险待遇申领", "限期改正以后仍没有交来", "60日内向禾丰市人民政府"],
    "refusal_of_service": [
        "不能受理告知书", "申请（用水报装、用水过户）收悉", "依据《优化营商环境条例》第28条，不能受理", "对本告知书有意见的，可以向本单位投诉（0990-9610016（演示）），也可以拨打12345政务服务便民热线反映",
        "禾丰供水有限公司（演示）不收〔2026〕1号", "本告知书一式两份",
    ],
    "decision_of_service": ["办理结果告知书", "依据《优化营商环境条例》第28条，同意办理", "用水户号", "禾丰供水有限公司（演示）果〔2026〕1号"],
    "denial_of_service": ["不能办理告知书", "依据《优化营商环境条例》第28条，不能办理", "可以向本单位投诉（0990-9610016（演示））"],
    "rectification": ["限期整改通知书", "疏散通道畅通：后门上锁；请换成推杠锁", "2026年12月4日", "周同行"],
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(SAMPLES | SECOND_SAMPLES))
def test_the_paper_says_what_the_data_says_on_one_page_to_every_reader(issued: Issue, row: Row, kind: str) -> None:
    pdf = make_pdf(row(issued(kind)))

    lines, text = [squeezed(words) for words in SAID[kind]], squeezed(read_text(pdf))
    assert [words for words in lines if words not in text] == []
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1
    elsewhere = squeezed(poppler_text(pdf))
    assert sum(words in elsewhere for words in lines) >= len(lines) - 3  # cells of a table stand beside each other
    assert lines[0] in elsewhere


def test_a_long_list_runs_over_pages_that_all_carry_number_and_address(clerk: Actor) -> None:
    material = RECEIPT.materials[0]
    long = replace(RECEIPT, materials=tuple(replace(material, name=f"材料{n}") for n in range(1, 61)))
    with transaction.atomic():
        info = issue(contents=long, body=HEALTH, about=ABOUT_ALL, actor=clerk, now=NOON)
    pdf = make_pdf(Paper.objects.get(public_id=info.public_id))

    text = squeezed(read_text(pdf))
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = len(document.pages)
    assert pages == 3
    assert [text.count(words) for words in ("材料60", "第3页，共3页", "/verify/")] == [1, 1, 3]


@pytest.mark.parametrize(
    ("deemed", "said"),
    [
        (
            True,
            "原许可的有效期到2026年11月27日届满，届满以前没有作出决定。依据《行政许可法》第五十条第二款，视为准予延续。",
        ),
        (False, "经审查，符合延续条件。依据《母婴保健法》第23条，决定准予延续，原有效期到2026年11月27日。"),
    ],
)
def test_a_continued_licence_names_its_old_day_and_its_new_one(clerk: Actor, deemed: bool, said: str) -> None:
    with transaction.atomic():
        info = issue(contents=replace(RENEWED, deemed=deemed), body=HEALTH, about=ABOUT_ALL, actor=clerk, now=NOON)

    text = squeezed(read_text(make_pdf(Paper.objects.get(public_id=info.public_id))))
    assert said in text
    assert "有效期至2031年11月27日" in text


@pytest.mark.parametrize("opinion", ["符合签发条件", "符合签发条件。", "符合签发条件。。 "])
def test_a_sentence_ends_with_one_full_stop_however_it_was_typed(clerk: Actor, opinion: str) -> None:
    with transaction.atomic():
        contents = replace(DECISION, opinion=opinion.strip())
        info = issue(contents=contents, body=HEALTH, about=ABOUT_ALL, actor=clerk, now=NOON)

    assert "经审查，符合签发条件。依据" in squeezed(read_text(make_pdf(Paper.objects.get(public_id=info.public_id))))


@pytest.mark.parametrize("kind", [kind.code for kind in kinds() if kind.of_service] + ["termination"])
def test_a_public_service_provider_speaks_as_no_organ(clerk: Actor, row: Row, kind: str) -> None:
    contents, about = SAMPLES[kind]
    other = {"remedies": COMPLAINT, "reason": "不在供水范围内"} if hasattr(contents, "remedies") else {}
    with transaction.atomic():
        info = issue(contents=replace(contents, **other), body=WATER, about=about, actor=clerk, now=NOON)

    text = squeezed(read_text(make_pdf(row(info))))

    assert info.title in text
    assert [word for word in ("本机关", "行政复议", "行政诉讼", "决定书", "责令", "决定") if word in text] == []
    assert ("向本单位投诉（0990-9610016（演示））" in text) == bool(other)


def test_unconfirmed_sources_are_not_shown_as_the_law_of_a_denial(issued: Issue, row: Row) -> None:
    text = read_text(make_pdf(row(issued("denial"))))

    assert "《办事指南》" not in text


def test_the_law_of_licences_is_cited_for_licences_alone(issued: Issue, row: Row) -> None:
    assert "行政许可法" not in read_text(make_pdf(row(issued("acceptance"))))


def test_an_acceptance_by_silence_praises_no_materials(clerk: Actor) -> None:
    silent = replace(ACCEPTANCE, deemed=True, licensing=True)
    info = issue(contents=silent, body=HEALTH, about=ABOUT_ALL, actor=clerk, now=NOON)

    text = squeezed(read_text(make_pdf(Paper.objects.get(public_id=info.public_id))))

    assert "没有在规定的期限内告知您是否受理" in text
    assert "《行政许可法》第三十二条，自收到申请材料之日起即为受理（视为受理）" in text
    assert "材料齐全" not in text


def test_an_acceptance_says_what_is_owed_and_what_is_left_out(clerk: Actor) -> None:
    card = OwedMaterial(
        name="银行卡", items="生育医疗费用报销", due_on=date(2026, 12, 1), consequence="责令改正", law=()
    )
    partial = replace(
        ACCEPTANCE,
        promised_on=None,
        undated="补正交齐后重新计算",
        on_trust=True,
        owed=(card,),
        left_out=("出生登记（待补正）",),
    )
    info = issue(contents=partial, body=HEALTH, about=ABOUT_ALL, actor=clerk, now=NOON)

    text = squeezed(read_text(make_pdf(Paper.objects.get(public_id=info.public_id))))

    assert "下列事项主要材料齐全、符合要求。" in text
    assert "受理日期为2026年11月23日，全部办好的日子：补正交齐后重新计算。" in text
    assert "按您的承诺以后交来：银行卡（最迟2026年12月1日）。" in text
    assert "这次没有受理，另行答复：出生登记（待补正）。" in text


def test_every_font_is_embedded_and_the_file_is_for_the_archive(issued: Issue, row: Row) -> None:
    with pikepdf.open(BytesIO(make_pdf(row(issued("decision"))))) as pdf:
        fonts = [thing["/FontDescriptor"] for thing in pdf.objects if is_font(thing)]
        assert fonts
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
        with pdf.open_metadata() as about:
            assert (about.pdfa_status, about["dc:title"]) == ("2A", "准予决定书 禾丰卫生健康准〔2026〕1号")


def test_the_same_paper_is_always_the_same_bytes(issued: Issue, row: Row) -> None:
    info = issued("decision")

    assert make_pdf(row(info)) == make_pdf(row(info))


@override_settings(DEMONSTRATION=True)
def test_a_demonstration_draws_a_seal_and_says_that_it_proves_nothing(issued: Issue, row: Row) -> None:
    text = read_text(make_pdf(row(issued("decision"))))

    assert "电子印章（示范）" in text
    assert "示范文书，没有法律效力；印章是示意图形，不是经认证的电子印章。" in text


@override_settings(DEMONSTRATION=False)
def test_outside_a_demonstration_no_seal_is_drawn_and_its_place_is_kept(issued: Issue, row: Row) -> None:
    text = read_text(make_pdf(row(issued("decision"))))

    assert "（盖章处）" in text
    assert "电子印章" not in text


@override_settings(PUBLIC_URL="https://onething.example.gov.cn")
def test_a_camera_reads_the_qr_at_200_dots_per_inch_in_grey(issued: Issue, row: Row, tmp_path: Path) -> None:
    paper = row(issued("acceptance"))
    (tmp_path / "paper.pdf").write_bytes(make_pdf(paper))

    run("pdftoppm", "-r", "200", "-gray", "-png", str(tmp_path / "paper.pdf"), str(tmp_path / "page"))
    read = run("zbarimg", "--quiet", "--raw", str(next(tmp_path.glob("page*.png"))))

    assert read.decode().strip() == f"https://onething.example.gov.cn/verify/{token_of(paper)}"
    assert len(token_of(paper)) == 49


def test_the_mark_of_a_reprint_stands_on_the_page(issued: Issue, clerk: Actor) -> None:
    info = issued("decision")

    reprint(paper=info.public_id, actor=clerk, now=NOON)
    second = reprint(paper=info.public_id, actor=clerk, now=NOON)

    assert "重印第2次·2026年11月23日" in squeezed(poppler_text(second.content))


def squeezed(text: str) -> str:
    return "".join(text.split())


def poppler_text(pdf: bytes) -> str:
    return run("pdftotext", "-raw", "-", "-", given=pdf).decode()


def run(*command: str, given: bytes = b"") -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


def is_font(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and "/FontDescriptor" in thing

"""The whole way through the pages as a browser without script goes it, and what each page says on the way."""

import json
import re
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client

from builders.desk import browser_of
from builders.filing import ANSWERS, FATHER, MOTHER, citizen, complete, open_newborn
from builders.filing_pages import SIX, fill_all, open_draft, submit, text_of, upload
from builders.newborn import publish_packs
from builders.remembering import remembered
from onething.modules.handling.api import Defect, accept_application, ask_correction
from onething.modules.handling.models import Case
from onething.modules.handling.services.lapse import lapse_corrections
from onething.modules.intake.api import submit as file_draft
from onething.modules.intake.models import Application, Draft
from onething.platform import clock
from onething.platform.permissions import Actor, Role
from onething.project.composition import compose


def test_from_the_guides_button_to_the_number(mother: Client) -> None:
    asked = mother.get(f"/drafts/new?{SIX}")
    draft = open_draft(mother)
    tasks = mother.get(draft)
    fill_all(mother, draft)
    checked = mother.get(f"{draft}check/")
    done = mother.get(submit(mother, draft))

    assert "6项一起办" in text_of(asked)
    assert "户籍信息户口所在地址、户主姓名" in text_of(asked)
    assert "核对并提交完成上面各项后就能提交暂不能填" in text_of(tasks)
    assert "本人银行卡信息·母亲材料.pdf、第二页.pdf" in text_of(checked)
    assert "提交申请" in text_of(checked)
    row = Application.objects.get()
    assert row.number in text_of(done)
    assert "申请已提交" in text_of(done)
    assert "下载收件凭证" in text_of(done)


def test_without_a_login_the_way_leads_to_the_login_and_back_here(city: None) -> None:
    answer = Client().get(f"/drafts/new?{SIX}")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/?next=%2Fdrafts%2Fnew%3Fbundle%3Dnewborn%26married%3Dyes")


def test_submitting_twice_shows_the_same_page_and_makes_one_application(mother: Client) -> None:
    draft = open_draft(mother)
    fill_all(mother, draft)

    first, second = submit(mother, draft), submit(mother, draft)

    assert first == second
    assert Application.objects.count() == 1


def test_when_the_days_numbers_are_used_up_the_draft_waits_for_tomorrow(
    mother: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = open_draft(mother)
    fill_all(mother, draft)
    monkeypatch.setattr("onething.platform.numbering.api.MOST_SERIALS", 0)

    answer = mother.post(f"{draft}check/", {"declaration": "yes"})

    assert answer.status_code == 409
    assert "今天的编号已经用完，这次没有提交" in text_of(answer)
    assert (Draft.objects.count(), Application.objects.count()) == (1, 0)


def test_the_declaration_is_needed_and_what_is_missing_is_listed_with_its_place(mother: Client) -> None:
    draft = open_draft(mother)

    bare = mother.post(f"{draft}check/", {})
    declared = mother.post(f"{draft}check/", {"declaration": "yes"})

    assert (bare.status_code, declared.status_code) == (422, 422)
    assert "请先勾选声明，再提交。" in text_of(bare)
    assert "还有内容没有完成，所以没有提交" in text_of(declared)
    assert f'href="{draft}parties/child%5B1%5D/?then=check#field-child-1--child-name"' in declared.content.decode()
    assert Draft.objects.count() == 1


def test_errors_stand_at_the_top_and_at_the_field_and_values_stay(mother: Client) -> None:
    draft = open_draft(mother)

    answer = mother.post(f"{draft}parties/mother/", {**MOTHER, "mother.mobile-phone": "1390", "mother.bank-name": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("手机号码应为 11 位，现在是 4 位，请检查是否漏填或多填。") == 2
    assert page.count("母亲的“开户银行”还没有填写。") == 2
    assert 'value="1390"' in page
    assert 'value="6222000012345678"' in page or 'value="6222 0000 1234 5678"' in page
    assert "<title>错误：母亲的信息" in page


def test_saving_for_later_asks_for_nothing_that_is_still_empty(mother: Client) -> None:
    draft = open_draft(mother)

    answer = mother.post(f"{draft}parties/mother/", {"mother.bank-name": "禾丰银行", "later": "1"})

    assert (answer.status_code, answer["Location"]) == (302, draft)
    assert "禾丰银行" in mother.get(f"{draft}parties/mother/").content.decode()


def test_a_page_saves_itself_and_asks_no_register(mother: Client) -> None:
    address, shown = f"{open_draft(mother)}parties/father/", {f"was:{key}": "" for key in FATHER}
    wrong = {**FATHER, "father.id-number": "7701"}

    half = mother.post(address, {**wrong, **shown}, headers={"X-Autosave": "1"}).json()
    right = mother.post(address, {**FATHER, **shown}, headers={"X-Autosave": "1"}).json()

    content = json.loads(Draft.objects.get().content)
    assert re.fullmatch(r"已保存 \d\d:\d\d，有 1 项填得还不对，没有存", half["told"])
    assert half["kept"] == {"father.full-name": FATHER["father.full-name"]}
    assert right["kept"] == FATHER == {key: content["values"][key] for key in FATHER}
    assert FATHER["father.id-number"] not in content["told"]


def test_known_values_are_shown_with_source_and_can_be_reported_as_wrong(mother: Client) -> None:
    draft = open_draft(mother)
    address = f"{draft}parties/mother/"

    shown = mother.get(address)
    opened = mother.get(f"{address}?wrong=mother.ethnicity")
    mother.post(address, {**MOTHER, "mother.ethnicity": "土家族"})
    checked = mother.get(f"{draft}check/")

    assert "来自禾丰市公安局人口信息库（演示），" in text_of(shown)
    assert 'name="mother.ethnicity"' not in shown.content.decode()
    assert "登记的是“汉族”" in text_of(opened)
    assert "民族土家族您报告登记有误：登记的是“汉族”" in text_of(checked)


def test_another_persons_page_begins_with_who_it_is_and_consent(mother: Client) -> None:
    draft = open_draft(mother)
    address = f"{draft}parties/father/"

    first = mother.get(address)
    bare = mother.post(address, {**FATHER, "father.id-number": "770101199211050035", "stage": "identify"})
    right = mother.post(address, {**FATHER, "stage": "identify", "consent": "yes"})
    after = mother.get(address)

    assert 'name="father.ethnicity"' not in first.content.decode()
    assert bare.status_code == 422
    assert "请选择是否同意读取登记信息" in text_of(bare)
    assert "校验" in text_of(bare)
    assert right["Location"] == address
    assert "民族汉族" in text_of(after)


def test_a_file_can_be_looked_at_and_taken_away_and_a_wrong_one_is_explained(mother: Client) -> None:
    draft = open_draft(mother)
    address = f"{draft}materials/mother:bank-card/"
    mother.post(address, {"file": upload("银行卡.pdf")})
    page = mother.get(address).content.decode()
    link = re.search(r'href="(/drafts/[^"]+/files/[^"]+)"', page)
    handle = re.search(r'name="remove" value="([^"]+)"', page)
    assert link
    assert handle

    seen = mother.get(link[1])
    wrong = mother.post(address, {"file": upload("照片.jpg", b"not an image")})
    mother.post(address, {"remove": handle[1]})

    assert (seen.status_code, seen["Content-Type"]) == (200, "application/pdf")
    assert "default-src 'none'" in seen["Content-Security-Policy"]
    assert wrong.status_code == 422
    assert "“照片.jpg”没有上传：只接收JPG、PNG图片和PDF、OFD文件" in text_of(wrong)
    assert "已上传" not in text_of(mother.get(address))
    assert mother.get(link[1]).status_code == 404


def test_changed_answers_say_what_is_set_aside(mother: Client) -> None:
    draft = open_draft(mother)
    fill_all(mother, draft)
    shown = ["birth-certificate", "maternity-reimbursement", "parenting-guidance", "childcare-subsidy"]
    answers = {f"answer-{code}": value for code, value in ANSWERS.items()}

    answer = mother.post(
        f"{draft}answers/",
        {**answers, "answer-maternity_insurance": "no", "shown": shown, "take": shown[:2]},
    )

    assert "下面这些内容不再需要，不会提交母亲的银行账号母亲的开户银行" in text_of(answer)
    assert "按现在的情形不再需要，不会提交" in text_of(mother.get(draft))


def test_answers_that_lead_elsewhere_say_where(mother: Client) -> None:
    answer = mother.get(f"/drafts/new?{urlencode({'bundle': 'newborn', **ANSWERS, 'married': 'no'})}")

    assert answer.status_code == 409
    assert "到政务服务中心综合窗口" in text_of(answer)


def test_somebody_elses_draft_is_not_there(mother: Client, stranger: Client) -> None:
    draft, nobodys = open_draft(mother), "/drafts/0193a3c4-0000-7000-8000-000000000001/"
    paths = ["", "answers/", "parties/mother/", "delivery/", "materials/", "materials/mother:bank-card/", "check/"]
    paths += ["discard/"]

    met = {
        path: [
            mother.get(f"{draft}{path}").status_code,
            stranger.get(f"{draft}{path}").status_code,
            stranger.get(f"{nobodys}{path}").status_code,
        ]
        for path in paths
    }

    assert set(map(tuple, met.values())) == {(200, 404, 404)}


@pytest.mark.parametrize("bundle", ["", "nothing", "newborn'--"])
def test_an_unknown_bundle_is_not_there(mother: Client, bundle: str) -> None:
    assert mother.get("/drafts/new", {"bundle": bundle}).status_code == 404


def test_parts_that_the_plan_does_not_have_are_not_there(mother: Client) -> None:
    draft = open_draft(mother)
    paths = ("parties/uncle/", "parties/child[9]/", "materials/mother:identity-card/", "materials/x/", "files/x")

    assert [mother.get(f"{draft}{path}").status_code for path in paths] == [404] * len(paths)


def test_every_page_has_one_heading_and_a_title_of_its_own(mother: Client) -> None:
    draft = open_draft(mother)
    paths = ["", "answers/", "parties/mother/", "parties/father/", "parties/child[1]/", "delivery/", "materials/"]
    paths += ["materials/mother:bank-card/", "check/", "discard/"]

    pages = [mother.get(f"{draft}{path}").content.decode() for path in paths]

    assert [page.count("<h1") for page in pages] == [1] * len(pages)
    titles = [re.search("<title>(.*?)</title>", page, re.DOTALL)[1] for page in pages]  # type: ignore[index]
    assert len(set(titles)) == len(titles)
    assert all("style=" not in page and "<script>" not in page for page in pages)


@remembered
def _filed(now: datetime) -> Actor:
    """The mother has filed."""
    publish_packs()
    mother = citizen("mother", now)
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    file_draft(draft=draft, key=str(draft), actor=mother, now=now)
    return mother


class TestAfterFiling:
    """The list, progress, correction and withdrawal."""

    @pytest.fixture
    def mother(self, db: None, empty_house: None, stores: object, register: None, now: datetime) -> Client:
        compose()
        return browser_of(_filed(now))

    @pytest.fixture
    def address(self, mother: Client) -> str:
        return f"/applications/{Application.objects.get().public_id}/"

    @pytest.fixture
    def clerk(self, address: str) -> Actor:
        row = Application.objects.get()
        return Actor(
            role=Role.WINDOW_CLERK,
            account=row.public_id,
            site_code=row.site_code,
            region_path=row.region_path,
            channel="counter",
        )

    def test_to_somebody_else_it_is_not_there(self, mother: Client, address: str, now: datetime) -> None:
        stranger, paths = browser_of(citizen("stranger", now)), ("", "submitted/", "filed/", "withdraw/")

        assert [mother.get(f"{address}{path}").status_code for path in paths] == [200] * len(paths)
        assert [stranger.get(f"{address}{path}").status_code for path in paths] == [404] * len(paths)

    def test_progress_shows_every_case_with_its_state(self, mother: Client, address: str, clerk: Actor) -> None:
        before = text_of(mother.get(address))
        accept_application(application=Application.objects.get().public_id, actor=clerk, now=clock.now())
        after = text_of(mother.get(address))

        assert before.count("已收件，待受理") == 3
        assert "出生登记禾丰市公安局等前一项办好等“出生医学证明首次签发”办好后自动转来" in before
        assert after.count("已受理") == 3
        assert "受理通知书" in after

    def test_a_correction_stands_first_and_is_supplied_once(self, mother: Client, address: str, clerk: Actor) -> None:
        application = Application.objects.get().public_id
        defects = [
            Defect(case="birth-certificate:child[1]", target="mother:issue-consent", target_name="告知书", problem="签名看不清", remedy="重新签名"),
            Defect(case="maternity-reimbursement", target="mother.bank-account", target_name="银行账号", problem="少一位", remedy="填全"),
        ]  # fmt: skip
        ask_correction(application=application, defects=defects, actor=clerk, now=clock.now())
        listed = text_of(mother.get("/mine/"))
        progress = text_of(mother.get(address))
        shown = text_of(mother.get(f"{address}correction/"))
        nothing = mother.post(f"{address}correction/", {"supply": "1"})
        saved = mother.post(
            f"{address}correction/",
            {"mother.bank-account": "６２２２ 0000 1234 56789", "mother:issue-consent": upload("重签.pdf")},
        )

        supplied = mother.post(f"{address}correction/", {"mother.bank-account": "6222000012345678", "supply": "1"})
        again = mother.post(f"{address}correction/", {"supply": "1"})

        assert listed.index("要您补正2处") < listed.index("办件、结果和文书")
        assert "全部办好的日子：补正交齐后重新计算" in listed
        assert "全部办好的日子：补正交齐后重新计算。" in progress
        assert "告知书：签名看不清银行账号：少一位" in shown
        assert "提出的事项：生育医疗费用报销（禾丰市医疗保障局）。看原来填的" in shown
        assert shown.count("四角都在画面里，字能看清") == 1
        assert "只写数字，照银行卡一位不少" in shown
        assert nothing.status_code == 422
        assert "“告知书”还没有重新上传。" in text_of(nothing)
        assert "重签.pdf" in text_of(saved)
        assert 'value="62220000123456789"' in saved.content.decode()
        assert (supplied.status_code, again.status_code) == (302, 302)
        assert "待您补正" not in text_of(mother.get(address))
        assert "银行账号6222000012345678" in text_of(mother.get(f"{address}filed/"))

    def test_what_was_not_put_right_in_time_is_told_with_its_reason(
        self, mother: Client, address: str, clerk: Actor
    ) -> None:
        application = Application.objects.get().public_id
        defect = Defect(case="birth-registration:child[1]", target="child[1].native-place", target_name="籍贯", problem="没有写到县", remedy="写到县")  # fmt: skip
        ask_correction(application=application, defects=[defect], actor=clerk, now=clock.now())
        notice, before = text_of(mother.get(f"{address}correction/")), text_of(mother.get(address))

        lapse_corrections(clock.now() + timedelta(days=60))

        after = text_of(mother.get(address))
        assert "法律没有规定补正期限，这是本地规定：《禾丰市高效办成一件事补正期限规定》规定的15个工作日" in notice
        assert "出生登记禾丰市公安局待您补正请先补正，“出生医学证明首次签发”办好后接着办" in before
        assert "终止：在补正书写明的日期以前没有补正。需要的，可以重新申请" in after
        assert after.count("终止：它要等的“") == 2
        assert "逾期未补正（系统）" in after
        assert "请补正" not in after
        assert mother.get(f"{address}correction/")["Location"] == address

    def test_taking_back_is_asked_first_and_ends_every_case(self, mother: Client, address: str) -> None:
        page = mother.get(f"{address}withdraw/").content.decode()
        version = re.search(r'name="version" value="(\d+)"', page)
        assert version
        first = Case.objects.get(item="birth-registration").public_id
        partly = text_of(mother.get(f"{address}withdraw/?case={first}"))
        assert "下面1项不再办理" in partly
        assert partly.index("会跟着终止") < partly.index("照常办理") < partly.index("生育医疗费用报销")
        assert mother.get(f"{address}withdraw/?case=x").status_code == 400

        answer = mother.post(f"{address}withdraw/", {"version": version[1]})

        assert "6项不再办理" in "".join(re.sub("<[^>]+>", "", page).split())
        assert answer.status_code == 302
        assert "已撤回" in text_of(mother.get(address))
        assert "不能再撤回" in text_of(mother.get(f"{address}withdraw/"))

    def test_a_thrown_away_draft_is_gone(self, mother: Client, address: str) -> None:
        draft = open_draft(mother)

        answer = mother.post(f"{draft}discard/")

        assert answer["Location"] == "/mine/"
        assert mother.get(draft).status_code == 404
        assert Draft.objects.count() == 0

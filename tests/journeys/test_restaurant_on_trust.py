"""A firm opens a restaurant on its word: one material never comes, a pledge does not hold, one body finds fault on the spot."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from builders.acting import BOSS, BOSS_OF, log_in
from builders.cases import MONDAY
from builders.restaurant import officer_at
from journeys import firm, staff
from journeys.inspection import Inspection
from journeys.moved import CLERK, MovedHouse, served
from journeys.parent import photo
from onething.modules.identity.api import Account
from onething.platform.clock import moved
from onething.platform.permissions import Role

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("beside_a_driver"),
]

BODIES = ("market-supervision", "urban-management", "drainage", "fire")
ANSWERS = ("法定代表人", "超过 50 平方米", "是", "告知承诺", "排进", "不卖")
REGISTERED = {
    "主体类型": "有限责任公司",
    "法定代表人": BOSS[0],
    "住所": "禾丰市青禾区稻香街道穗前路66号",
    "经营范围": "餐饮服务；食品销售",
    "每天大约排多少污水": "3",
}  # the register of firms has not been connected: the boss types what it would say
OWED = "食品安全规章制度目录清单"
HANDED_IN = (
    "布局图和操作流程图",
    "使用证明",
    "消防安全制度",
    "应急疏散预案",
    "场所平面布置图",
    "消防设施平面图",
    "招牌效果图",
    "排水口位置图",
    "设施说明",
)
CHECK, FOOD, FIRE, SIGN, DRAIN = (
    "餐饮店营业执照信息核验",
    "食品经营许可（餐饮服务）新办",
    "营业前消防安全检查（告知承诺）",
    "户外招牌设施",
    "污水排入排水管网许可证核发",
)
UNFIT, BLOCKED = "隔油池还没有装盖；请装好", "后门上锁，疏散通道堵着货架"
ANSWER = "货架已经订了新的，下周一搬走。"


@dataclass
class Scene:
    """Who takes part, each at a screen of their own, and the application between them."""

    house: MovedHouse
    boss: Page
    clerk: Page
    desks: dict[str, Page]
    number: str = ""
    progress: str = ""
    inspection: Inspection = field(default_factory=Inspection)

    def look(self) -> Page:
        """The boss on the page of the application, as it stands now."""
        self.house.work()
        self.boss.goto(self.progress)
        return self.boss

    def wait(self, days: int) -> Page:
        """So many days later the boss logs in again, acts for the firm and looks."""
        self.house.pass_time(days=days)
        self.boss.goto(f"{self.house.url}/acting/")
        firm.act_for_the_firm(self.boss)
        return self.look()

    def desk(self, body: str) -> Page:
        """An officer at the list of work."""
        staff.open_desk(self.desks[body], self.house.url)
        return self.desks[body]

    def grant(self, body: str, item: str) -> None:
        staff.grant(self.desk(body), item, self.number)


@pytest.fixture
def scene(
    transactional_db: None, empty_house: None, stores: object, browser: Browser, settings: object
) -> Iterator[Scene]:
    """A Monday at nine: the window is open, an officer is at each desk, the boss has logged in."""
    with served(MONDAY, browser, settings) as house:
        with moved(MONDAY):
            boss = Account.objects.get(public_id=log_in(BOSS, BOSS_OF, now=MONDAY).account)
            for body in BODIES:
                officer_at(body, name=body, login=body)
            officer_at("fire", name="陆怀山", role=Role.BODY_HEAD, login="head")
        desks = {login: house.screen_of(login) for login in (*BODIES, "head")}
        yield Scene(house, house.phone_of(boss.login), house.screen_of(CLERK), desks)


def test_what_was_promised_and_never_came_ends_its_item_the_pledge_is_revoked_and_who_was_content_went_on(
    scene: Scene, settings: object
) -> None:
    file_on_trust(scene)
    accept_on_trust(scene)
    arrange_the_survey(scene)
    scene.wait(days=3)
    survey(scene)
    be_reminded(scene)
    be_ordered(scene)
    lose_what_was_promised(scene)
    answer_before_the_revocation(scene)
    be_revoked(scene)
    settings.PUBLISH_PROMISES = True  # type: ignore[attr-defined]
    see_the_record(scene)

    assert scene.inspection.findings == []


# ---- filed with one material to follow and one item pledged


def file_on_trust(scene: Scene) -> None:
    boss = scene.boss
    boss.goto(f"{scene.house.url}/acting/")
    firm.act_for_the_firm(boss)
    boss.goto(scene.house.url)
    boss.get_by_role("link", name="开办餐饮店一件事").click()
    firm.answer(boss, ANSWERS)
    boss.get_by_role("link", name="在线申报").first.click()
    boss.get_by_role("button", name="开始填写").click()
    firm.fill_shop(boss, {**firm.SHOP, **REGISTERED})
    firm.hand_in(boss, HANDED_IN)
    promise(scene, OWED)
    firm.check(boss, "到窗口自取")
    for told in ("疏散通道、安全出口畅通", "撤销许可", f"我确认上面写明的承诺（{FIRE}、{OWED}）"):
        expect(boss.get_by_text(told).first).to_be_visible()
    scene.number = firm.sign(boss)
    scene.progress = boss.url.removesuffix("submitted/")


def promise(scene: Scene, material: str) -> None:
    boss = scene.boss
    boss.get_by_role("link", name="材料", exact=True).click()
    boss.get_by_role("main").get_by_role("link", name=re.compile(material)).click()
    expect(boss.get_by_text("仍没有交的，撤销受理")).to_be_visible()
    boss.get_by_role("button", name="选“以后再交”").click()
    expect(boss.get_by_text("还没有勾选").first).to_be_visible()
    scene.inspection.look_again(boss, "a material that may follow")
    boss.get_by_role("checkbox", name="我知道并承诺").check(force=True)
    boss.get_by_role("button", name="选“以后再交”").click()
    boss.get_by_role("link", name=re.compile("返回任务清单")).first.click()


def accept_on_trust(scene: Scene) -> None:
    """The window accepts with what follows; the pledge is granted on the spot."""
    boss, clerk = scene.look(), scene.clerk
    for signed in ("承诺书", "告知承诺书"):
        expect(paper(boss, signed)).to_have_count(1)
    clerk.goto(f"{scene.house.url}/counter/")
    staff.open_application(clerk, scene.number)
    staff.accept(clerk)
    expect(clerk.get_by_role("link", name=re.compile("^容缺受理通知书"))).to_be_visible()
    scene.grant("market-supervision", CHECK)
    scene.grant("fire", FIRE)
    boss = scene.look()
    expect(paper(boss, "容缺受理通知书")).to_have_count(1)
    expect(boss.get_by_text(re.compile(f"{OWED}.*请在 3月9日"))).to_be_visible()
    assert "已办成，等送达" in firm.row(boss, FIRE)


def paper(page: Page, title: str) -> Locator:
    """Where this paper can be downloaded."""
    return page.get_by_role("link", name=re.compile(f"下载.*：{title} "))


# ---- a survey by three bodies, one of which finds fault


def arrange_the_survey(scene: Scene) -> None:
    """For the two bodies that the plan names, and the water authority besides."""
    clerk = scene.clerk
    clerk.goto(scene.progress.replace("/applications/", "/counter/applications/"))
    clerk.get_by_role("link", name="约联合勘验").click()
    clerk.get_by_role("checkbox", name=DRAIN).check(force=True)
    clerk.get_by_role("textbox", name="地点").fill(REGISTERED["住所"])
    appoint(clerk, "2026-03-05")
    boss = scene.look()
    expect(boss.get_by_text("联合勘验 待申请人确认")).to_be_visible()
    boss.get_by_role("button", name="时间可以，我确认").click()
    expect(boss.get_by_text("联合勘验 已约定")).to_be_visible()


def appoint(clerk: Page, day: str) -> None:
    clerk.get_by_role("textbox", name="日期").fill(day)
    clerk.get_by_role("button", name=re.compile("^约定")).click()
    expect(clerk.get_by_text("待申请人确认").first).to_be_visible()


def survey(scene: Scene) -> None:
    """The water authority wants a lid on the trap; the signboard is granted the same day, the licence waits for what is owed."""
    conclude(scene, "drainage", verdict="限期整改", fault=UNFIT, until="2026-03-10")
    for body in ("market-supervision", "urban-management"):
        conclude(scene, body, verdict="通过")
    scene.grant("urban-management", SIGN)
    boss = scene.look()
    expect(boss.get_by_text(UNFIT)).to_be_visible()
    expect(paper(boss, "限期整改通知书")).to_have_count(1)
    assert "已办结" in firm.row(boss, SIGN)
    assert "已受理" in firm.row(boss, DRAIN)


def conclude(scene: Scene, body: str, *, verdict: str, fault: str = "", until: str = "", day: str = "3月5日") -> None:
    desk = scene.desks[body]
    desk.goto(f"{scene.house.url}/desk/sessions/")
    desk.get_by_role("link", name=re.compile(day)).click()
    if fault:
        desk.get_by_role("textbox", name=re.compile(r"^2\. 隔油设施")).fill(fault)
        desk.get_by_role("textbox", name="整改到哪一天").fill(until)
    desk.get_by_role("radio", name=verdict, exact=True).check(force=True)
    desk.get_by_role("textbox", name="参加人员").fill("钱若兰、周同行")
    desk.get_by_role("button", name=re.compile("^写明结论")).click()
    expect(desk.get_by_text(re.compile(f"已写明结论：{verdict}"))).to_be_visible()


def arrange_another_look(scene: Scene) -> None:
    clerk = scene.clerk
    clerk.goto(f"{scene.house.url}/counter/sessions/?tab=done")
    clerk.get_by_role("link", name=re.compile("3月5日")).click()
    clerk.get_by_role("link", name=re.compile("约复查")).click()
    expect(clerk.get_by_text(UNFIT)).to_be_visible()
    appoint(clerk, "2026-03-10")
    clerk.get_by_role("button", name=re.compile("代申请人确认")).click()
    expect(clerk.get_by_text("已约定").first).to_be_visible()


# ---- what follows never comes


def be_reminded(scene: Scene) -> None:
    """Two days before the promised day; the window makes the second appointment meanwhile."""
    arrange_another_look(scene)
    boss = scene.wait(days=2)
    expect(boss.get_by_text("承诺的日子快到了")).to_be_visible()
    boss.goto(f"{scene.house.url}/mine/messages/")
    expect(boss.get_by_text("有承诺的材料要在3月9日前交来").first).to_be_visible()


def be_ordered(scene: Scene) -> None:
    """The promised day is over; the trap has its lid; the fire brigade finds the way out blocked."""
    boss = scene.wait(days=3)
    expect(paper(boss, "责令限期改正通知书")).to_have_count(1)
    expect(boss.get_by_text("已责令在 3月13日").first).to_be_visible()
    conclude(scene, "drainage", verdict="通过", day="3月10日")
    scene.grant("drainage", DRAIN)
    look_after(scene, "责令限期整改", found=BLOCKED, demand="换成推杠锁，搬走货架", until="2026-03-17")
    boss = scene.look()
    expect(boss.get_by_text("4 / 5")).to_be_visible()
    expect(boss.get_by_text(re.compile("事后核查.*3月17日")).first).to_be_visible()


def lose_what_was_promised(scene: Scene) -> None:
    boss = scene.wait(days=8)  # the order ended on Friday
    expect(paper(boss, "撤销受理决定书")).to_have_count(1)
    assert "受理已撤销" in firm.row(boss, FOOD)
    assert not staff.is_waiting(scene.desk("market-supervision"), scene.number)


# ---- a pledge that does not hold


def look_after(scene: Scene, result: str, *, found: str, demand: str = "", until: str = "") -> Page:
    """The fire brigade records what it found after the grant."""
    desk = scene.desks["fire"]
    desk.goto(f"{scene.house.url}/desk/checks/")
    desk.get_by_role("link", name=re.compile("消防安全检查")).click()
    expect(desk.get_by_text("疏散通道、安全出口畅通")).to_be_visible()
    desk.get_by_role("radio", name=re.compile(f"^{result}")).check(force=True)
    desk.get_by_role("textbox", name="查明的情况").fill(found)
    if until:
        desk.get_by_role("textbox", name="整改要求").fill(demand)
        desk.get_by_role("textbox", name="整改到哪一天").fill(until)
        desk.locator("input[type=file]").set_input_files([photo("后门")])  # type: ignore[list-item]
    desk.get_by_role("button", name=re.compile("^登记结果")).click()
    expect(desk.get_by_text(f"已登记：{result}")).to_be_visible()
    return desk


def answer_before_the_revocation(scene: Scene) -> None:
    desk = look_after(scene, "不符，报请撤销", found="货架还在，后门仍然上锁")
    desk.get_by_role("link", name="报请负责人撤销决定").click()
    desk.get_by_role("textbox", name=re.compile("理由")).fill("承诺不实，责令限期整改以后仍没有改正")
    desk.get_by_role("textbox", name=re.compile("法律名称")).fill("行政许可法")
    desk.get_by_role("textbox", name=re.compile("条款")).fill("第六十九条")
    desk.get_by_role("radio", name=re.compile("以欺骗、贿赂等不正当手段")).check(force=True)
    desk.get_by_role("button", name=re.compile("报请批准")).click()
    boss = scene.look()
    boss.goto(f"{scene.house.url}/mine/messages/")
    expect(boss.get_by_text("可以在3月25日前陈述、申辩")).to_be_visible()
    boss.goto(scene.progress)
    boss.get_by_role("link", name="去陈述、申辩").click()
    scene.inspection.look_again(boss, "statement")
    boss.get_by_role("textbox", name="您的意见").fill(ANSWER)
    boss.get_by_role("button", name="提交意见").click()
    expect(boss.get_by_text("您的陈述、申辩已收到")).to_be_visible()


def be_revoked(scene: Scene) -> None:
    """The head reads the answer before anything is signed."""
    head = scene.desks["head"]
    head.goto(f"{scene.house.url}/desk/approvals/")
    head.get_by_role("link", name=re.compile("撤销决定")).first.click()
    expect(head.get_by_text(ANSWER)).to_be_visible()
    head.get_by_role("checkbox", name=re.compile("不会对公共利益造成重大损害")).check(force=True)
    head.get_by_role("button", name=re.compile("^同意")).click()
    boss = scene.look()
    scene.inspection.look_again(boss, "progress, promises broken")
    expect(paper(boss, "撤销决定书")).to_have_count(1)
    assert "3月18日决定已撤销" in firm.row(boss, FIRE)


def see_the_record(scene: Scene) -> None:
    """For the boss, for everybody, and for the officer."""
    boss, desk = scene.boss, scene.desks["fire"]
    boss.goto(f"{scene.house.url}/applications/promises/")
    expect(boss.get_by_text("没有兑现", exact=True)).to_have_count(2)
    scene.inspection.look_again(boss, "promises")
    expect(boss.get_by_text("2027年3月18日以前不适用容缺受理和告知承诺").first).to_be_visible()
    boss.goto(f"{scene.house.url}/promises/")
    expect(boss.get_by_role("main").get_by_text(firm.FIRM)).to_have_count(2)
    desk.goto(f"{scene.house.url}/desk/checks/?tab=done")
    expect(desk.get_by_text("决定已撤销")).to_be_visible()
    desk.get_by_role("link", name=re.compile("消防安全检查")).click()
    desk.get_by_role("link", name="申请人的承诺与兑现记录").click()
    expect(desk.get_by_text("没有兑现", exact=True)).to_have_count(2)

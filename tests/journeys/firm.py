"""What a firm's legal representative and its handler do on a phone, without JavaScript, in the words the pages use."""

import re
from collections.abc import Mapping

from playwright.sync_api import Page, expect

from journeys.parent import choose_delivery, photo, upload

FIRM = "禾丰市稻香食品有限公司"
BUNDLE = "开办餐饮店"
ANSWERS = ("店里委托的经办人", "不超过 50 平方米", "是", "告知承诺", "不排进", "卖")
SHOP = {
    "店名（招牌名）": "稻香小厨",
    "店的地址": "禾丰市青禾区稻香街道穗前路66号",
    "店里使用面积": "１２０",  # full-width digits, as phones type them
    "经营项目": "热食、冷食、自制饮品",
    "主要设备设施": "灶台、冰柜、消毒柜、留样柜",
    "食品安全管理人员": "许南星",
    "所在楼层": "1 层",
    "招牌尺寸": "4×1×0.2",
    "招牌位置": "一层门头正上方",
}
MATERIALS = (
    "布局图和操作流程图",
    "食品安全规章制度目录",
    "使用证明",
    "消防安全制度",
    "应急疏散预案",
    "场所平面布置图",
    "消防设施平面图",
    "招牌效果图",
)


def log_in(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/login/")
    page.get_by_role("link", name=re.compile("认证登录")).click()
    page.get_by_role("button", name=re.compile(name)).first.click()


def act_for_the_firm(page: Page) -> None:
    page.get_by_role("listitem").filter(has_text=FIRM).get_by_role("button").click()
    expect(page.get_by_text(re.compile("正在以.*名义办理"))).to_contain_text(FIRM)


def name_a_handler(page: Page, *, name: str, number: str) -> None:
    page.get_by_role("link", name="添加一位经办人").click()
    page.get_by_label("他的姓名").fill(name)
    page.get_by_label("他的身份证号码").fill(number)
    page.get_by_role("checkbox", name=re.compile(BUNDLE)).check(force=True)
    for box, value in (("年", "2027"), ("月", "3"), ("日", "31")):
        page.get_by_label(box, exact=True).fill(value)
    page.get_by_role("button", name="授权", exact=True).click()


def answer(page: Page, answers: tuple[str, ...]) -> None:
    page.get_by_role("link", name=re.compile("开始")).first.click()
    for words in answers:
        page.get_by_role("radio", name=re.compile(f"^{words}")).check(force=True)
        page.get_by_role("button", name="继续").click()


def change_answer(page: Page, question: str, words: str) -> None:
    page.get_by_role("link", name=re.compile(f"修改.*{question}")).click()
    page.get_by_role("radio", name=re.compile(f"^{words}")).check(force=True)
    page.get_by_role("button", name="继续").click()


def leave_out(page: Page, item: str) -> None:
    page.get_by_role("checkbox", name=re.compile(f"这次不办.*{item}")).check(force=True)
    page.get_by_role("button", name="按勾选更新指南").click()


def take_back(page: Page, item: str) -> None:
    """Have it after all."""
    page.get_by_role("checkbox", name=re.compile(f"这次不办.*{item}")).uncheck(force=True)
    page.get_by_role("button", name="按勾选更新指南").click()


def fill_fields(page: Page, values: Mapping[str, str]) -> None:
    for label, value in values.items():
        page.get_by_label(label).fill(value)


def choose(page: Page, group: str, option: str) -> None:
    page.get_by_role("group", name=re.compile(group)).get_by_role("radio", name=option, exact=True).check(force=True)


def fill_shop(page: Page, values: Mapping[str, str] = SHOP) -> None:
    page.get_by_role("link", name="企业（个体工商户）的信息").click()
    fill_fields(page, values)
    choose(page, "店的类型", "餐馆")
    choose(page, "是连锁店吗", "不是")
    choose(page, "在网上接单吗", "不接")
    page.get_by_role("button", name="保存并继续").click()


def name_somebody(page: Page, party: str, *, name: str, number: str) -> None:
    """Somebody else in the form, who agreed that the register is asked about them."""
    page.get_by_role("link", name=f"{party}的信息").click()
    page.get_by_label("姓名").fill(name)
    page.get_by_label("证件号码").fill(number)
    page.get_by_role("radio", name="同意", exact=True).check(force=True)
    page.get_by_role("button", name="继续", exact=True).click()


def hand_in(page: Page, materials: tuple[str, ...]) -> None:
    page.get_by_role("link", name="材料", exact=True).click()
    for material in materials:
        upload(page, material)
    page.get_by_role("link", name=re.compile("返回任务清单")).first.click()


def submit(page: Page, delivery: str) -> str:
    """Choose how results are received, check and submit; returns the number."""
    check(page, delivery)
    return sign(page)


def check(page: Page, delivery: str) -> None:
    """Up to the page that shows everything once more."""
    choose_delivery(page, delivery)
    page.get_by_role("link", name="核对并提交").click()


def sign(page: Page) -> str:
    """Declare and submit; returns the number."""
    page.get_by_role("checkbox").check(force=True)
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", name="申请已提交")).to_be_visible()
    told = re.search(r"申请编号\s*([0-9A-Z\s]{21,})", page.get_by_role("main").inner_text())
    assert told is not None
    return re.sub(r"\s", "", told.group(1))


def supply(page: Page, progress: str, words: str) -> None:
    page.goto(progress)
    page.get_by_role("link", name="去补正").first.click()
    page.locator("input[type=file]").set_input_files([photo(words)])  # type: ignore[list-item]
    page.get_by_role("button", name="提交补正").click()


def pick_up_code(page: Page, progress: str) -> str:
    page.goto(progress)
    told = re.search(r"取件码\s*((?:\d\s*){6})", page.get_by_role("main").inner_text())
    assert told is not None
    return re.sub(r"\s", "", told.group(1))


def row(page: Page, title: str) -> str:
    """What the list of cases says about one of them."""
    cases = page.get_by_role("heading", name="每一项办到哪里").locator("xpath=following-sibling::dl[1]")
    return cases.locator(".summary__row").filter(has_text=title).first.inner_text()

"""What a parent does on a phone, without JavaScript, in the words the pages use."""

import re
from io import BytesIO

from PIL import Image, ImageDraw
from playwright.sync_api import Page

ANSWERS = ("是", "一个", "母亲", "随母亲", "本市", "相同", "有")


def photo(words: str) -> dict[str, object]:
    """A picture of a paper, as a phone would take it."""
    picture = Image.new("RGB", (900, 1200), "white")
    ImageDraw.Draw(picture).text((60, 60), words, fill="black")
    file = BytesIO()
    picture.save(file, "JPEG")
    return {"name": f"{words}.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def answer_questions(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("link", name="新生儿出生一件事").click()
    page.get_by_role("link", name=re.compile("开始")).first.click()
    for answer in ANSWERS:
        page.get_by_role("radio", name=answer, exact=True).check(force=True)
        page.get_by_role("button", name="继续").click()


def log_in_as(page: Page, name: str) -> None:
    page.get_by_role("link", name=re.compile("认证登录")).click()
    page.get_by_role("button", name=re.compile(name)).click()


def fill_mother(page: Page) -> None:
    page.get_by_role("link", name="母亲的信息").click()
    page.get_by_label("现住址").fill("禾丰市青禾区稻香街道穗前路12号3幢201室")
    page.get_by_label("开户银行").fill("禾丰农业银行青禾支行")
    page.get_by_label("银行账号").fill("6212 2600 0000 0000 18")
    page.get_by_role("button", name="保存并继续").click()


def fill_father(page: Page) -> None:
    page.get_by_role("link", name="父亲的信息").click()
    page.get_by_label("姓名").fill("周既明")
    page.get_by_label("证件号码").fill("77010119921105003４")  # a full-width digit, as phones type it
    page.get_by_role("radio", name="同意", exact=True).check(force=True)
    page.get_by_role("button", name="继续").click()
    page.get_by_role("button", name="没有错，继续").click()


def fill_child(page: Page) -> None:
    page.get_by_role("link", name="新生儿的信息").click()
    page.get_by_label("新生儿姓名").fill("周禾㑇")
    page.get_by_role("radio", name="孙女或外孙女").check(force=True)
    page.get_by_label("籍贯").fill("禾丰市青禾区")
    page.get_by_label("社会保障卡服务银行").fill("禾丰农业银行")
    page.get_by_label("参保地址").fill("青禾区稻香街道穗前社区")
    page.get_by_role("button", name="保存并继续").click()


def upload(page: Page, material: str) -> None:
    page.get_by_role("main").get_by_role("link", name=re.compile(material)).click()
    page.locator("input[type=file]").set_input_files([photo(material)])  # type: ignore[list-item]
    page.get_by_role("button", name="上传").click()
    page.get_by_role("link", name=re.compile("返回")).first.click()


def hand_in_materials(page: Page) -> None:
    page.get_by_role("link", name="材料", exact=True).click()
    for material in ("知情告知书", "医疗收费票据", "银行卡信息"):
        upload(page, material)
    page.get_by_role("link", name=re.compile("返回任务清单")).first.click()


def choose_delivery(page: Page, way: str) -> None:
    page.get_by_role("link", name="怎么领取结果").click()
    page.get_by_role("radio", name=way).check(force=True)
    page.get_by_role("button", name="保存并继续").click()

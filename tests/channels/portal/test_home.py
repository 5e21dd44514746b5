"""The front page and the start page: what can be done, how, and every other way, without login."""

from django.test import Client

from builders.page_text import read_page


def test_the_front_page_lists_what_happened_in_life(portal: Client) -> None:
    page = read_page(portal.get("/").content)
    assert page.headings == 1
    assert "/things/newborn/" in page.links
    for words in ("新生儿出生一件事", "在网上办", "到窗口办", "打电话问", "长辈版", "禾丰市政务服务中心", "演示环境"):
        assert words in page.words


def test_an_empty_house_says_whom_to_ask(db: None) -> None:
    page = read_page(Client().get("/").content)
    assert "还没有开通“一件事”" in page.words
    assert "tel:12345" in page.links


def test_the_start_page_tells_before_it_asks(portal: Client) -> None:
    page = read_page(portal.get("/things/newborn/").content)
    assert "/things/newborn/questions/" in page.links
    for words in (
        "孩子在本省助产机构出生，且不超过六个月",
        "5个工作日演示，今天提交，11月30日周一前全部办好",
        "待核目录里还没有登记收费项目",
        "禾丰市卫生健康委员会牵头",
        "医疗收费票据、费用清单、诊断证明、病历资料（原件）",
        "另有11份一般不用交",
        "禾丰市青禾区丰收大道100号",
    ):
        assert words in page.words


def test_elder_mode_has_the_same_words(portal: Client) -> None:
    standard = read_page(portal.get("/things/newborn/").content)
    portal.cookies["onething_mode"] = "elder"
    elder = read_page(portal.get("/things/newborn/").content)
    assert elder.words.replace("标准版", "长辈版") == standard.words

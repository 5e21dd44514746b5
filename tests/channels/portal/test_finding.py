"""Finding a life event by what people type."""

import pytest

from onething.channels.portal.finding import find, guess, read_query
from onething.modules.catalogue.api import BundleSummary


def bundle(code: str, title: str, summary: str, aliases: tuple[str, ...], items: tuple[str, ...]) -> BundleSummary:
    name = title.removesuffix("一件事")
    return BundleSummary(
        code=code, name=name, title=title, summary=summary, stage="生活", subject="person", lead="health",
        aliases=aliases, items=items,
    )  # fmt: skip


BUNDLES = (
    bundle("birth", "新生儿出生一件事", "孩子出生后的证明一起办。", ("生孩子", "上户口", "社保卡"), ("出生登记",)),
    bundle("card", "社会保障卡服务一件事", "一张卡到处能用。", ("社保卡", "电子社保卡", "一卡通"), ("社会保障卡申领",)),
    bundle("cafe", "开办餐饮店一件事", "开店要的许可一次办。", ("开饭店", "KTV"), ("食品经营许可", "门头招牌")),
    bundle("death", "个人身后一件事", "亲人离世后的手续。", ("去世",), ("存款继承公证", "户口注销登记")),
)


def codes(query: str) -> list[str]:
    return [one.bundle.code for one in find(BUNDLES, query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("新生儿", ["birth"]),
        ("上户口", ["birth"]),
        ("我要给孩子上户口", ["birth"]),
        ("开饭店要什么许可？", ["cafe"]),
        ("食品经营", ["cafe"]),
        ("手续", ["death"]),
        ("社保卡", ["card", "birth"]),  # more of its names say so
        ("户口", ["birth", "death"]),  # a name before an item
        ("户口 注销", ["death"]),  # every word
        ("ＫＴＶ", ["cafe"]),  # as Chinese keyboards type it
        ("ktv", ["cafe"]),
        ("护照", []),
        ("", []),
        ("？！", []),
    ],
)
def test_words_find_names_then_items_then_summaries(query: str, expected: list[str]) -> None:
    assert codes(read_query(query)) == expected


def test_the_items_that_the_words_name_are_told() -> None:
    assert [one.items for one in find(BUNDLES, "户口注销")] == [("户口注销登记",)]


def test_a_guess_is_what_shares_the_most_telling_signs() -> None:
    assert [one.bundle.code for one in guess(BUNDLES, "爸爸的存款怎么取")] == ["death"]


@pytest.mark.parametrize("query", ["一件事", "护照", "", "x"])
def test_what_everything_shares_or_nothing_has_is_no_guess(query: str) -> None:
    assert guess(BUNDLES, query) == []


def test_a_query_is_kept_short_and_clean() -> None:
    assert read_query("  上\u3000户口 \n ") == "上 户口"
    assert len(read_query("户" * 500)) == 60

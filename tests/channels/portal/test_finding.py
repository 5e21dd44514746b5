"""Finding a life event by what people type: signs, sounds, letters and slips, over the real packs."""

from pathlib import Path

import pytest

from builders.tables import read_yaml
from onething.channels.portal.finding import Answer, index_of, read_query, search
from onething.modules.catalogue.api import BundleSummary

PACK = Path("packs/national/bundles")
QUERIES = read_yaml(Path(__file__).parent / "queries.yaml")


def summary(folder: Path) -> BundleSummary:
    bundle = read_yaml(folder / "bundle.yaml")
    items = read_yaml(folder / "items.yaml")["entries"]
    told = {key: bundle[key] for key in ("code", "name", "title", "summary", "stage", "subject")}
    return BundleSummary(
        **told, lead="", aliases=tuple(bundle["aliases"]), items=tuple(item["name"] for item in items)
    )  # fmt: skip


BUNDLES = tuple(summary(folder) for folder in sorted(PACK.iterdir()))


def answer(query: str) -> Answer:
    return search(index_of(BUNDLES), read_query(query))


@pytest.mark.parametrize(("query", "first"), [pair for one in QUERIES["found"] for pair in one.items()])
def test_what_people_type_finds_the_life_event(query: str, first: str) -> None:
    assert [one.bundle.code for one in answer(query).found][:1] == [first]
    assert answer(query).guesses == ()


@pytest.mark.parametrize(("query", "first"), [pair for one in QUERIES["guessed"] for pair in one.items()])
def test_slips_and_sentences_lead_to_a_guess(query: str, first: str) -> None:
    assert [one.bundle.code for one in answer(query).guesses][:1] == [first]
    assert answer(query).found == ()


@pytest.mark.parametrize("query", QUERIES["nothing"])
def test_what_nobody_offers_here_finds_nothing(query: str) -> None:
    assert answer(query) == Answer()


def test_every_word_must_fit() -> None:
    assert [one.bundle.code for one in answer("户口 注销").found] == ["after-death"]
    assert [one.bundle.code for one in answer("hukou zhuxiao").found] == ["after-death"]
    assert answer("户口 护照").found == ()


def test_the_items_that_the_words_name_are_told() -> None:
    assert [one.items for one in answer("门头招牌 招牌设施").found] == [("户外招牌设施设置规范管理",)]


def test_the_name_that_was_meant_is_told() -> None:
    assert [one.meant for one in answer("社宝卡").found] == ["社保卡", "社保卡"]


def test_the_index_is_built_once_for_what_is_published() -> None:
    again = tuple(summary(folder) for folder in sorted(PACK.iterdir()))

    assert index_of(BUNDLES) is index_of(again)
    assert index_of(BUNDLES[1:]) is not index_of(BUNDLES)


def test_a_query_is_kept_short_and_clean() -> None:
    assert read_query("  上\u3000户口 \n ") == "上 户口"
    assert len(read_query("户" * 500)) == 60

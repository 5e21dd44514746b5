"""Choosing for whom to act and 授权管理, through the pages: works without script, ends at once, cannot be forged."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from builders.cases import compose_handling
from builders.newborn import publish_packs
from builders.page_text import read_page
from builders.restaurant import surveyed_restaurant
from onething.modules.identity.domain.authorities import AuthorityKind
from onething.modules.identity.domain.claims import Assurance, EnterpriseClaim, VerifiedIdentity
from onething.modules.identity.models import Authority, Person
from onething.modules.identity.services.logins import log_in_citizen
from onething.platform.clock import moved
from onething.platform.logs.models import ActionRow

FOODS = EnterpriseClaim(
    uscc="91990101MA99000526", name="禾丰市稻香食品有限公司", kind=AuthorityKind.LEGAL_REPRESENTATIVE
)
BOSS = ("欧阳采薇", "770102199104230124")
HANDLER = ("许南星", "770101199808150062")
STRANGER = ("江晚晴", "770103199202140225")
FORM = {
    "name": HANDLER[0],
    "id_number": HANDLER[1],
    "until-year": "2026",
    "until-month": "12",
    "until-day": "31",
}


@pytest.fixture
def city(db: None, empty_house: None, clock: datetime) -> datetime:
    publish_packs()
    return clock


def browser_of(who: tuple[str, str], *claims: EnterpriseClaim, now: datetime) -> Client:
    """A browser in which this person is logged in."""
    name, number = who
    identity = VerifiedIdentity(
        subject=f"pseudonym-{number[-4:]}",
        name=name,
        id_number=number,
        phone="",
        assurance=Assurance.HIGH,
        enterprises=claims,
    )
    account = log_in_citizen(identity=identity, provider="national", now=now).user
    browser = Client()
    browser.force_login(account, backend="onething.modules.identity.backends.AccountBackend")
    return browser


def choose(browser: Client, whom: object, **more: str) -> Any:
    return browser.post("/acting/", {"for": str(whom), **more})


def boss_of_foods(now: datetime) -> Client:
    boss = browser_of(BOSS, FOODS, now=now)
    assert choose(boss, Authority.objects.get().public_id).status_code == 302
    return boss


def test_a_legal_representative_chooses_the_firm_and_every_page_says_so(city: datetime) -> None:
    boss = browser_of(BOSS, FOODS, now=city)
    assert "禾丰市稻香食品有限公司（法定代表人）" in boss.get("/acting/").content.decode()
    key = boss.session.session_key

    answer = choose(boss, Authority.objects.get().public_id, next="/mine/")

    assert answer["Location"] == "/mine/"
    assert boss.session.session_key != key
    for page in ("/", "/mine/", "/acting/", "/authorities/"):
        assert (
            "正在以 <strong>禾丰市稻香食品有限公司</strong> 名义办理（法定代表人）" in boss.get(page).content.decode()
        )


def test_back_to_oneself_in_one_press(city: datetime) -> None:
    boss = boss_of_foods(city)

    choose(boss, "self")

    assert "名义办理" not in boss.get("/mine/").content.decode()
    actor = boss.get("/mine/").wsgi_request.actor
    assert actor.principal == actor.person


def test_a_firm_names_a_handler_who_sees_it_and_may_decline(city: datetime) -> None:
    boss = boss_of_foods(city)
    assert boss.post("/authorities/new/", FORM).status_code == 302
    assert "许南星（770***********0062）" in boss.get("/authorities/").content.decode()

    handler = browser_of(HANDLER, now=city)
    assert "禾丰市稻香食品有限公司（经办人）" in handler.get("/acting/").content.decode()
    granted = Authority.objects.get(source="granted").public_id
    assert "不再替“禾丰市稻香食品有限公司”办？" in handler.get(f"/authorities/{granted}/decline/").content.decode()
    handler.post(f"/authorities/{granted}/decline/")

    assert "没有人授权您替他办" in handler.get("/authorities/").content.decode()
    assert "被授权人谢绝" in boss.get("/authorities/").content.decode()


def test_a_person_names_an_agent_for_one_bundle(city: datetime) -> None:
    boss = browser_of(BOSS, now=city)

    boss.post("/authorities/new/", {**FORM, "bundles": ["newborn"]})

    row = Authority.objects.get()
    assert (row.kind, row.bundles, row.until_day) == ("agent", ["newborn"], date(2027, 1, 1))
    assert "“新生儿出生一件事”" in browser_of(HANDLER, now=city).get("/acting/").content.decode()


def test_every_mistake_of_the_form_is_said_at_its_place_and_nothing_is_granted(city: datetime) -> None:
    boss = browser_of(BOSS, now=city)

    answer = boss.post("/authorities/new/", {"name": "", "id_number": "7701", "bundles": "nothing", "until-year": "x"})

    page = answer.content.decode()
    assert answer.status_code == 422
    for field in ("name", "id_number", "bundles", "until"):
        assert f'id="field-{field}-error"' in page
    assert 'value="7701"' in page
    assert Authority.objects.count() == 0


@pytest.mark.parametrize(
    "boxes", [("２０２６", "12月", "31日"), ("2026", "12", "31")], ids=["full width and words", "plain"]
)
def test_the_last_day_may_be_typed_as_people_type(city: datetime, boxes: tuple[str, str, str]) -> None:
    boss = browser_of(BOSS, now=city)
    year, month, day = boxes

    boss.post("/authorities/new/", {**FORM, "until-year": year, "until-month": month, "until-day": day})

    assert Authority.objects.get().until_day == date(2027, 1, 1)


@pytest.mark.parametrize("boxes", [("9999", "12", "31"), ("0", "0", "0"), ("2026", "2", "30"), ("9" * 5000, "1", "1")])
def test_a_day_that_cannot_be_grants_nothing(city: datetime, boxes: tuple[str, str, str]) -> None:
    boss = browser_of(BOSS, now=city)
    year, month, day = boxes

    answer = boss.post("/authorities/new/", {**FORM, "until-year": year, "until-month": month, "until-day": day})

    assert (answer.status_code, Authority.objects.count()) == (422, 0)


# ---- the end of it


def test_a_revoked_authority_ends_the_acting_at_the_next_request_and_does_nothing_in_ones_own_name(
    city: datetime,
) -> None:
    boss, handler = boss_of_foods(city), browser_of(HANDLER, now=city)
    boss.post("/authorities/new/", FORM)
    granted = Authority.objects.get(source="granted").public_id
    choose(handler, granted)
    assert "禾丰市稻香食品有限公司的办件和资料" in handler.get("/mine/").content.decode()

    boss.post(f"/authorities/{granted}/revoke/")
    answer = handler.post("/drafts/new?bundle=newborn")

    assert (answer.status_code, answer["Location"]) == (302, "/acting/?ended=1")
    assert "授权已经结束" in handler.get("/acting/?ended=1").content.decode()
    assert "acting" not in handler.session
    assert "名义办理" not in handler.get("/mine/").content.decode()


def test_the_space_of_a_firm_is_its_handlers_too_and_only_its_head_reads_who_looked(
    city: datetime, stores: object
) -> None:
    boss, handler = boss_of_foods(city), browser_of(HANDLER, now=city)
    boss.post("/authorities/new/", FORM)
    choose(handler, Authority.objects.get(source="granted").public_id)
    actor = handler.get("/mine/").wsgi_request.actor
    compose_handling()
    application = surveyed_restaurant(owner=replace(actor, person=actor.acting_for))

    space = read_page(handler.get("/mine/").content)
    handler.get(f"/applications/{application}/filed/")
    looked = read_page(boss.get("/mine/looks/").content).words

    assert f"/applications/{application}/" in space.links
    assert "受理通知书" in space.words
    assert handler.get("/mine/looks/").status_code == 403
    assert "本单位经办人用途：本人查看" in looked
    assert HANDLER[0] not in looked
    choose(handler, "self")
    assert f"/applications/{application}/" not in read_page(handler.get("/mine/").content).links


def test_an_authority_ends_the_acting_after_its_last_day(city: datetime) -> None:
    browser_of(BOSS, now=city).post("/authorities/new/", {**FORM, "until-month": "11", "until-day": "23"})
    handler = browser_of(HANDLER, now=city)
    choose(handler, Authority.objects.get().public_id)
    assert handler.get("/mine/").status_code == 200

    with moved(city + timedelta(minutes=5)):
        assert handler.get("/mine/").status_code == 200
    session = handler.session
    session["used_at"] = session["started_at"] = (city + timedelta(hours=12)).isoformat()
    session.save()
    with moved(city + timedelta(hours=12)):  # midnight in Shanghai
        assert handler.get("/mine/")["Location"] == "/acting/?ended=1"


def test_who_is_no_longer_claimed_at_another_login_is_out_here_as_well(city: datetime) -> None:
    boss = boss_of_foods(city)

    browser_of(BOSS, now=city)  # logs in on another device; the provider claims nothing any more

    assert boss.get("/authorities/")["Location"] == "/acting/?ended=1"


def test_logging_out_works_although_the_authority_has_ended(city: datetime) -> None:
    boss = boss_of_foods(city)
    browser_of(BOSS, now=city)

    assert boss.post("/logout/")["Location"] == "/"
    assert "_auth_user_id" not in boss.session


@pytest.mark.parametrize(
    "forged", ["the firm's", "00000000-0000-0000-0000-000000000001", "", "x" * 5000, "\x00", "SELF"]
)
def test_a_choice_that_is_not_ones_own_changes_nothing(city: datetime, forged: str) -> None:
    boss_of_foods(city)
    stranger = browser_of(STRANGER, now=city)

    answer = choose(stranger, Authority.objects.get().public_id if forged == "the firm's" else forged)

    assert answer.status_code in {400, 422}
    assert "acting" not in stranger.session
    assert ActionRow.objects.filter(kind="authority.choose").count() == 1  # the legal representative's own


def test_a_session_that_names_somebody_elses_authority_acts_for_nobody(city: datetime) -> None:
    boss_of_foods(city)
    stranger = browser_of(STRANGER, now=city)
    session = stranger.session
    session["acting"] = str(Authority.objects.get().public_id)
    session.save()

    assert stranger.get("/mine/")["Location"] == "/acting/?ended=1"
    actor = stranger.get("/mine/").wsgi_request.actor
    assert actor.acting_for is None


def test_a_handler_neither_sees_nor_names_nor_takes_back_other_handlers(city: datetime) -> None:
    boss, handler = boss_of_foods(city), browser_of(HANDLER, now=city)
    boss.post("/authorities/new/", FORM)
    own = Authority.objects.get(source="granted").public_id
    boss.post("/authorities/new/", {**FORM, "name": STRANGER[0], "id_number": STRANGER[1]})
    others = Authority.objects.exclude(public_id=own).get(source="granted").public_id
    choose(handler, own)

    assert STRANGER[0] not in handler.get("/authorities/").content.decode()
    assert handler.get("/authorities/new/").status_code == 403
    assert handler.post("/authorities/new/", FORM).status_code == 403
    assert handler.post(f"/authorities/{others}/revoke/").status_code == 404
    assert handler.post(f"/authorities/{others}/decline/").status_code == 404
    assert Authority.objects.filter(ended_at__isnull=True).count() == 3


def test_acting_costs_one_statement_more(
    city: datetime, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    boss = boss_of_foods(city)
    with django_assert_num_queries(3):  # session, account with person, authority with firm
        boss.get("/login/")


def test_nobody_is_named_in_a_session(city: datetime) -> None:
    boss = boss_of_foods(city)

    held = repr(dict(boss.session.items()))
    assert [word for word in (*BOSS, FOODS.name, FOODS.uscc) if word in held] == []
    assert Person.objects.count() == 1

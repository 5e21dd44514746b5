"""Staff: password, lock-out, posts, how long a login lasts, and how it ends."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from onething.modules.identity.api import Account, PostInfo, StaffRefused, create_staff, give_post, set_active
from onething.modules.identity.models import Session, StaffPost
from onething.modules.identity.passwords import MixtureValidator
from onething.modules.identity.settings import PASSWORD_PROFILES
from onething.platform.clock import moved
from onething.platform.permissions import Role

PASSWORD = "correct horse battery staple"


def log_in(browser: Client, *, username: str = "clerk", password: str = PASSWORD, **more: Any) -> Any:
    return browser.post("/login/staff/", {"username": username, "password": password, **more})


def actor(browser: Client) -> Any:
    return browser.get("/login/posts/").wsgi_request.actor


def give_second_post(account: Account) -> PostInfo:
    return give_post(
        account=account,
        role=Role.APPROVER,
        title="户籍审批",
        region_code="990100",
        body_code="police",
        from_day=date(2026, 1, 1),
    )


def test_a_clerk_logs_in_and_acts_in_the_only_post(clerk: Account, client: Client) -> None:
    answer = log_in(client, next="/login/sessions/")

    assert (answer.status_code, answer["Location"]) == (302, "/login/sessions/")
    acting = actor(client)
    assert (acting.role, acting.site_code, acting.region_path) == (Role.WINDOW_CLERK, "hall", "/990100/")
    assert acting.account == clerk.public_id


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "/\\evil", "/\r\nSet-Cookie: a=b"])
def test_an_unsafe_next_is_dropped(clerk: Account, client: Client, wanted: str) -> None:
    answer = log_in(client, next=wanted)

    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert "Set-Cookie" not in answer["Location"]


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(clerk: Account) -> None:
    unknown, wrong = log_in(Client(), username="nobody"), log_in(Client(), password="wrong")

    assert unknown.status_code == wrong.status_code == 422
    assert unknown.content.decode().replace("nobody", "clerk").count("用户名或密码不对") == 2
    assert wrong.content.decode().count("用户名或密码不对") == 2


def test_five_failures_close_the_door_for_ten_minutes(clerk: Account, client: Client) -> None:
    with time_machine.travel("2026-11-23T04:00:00Z", tick=False) as traveller:
        answers = [log_in(client, password="wrong").status_code for _ in range(5)]
        locked = log_in(client)
        traveller.shift(timedelta(minutes=9, seconds=59))
        still = log_in(client)
        traveller.shift(timedelta(seconds=2))
        opened = log_in(client)

    assert answers == [422, 422, 422, 422, 429]
    assert (locked.status_code, still.status_code, opened.status_code) == (429, 429, 302)
    assert "暂停登录 10 分钟" in locked.content.decode()


def test_the_door_closes_for_one_address_and_for_names_that_do_not_exist(clerk: Account) -> None:
    outside, inside = Client(REMOTE_ADDR="203.0.113.9"), Client(REMOTE_ADDR="192.0.2.1")

    answers = [log_in(outside, username="nobody", password="wrong").status_code for _ in range(6)]
    for _ in range(5):
        log_in(outside, password="wrong")

    assert answers[-1] == 429
    assert log_in(outside).status_code == 429
    assert log_in(inside).status_code == 302


def test_a_made_up_forwarding_header_opens_no_second_door(clerk: Account) -> None:
    answers = [
        log_in(Client(headers={"x-forwarded-for": f"203.0.113.{number}"}), password="wrong").status_code
        for number in range(6)
    ]

    assert answers[-1] == 429


@pytest.mark.parametrize("hostile", ["\x00", "x" * 10_000, "＊' OR 1=1 --", "㑇𠮷·"])
def test_hostile_names_and_passwords_are_answered_in_words(clerk: Account, client: Client, hostile: str) -> None:
    as_name, as_password = log_in(client, username=hostile), log_in(client, password=hostile)

    assert {as_name.status_code, as_password.status_code} <= {400, 422}


def test_the_login_changes_the_session_id_and_logging_out_ends_it_on_the_server(clerk: Account, client: Client) -> None:
    log_in(client)
    stolen = client.cookies["session"].value

    client.post("/logout/")

    thief = Client()
    thief.cookies["session"] = stolen
    assert actor(thief).role is Role.ANONYMOUS
    assert Session.objects.filter(account_id=clerk.pk).count() == 0


def test_logging_out_needs_a_post(clerk: Account, client: Client) -> None:
    log_in(client)

    assert client.get("/logout/").status_code == 405
    assert actor(client).role is Role.WINDOW_CLERK


def test_a_disabled_account_is_out_at_once(clerk: Account, client: Client) -> None:
    log_in(client)

    set_active(account=clerk, is_active=False)

    assert actor(client).role is Role.ANONYMOUS
    assert log_in(Client()).status_code == 422


def test_a_changed_password_ends_other_sessions_and_says_so(clerk: Account, client: Client) -> None:
    log_in(client)
    clerk.set_password("another long enough password")
    clerk.save()

    assert actor(client).role is Role.ANONYMOUS
    assert "密码已更改" in client.get("/login/").content.decode()


def test_half_an_hour_without_use_ends_the_login_and_says_so(clerk: Account, client: Client, clock: Any) -> None:
    log_in(client)
    actor(client)

    with moved(clock + timedelta(minutes=29)):
        in_time = actor(client)
    with moved(clock + timedelta(minutes=59)):
        too_late = actor(client)
        page = client.get("/login/").content.decode()

    assert in_time.role is Role.WINDOW_CLERK
    assert too_late.role is Role.ANONYMOUS
    assert "有一段时间没有操作" in page


def test_twelve_hours_end_the_login_however_busy(clerk: Account, client: Client, clock: Any) -> None:
    log_in(client)
    roles = []

    for quarter in range(49):
        with moved(clock + timedelta(minutes=15 * quarter)):
            roles.append(actor(client).role)

    assert roles == [Role.WINDOW_CLERK] * 48 + [Role.ANONYMOUS]


def test_a_person_with_two_posts_chooses_and_switches_with_a_new_session_id(clerk: Account, client: Client) -> None:
    second = give_second_post(clerk)

    answer = log_in(client, next="/login/sessions/")
    before, undecided = client.cookies["session"].value, actor(client)
    switched = client.post("/login/posts/", {"post": str(second.public_id), "next": "/login/sessions/"})

    assert answer["Location"] == "/login/posts/?next=%2Flogin%2Fsessions%2F"
    assert (undecided.role, undecided.account) == (Role.ANONYMOUS, clerk.public_id)
    assert (switched.status_code, switched["Location"]) == (302, "/login/sessions/")
    assert client.cookies["session"].value != before
    assert (actor(client).role, actor(client).body_code, actor(client).post) == (
        Role.APPROVER,
        "police",
        second.public_id,
    )


def test_a_chosen_post_that_has_ended_is_not_followed_by_the_other_one(clerk: Account, client: Client) -> None:
    second = give_second_post(clerk)
    log_in(client)
    client.post("/login/posts/", {"post": str(second.public_id)})
    StaffPost.objects.filter(public_id=second.public_id).update(until_day=date(2026, 1, 2))

    role, page = actor(client).role, client.get("/login/posts/").content.decode()
    entrance = client.get("/login/?next=/counter/")

    assert role is Role.ANONYMOUS
    assert "这个岗位不是您现在的岗位" in page
    assert entrance["Location"] == "/login/posts/?next=%2Fcounter%2F"
    client.post("/login/posts/", {"post": re.findall(r'name="post" value="([^"]+)"', page)[0]})
    assert "当前岗位" in client.get("/login/posts/").content.decode()


@pytest.mark.parametrize("post", ["", "x" * 10_000, "0196e2a0-0000-7000-8000-000000000000"])
def test_a_post_of_somebody_else_cannot_be_chosen(clerk: Account, client: Client, post: str) -> None:
    log_in(client)

    answer = client.post("/login/posts/", {"post": post})

    assert answer.status_code == 422
    assert actor(client).role is Role.WINDOW_CLERK


def test_a_post_that_has_run_out_acts_no_longer(city: None, client: Client, clock: Any) -> None:
    account = create_staff(login="temporary", password=PASSWORD, display_name="周既明")
    give_post(
        account=account,
        role=Role.WINDOW_CLERK,
        title="综合窗口",
        region_code="990100",
        from_day=date(2026, 11, 1),
        until_day=date(2026, 11, 24),
    )
    log_in(client, username="temporary")

    today = actor(client).role
    with moved(clock + timedelta(hours=12)):  # midnight in Shanghai
        tomorrow = actor(client).role

    assert (today, tomorrow) == (Role.WINDOW_CLERK, Role.ANONYMOUS)


def test_other_sessions_are_listed_and_can_be_ended(clerk: Account) -> None:
    here, there = Client(headers={"user-agent": "本机浏览器"}), Client(headers={"user-agent": "<b>手机</b>"})
    for browser in (here, there):
        log_in(browser)
        actor(browser)
    page = here.get("/login/sessions/").content.decode()
    assert 'class="back-link" href="/counter/"' in page
    handle = page.split('name="session" value="')[1].split('"')[0]

    here.post("/login/sessions/", {"session": handle})

    assert "&lt;b&gt;手机&lt;/b&gt;" in page
    assert str(there.cookies["session"].value) not in page
    assert actor(there).role is Role.ANONYMOUS
    assert actor(here).role is Role.WINDOW_CLERK


def test_an_account_of_staff_is_refused_with_all_reasons(clerk: Account) -> None:
    with pytest.raises(StaffRefused) as shape:
        create_staff(login="王", password="1", display_name="\x00")
    with pytest.raises(StaffRefused) as taken:
        create_staff(login="clerk", password=PASSWORD, display_name="周既明")

    assert len(shape.value.reasons) >= 3
    assert taken.value.reasons == ("这个登录名已被使用。请换一个登录名。",)
    assert Account.objects.count() == 1


def test_a_post_at_places_that_do_not_exist_is_refused_with_all_reasons(clerk: Account) -> None:
    with pytest.raises(StaffRefused) as refusal:
        give_post(
            account=clerk,
            role=Role.SYSTEM,
            title="x",
            region_code="000000",
            body_code="nobody",
            site_code="nowhere",
            from_day=date(2026, 2, 1),
            until_day=date(2026, 1, 1),
        )

    assert len(refusal.value.reasons) == 5


def test_both_password_profiles_refuse_what_they_should() -> None:
    names = {
        profile: [rule["NAME"].rpartition(".")[2] for rule in rules] for profile, rules in PASSWORD_PROFILES.items()
    }

    assert "MixtureValidator" not in names["long"]
    assert "MixtureValidator" in names["complex"]
    with pytest.raises(ValidationError, match="至少三种"):
        MixtureValidator().validate("only lower case")
    MixtureValidator().validate("Upper-lower-1")


def test_knowing_who_acts_costs_three_reads_for_staff_and_none_for_visitors(
    clerk: Account, client: Client, django_assert_num_queries: Any
) -> None:
    log_in(client)
    actor(client)

    with django_assert_num_queries(3):  # session, account, posts
        client.get("/login/staff/")
    with django_assert_num_queries(0):
        Client().get("/login/staff/")

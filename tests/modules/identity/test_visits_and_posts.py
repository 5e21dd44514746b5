"""How long a login lasts, which post acts, and which posts one person may not hold together."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from onething.modules.identity.domain.posts import PostInfo, decide_post, find_conflict
from onething.modules.identity.domain.visits import VisitLimits, VisitVerdict, decide_visit
from onething.platform.permissions import Role

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LIMITS = VisitLimits(idle=timedelta(minutes=15), total=timedelta(hours=12))


@pytest.mark.parametrize(
    ("started_ago", "used_ago", "expected"),
    [
        (timedelta(0), timedelta(0), VisitVerdict.KEEP),
        (timedelta(hours=1), timedelta(seconds=59), VisitVerdict.KEEP),
        (timedelta(hours=1), timedelta(seconds=60), VisitVerdict.NOTE_USE),
        (timedelta(hours=1), timedelta(minutes=14, seconds=59), VisitVerdict.NOTE_USE),
        (timedelta(hours=1), timedelta(minutes=15), VisitVerdict.END_IDLE),
        (timedelta(hours=12), timedelta(seconds=1), VisitVerdict.END_TOTAL),
        (timedelta(hours=-1), timedelta(hours=-1), VisitVerdict.KEEP),
    ],
)
def test_a_login_ends_after_idleness_and_after_its_whole_time(
    started_ago: timedelta, used_ago: timedelta, expected: VisitVerdict
) -> None:
    verdict = decide_visit(started_at=NOW - started_ago, used_at=NOW - used_ago, now=NOW, limits=LIMITS)

    assert verdict is expected


def post(number: int) -> PostInfo:
    return PostInfo(
        public_id=UUID(int=number),
        title=f"岗位 {number}",
        role=Role.APPROVER,
        body_code="police",
        site_code="",
        window_number="",
        region_path="/990100/",
        from_day=date(2026, 1, 1),
        until_day=None,
    )


def test_the_only_post_acts_and_several_wait_for_a_choice() -> None:
    one, two = post(1), post(2)

    assert decide_post(posts=[], chosen="") is None
    assert decide_post(posts=[one], chosen="") == one
    assert decide_post(posts=[one], chosen=str(two.public_id)) is None
    assert decide_post(posts=[one, two], chosen="") is None
    assert decide_post(posts=[one, two], chosen=str(two.public_id)) == two


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        ([Role.SYSTEM_ADMIN], Role.SECURITY_ADMIN),
        ([Role.SYSTEM_ADMIN], Role.AUDITOR),
        ([Role.SECURITY_ADMIN], Role.SYSTEM_ADMIN),
        ([Role.SECURITY_ADMIN], Role.AUDITOR),
        ([Role.AUDITOR], Role.SYSTEM_ADMIN),
        ([Role.AUDITOR, Role.APPROVER], Role.SECURITY_ADMIN),
    ],
)
def test_the_three_administrators_are_three_people(held: list[Role], wanted: Role) -> None:
    assert (
        find_conflict(held=held, wanted=wanted) == "系统管理员、安全管理员、审计员必须是三个人。请为这个岗位另开账号。"
    )


def test_other_posts_may_be_held_together_and_citizens_have_none() -> None:
    assert find_conflict(held=[Role.WINDOW_CLERK], wanted=Role.APPROVER) is None
    assert find_conflict(held=[Role.AUDITOR], wanted=Role.AUDITOR) is None
    assert find_conflict(held=[], wanted=Role.CITIZEN) == "这个角色不是工作人员的岗位。请换一个角色。"

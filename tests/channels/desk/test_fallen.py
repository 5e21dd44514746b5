"""The page of a case says of a result on which it rests that it fell, before anybody presses a button."""

from collections.abc import Callable
from uuid import UUID

from django.test import Client

from builders.approving import undo_decision
from builders.cases import case_at, grant_item
from builders.filing_pages import text_of

LogIn = Callable[..., Client]


def test_a_result_that_fell_is_shown_as_fallen_and_stops_the_grant(log_in: LogIn, application: UUID) -> None:
    grant_item(application, "birth-certificate", number="Z1")
    case = case_at(application, "birth-registration")
    police, page = log_in(case.body_code), f"/desk/cases/{case.public_id}/"
    before = text_of(police.get(page))
    undo_decision(case_at(application, "birth-certificate"), days=1, heard=19)

    after = text_of(police.get(page))

    assert "“出生医学证明首次签发”的结果已自动取得（出生医学证明）" in before
    assert "不再有效" not in before
    assert "“出生医学证明首次签发”的结果不再有效，重新准予以前不能准予本件" in after
    assert "前项结果不再有效" in after
    assert "编号Z1" in after
    assert "现在不再有效" in after
    assert "已自动取得（出生医学证明）" not in after
    assert "所依据的前项结果不再有效，请依法核查" in after

"""Real and published numbers, and an independent library."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from onething.core.identifiers import (
    FailureCode,
    check_case_number,
    check_citizen_id,
    check_item_code,
    check_licence_id,
    check_organisation_code,
    check_uscc,
    make_licence_id,
)
from onething.core.identifiers.check_characters import citizen_check, organisation_check, uscc_check

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
LICENCES = VECTORS["GBT36904_ecert_id"]["valid_real"]
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("number", VECTORS["GB32100_uscc"]["valid_real"])
def test_real_credit_codes_pass(number: str) -> None:
    assert check_uscc(number).value == number


@pytest.mark.parametrize("number", VECTORS["GB32100_uscc"]["invalid"])
def test_wrong_credit_codes_fail(number: str) -> None:
    assert check_uscc(number).value is None


@pytest.mark.parametrize(("body", "check"), VECTORS["GB11714_org"]["pairs"].items())
def test_organisation_codes_pass_with_their_check_character(body: str, check: str) -> None:
    assert check_organisation_code(f"{body}-{check}").value == body + check


@pytest.mark.parametrize("number", VECTORS["GB11643_id"]["valid_published"])
def test_published_citizen_numbers_pass(number: str) -> None:
    assert check_citizen_id(number, today=TODAY).value == number


@pytest.mark.parametrize("number", VECTORS["GB11643_id"]["invalid"])
def test_wrong_citizen_numbers_fail_on_the_check_character(number: str) -> None:
    codes = {failure.code for failure in check_citizen_id(number, today=TODAY).failures}

    assert FailureCode.CHECK_CHARACTER in codes


@pytest.mark.parametrize("number", VECTORS["GB11643_id"]["checksum_ok_but_date_invalid"])
def test_a_right_check_character_does_not_save_an_impossible_date(number: str) -> None:
    codes = [failure.code for failure in check_citizen_id(number, today=TODAY).failures]

    assert codes == [FailureCode.DATE_IMPOSSIBLE]


@pytest.mark.parametrize("number", VECTORS["task_code_31"])
def test_real_item_codes_pass(number: str) -> None:
    assert check_item_code(number).value == number


@pytest.mark.parametrize("number", VECTORS["case_no_43"])
def test_real_case_numbers_pass(number: str) -> None:
    assert check_case_number(number).value == number


@pytest.mark.parametrize("licence", LICENCES, ids=[licence["serial"] for licence in LICENCES])
def test_real_licence_identifiers_pass_and_can_be_made_again(licence: dict[str, str]) -> None:
    made = make_licence_id(
        type_code=licence["type"],
        issuer=licence["issuer"],
        serial=licence["serial"],
        version=int(licence["version"]),
    )

    assert check_licence_id(licence["full"]).value == licence["full"]
    assert made == licence["full"]


@given(body=st.from_regex(r"[0-9]{17}", fullmatch=True))
def test_the_citizen_check_character_is_the_librarys(body: str) -> None:
    assert citizen_check(body) == ric.calc_check_digit(body + "0")


@given(body=st.from_regex(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}", fullmatch=True))
def test_the_credit_code_check_character_is_the_librarys(body: str) -> None:
    assert uscc_check(body) == uscc.calc_check_digit(body)


@given(body=st.from_regex(r"91310115[0-9A-HJ-NPQRTUWXY]{8}", fullmatch=True), right=st.booleans())
def test_credit_codes_are_judged_as_the_library_judges_them(body: str, right: bool) -> None:
    # The library looks at the outer check only, so the inner one is made right here.
    body += organisation_check(body[8:])
    last = uscc_check(body)
    number = body + (last if right else "0" if last != "0" else "1")

    assert (check_uscc(number).value is not None) == uscc.is_valid(number) == right


# From 1990 on: the library also refuses births before the county had its code, which real numbers do carry.
@given(born=st.dates(date(1990, 1, 1), date(2026, 1, 1)), order=st.integers(0, 999), right=st.booleans())
def test_citizen_numbers_of_a_listed_county_are_judged_as_the_library_judges_them(
    born: date, order: int, right: bool
) -> None:
    body = f"360426{born:%Y%m%d}{order:03d}"
    last = citizen_check(body)
    number = body + (last if right else "0" if last != "0" else "1")

    assert (check_citizen_id(number, today=TODAY).value is not None) == ric.is_valid(number) == right


@pytest.mark.parametrize(
    "number", ["810000199408230021", "820000199001010010", "830000199201300022", "911124198108030024"]
)
def test_permits_and_permanent_residents_pass_where_the_library_is_stricter(number: str) -> None:
    assert check_citizen_id(number, today=TODAY).value == number
    assert not ric.is_valid(number)

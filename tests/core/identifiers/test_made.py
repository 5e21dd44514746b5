"""Numbers that are made here, what a citizen number tells, and masks."""

from datetime import date

import pytest

from onething.core.identifiers import (
    CitizenId,
    CitizenIdKind,
    Gender,
    IdentifierRefused,
    check_application_number,
    make_application_number,
    make_case_number,
    make_licence_id,
    mask_citizen_id,
    mask_name,
    mask_phone,
    read_citizen_id,
)

DAY = date(2026, 11, 22)
ITEM = "12441500196720244T3442199806003"


def test_a_case_number_is_item_day_and_serial() -> None:
    assert make_case_number(item_code=ITEM, day=date(2022, 6, 23), serial=68) == f"{ITEM}202206230068"


@pytest.mark.parametrize("serial", [0, 10_000])
def test_a_case_serial_outside_four_digits_is_refused_with_a_way_out(serial: int) -> None:
    with pytest.raises(IdentifierRefused, match="次日"):
        make_case_number(item_code=ITEM, day=DAY, serial=serial)


def test_a_case_number_of_a_wrong_item_code_is_refused() -> None:
    with pytest.raises(IdentifierRefused, match="31 位"):
        make_case_number(item_code="1244", day=DAY, serial=1)


def test_an_application_number_is_region_day_serial_and_check() -> None:
    number = make_application_number(region="990100", day=DAY, serial=1)

    assert number == "99010020261122000001J"
    assert check_application_number(number).value == number


@pytest.mark.parametrize(("region", "serial"), [("990100", 0), ("990100", 1_000_000), ("9901", 1), ("99010A", 1)])
def test_an_application_number_that_cannot_be_is_refused(region: str, serial: int) -> None:
    with pytest.raises(IdentifierRefused):
        make_application_number(region=region, day=DAY, serial=serial)


def test_every_wrong_part_of_a_licence_identifier_is_told() -> None:
    with pytest.raises(IdentifierRefused) as refusal:
        make_licence_id(type_code="009", issuer="11330105002500287C", serial="a b", version=1)

    assert len(refusal.value.failures) == 2


@pytest.mark.parametrize("version", [0, 1000])
def test_a_licence_version_outside_three_digits_is_refused(version: int) -> None:
    with pytest.raises(IdentifierRefused, match="版本号"):
        make_licence_id(type_code="11100000000013338W009", issuer="340100", serial="1", version=version)


@pytest.mark.parametrize(
    ("number", "kind", "born", "gender", "region"),
    [
        ("11010519491231002X", CitizenIdKind.RESIDENT, date(1949, 12, 31), Gender.FEMALE, "110105"),
        ("440524188001010014", CitizenIdKind.RESIDENT, date(1880, 1, 1), Gender.MALE, "440524"),
        ("810000199408230021", CitizenIdKind.HONG_KONG_PERMIT, date(1994, 8, 23), Gender.FEMALE, "810000"),
        ("830000199201300022", CitizenIdKind.TAIWAN_PERMIT, date(1992, 1, 30), Gender.FEMALE, "830000"),
        ("911124198108030024", CitizenIdKind.PERMANENT_FOREIGNER, date(1981, 8, 3), Gender.FEMALE, "110000"),
    ],
)
def test_a_citizen_number_tells_kind_birth_gender_and_region(
    number: str, kind: CitizenIdKind, born: date, gender: Gender, region: str
) -> None:
    told = read_citizen_id(number, today=DAY)

    assert told == CitizenId(number=number, kind=kind, born=born, gender=gender, region=region)


def test_a_wrong_citizen_number_tells_nothing() -> None:
    with pytest.raises(IdentifierRefused, match="校验位"):
        read_citizen_id("440524188001010015", today=DAY)


@pytest.mark.parametrize(
    ("name", "masked"),
    [("", ""), ("张", "*"), ("张三", "张*"), ("张小三", "张*三"), ("欧阳小三", "欧**三"), ("𠮷小三", "𠮷*三")],
)
def test_a_name_shows_its_ends(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_numbers_show_three_first_and_four_last() -> None:
    assert mask_citizen_id("11010519491231002X") == "110***********002X"
    assert mask_phone("13800131234") == "138****1234"


def test_short_numbers_show_nothing() -> None:
    assert mask_phone("1234567") == "*******"

"""What every national platform must do for the connector to work with it; this suite runs against any endpoint.

Against the simulator by default. Against another one: set ONETHING_CONTRACT_PLATFORM_URL, ONETHING_CONTRACT_PLATFORM_CLIENT
and ONETHING_CONTRACT_PLATFORM_SECRET; the records it leaves there are of numbers that no item has.
"""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from onething.modules.exchange.connectors.national_platform import HttpNationalPlatform
from onething.modules.exchange.domain.uploaded import NotReached, NotTaken, Taken
from onething.modules.exchange.domain.uploading import UploadRecord
from onething_simulators.faults import Fault
from onething_simulators.launching import order_fault, running


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    url: str
    client: str
    secret: str


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    if url := os.environ.get("ONETHING_CONTRACT_PLATFORM_URL"):
        given = (os.environ[f"ONETHING_CONTRACT_PLATFORM_{name}"] for name in ("CLIENT", "SECRET"))
        client, secret = given
        yield Endpoint(url=url, client=client, secret=secret)
        return
    with running("national_platform", "--client-secret", "s3cret", "--token-uses", "3") as url:
        yield Endpoint(url=url, client="onething", secret="s3cret")


@pytest.fixture
def platform(endpoint: Endpoint) -> HttpNationalPlatform:
    return HttpNationalPlatform(url=endpoint.url, client_id=endpoint.client, client_secret=endpoint.secret)


@pytest.fixture
def number() -> str:
    """A case number of an item that does not exist, another one each time."""
    return f"99{secrets.randbelow(10**29):029d}202603020001"


def process(number: str, sequence: int = 1, **changes: str) -> UploadRecord:
    fields = {
        "case_no": number,
        "stage_code": "2",
        "stage_name": "受理",
        "stage_time": "2026-03-02 09:00:00",
        "body_name": "禾丰市卫生健康委员会",
        **changes,
    }
    return UploadRecord(case_number=number, group="process", sequence=sequence, fields=fields)


GROUPS = {
    "acceptance": {
        "group_no": "G", "item_code": "1", "item_name": "事项", "body_name": "部门", "applicant_name": "林知夏",
        "accept_time": "2026-03-02 09:00:00",
    },
    "special": {"kind": "A", "ground": "听证", "start_time": "2026-03-02 09:00:00"},
    "conclusion": {"result_code": "1", "conclude_time": "2026-03-02 09:00:00", "body_name": "部门"},
    "materials": {
        "submit_time": "2026-03-02 09:00:00",
        "materials": [{"material_code": "a", "material_name": "身份证", "obtain_way": "submit"}],
    },
}  # fmt: skip


def test_a_record_is_taken_with_a_receipt_and_known_when_it_comes_again(
    platform: HttpNationalPlatform, number: str
) -> None:
    first, second = platform.push(process(number)), platform.push(process(number))

    assert isinstance(first, Taken)
    assert isinstance(second, Taken)
    assert (first.known, second.known, second.receipt) == (False, True, first.receipt)


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_is_taken(platform: HttpNationalPlatform, number: str, group: str) -> None:
    record = UploadRecord(case_number=number, group=group, sequence=7, fields={"case_no": number, **GROUPS[group]})

    assert isinstance(platform.push(record), Taken)


def test_the_order_of_arrival_does_not_matter_and_what_is_held_is_told(
    platform: HttpNationalPlatform, number: str
) -> None:
    for sequence in (5, 1, 3):
        assert isinstance(platform.push(process(number, sequence)), Taken)

    assert platform.held(number) == {("process", 1), ("process", 3), ("process", 5)}


def test_of_an_unknown_case_nothing_is_held(platform: HttpNationalPlatform, number: str) -> None:
    assert platform.held(number) == frozenset()


def test_another_content_under_the_same_name_is_refused(platform: HttpNationalPlatform, number: str) -> None:
    platform.push(process(number))

    answer = platform.push(process(number, stage_name="别的"))

    assert isinstance(answer, NotTaken)
    assert "409" in answer.reason


@pytest.mark.parametrize(
    "changes",
    [
        {"stage_code": "77"}, {"stage_time": "2026-03-02"}, {"stage_time": "2026-02-30 09:00:00"}, {"body_name": ""},
        {"case_no": "1"}, {"invented": "x"}, {"stage_name": "x" * 501},
    ],
)  # fmt: skip
def test_a_record_with_a_fault_is_refused_with_its_reason(
    platform: HttpNationalPlatform, number: str, changes: dict[str, str]
) -> None:
    answer = platform.push(process(number, **changes))

    assert isinstance(answer, NotTaken)
    assert answer.reason.startswith("国家平台不接收（422）：")
    assert platform.held(number) == frozenset()


def test_an_unknown_group_or_number_is_refused(platform: HttpNationalPlatform, number: str) -> None:
    assert isinstance(platform.push(replace(process(number), group="gossip")), NotTaken)
    assert isinstance(platform.push(process("1")), NotTaken)


def test_a_token_that_ran_out_is_fetched_anew(platform: HttpNationalPlatform, number: str) -> None:
    answers = [platform.push(process(number, sequence)) for sequence in range(1, 9)]

    assert all(isinstance(answer, Taken) for answer in answers)


def test_wrong_credentials_reach_nothing(endpoint: Endpoint, number: str) -> None:
    stranger = HttpNationalPlatform(url=endpoint.url, client_id=endpoint.client, client_secret="wrong")

    assert isinstance(stranger.push(process(number)), NotReached)
    assert isinstance(stranger.held(number), NotReached)


@pytest.mark.skipif("ONETHING_CONTRACT_PLATFORM_URL" in os.environ, reason="only the simulator misbehaves on demand")
@pytest.mark.parametrize(
    "fault",
    [Fault.DOWN, Fault.GARBAGE, Fault.HTTP500, Fault.TRUNCATED, Fault.WRONG_SHAPE, Fault.OVERSIZED, Fault.REDIRECT],
)
def test_a_bad_answer_is_never_taken_for_a_receipt_and_sending_again_is_harmless(
    platform: HttpNationalPlatform, endpoint: Endpoint, number: str, fault: Fault
) -> None:
    platform.push(process(number, 9))  # with a token at hand, so that the fault strikes the record
    order_fault(endpoint.url, fault)

    answer = platform.push(process(number))
    held = platform.held(number)
    order_fault(endpoint.url, Fault.NONE)

    assert isinstance(answer, NotReached)
    assert isinstance(held, NotReached)
    again = platform.push(process(number))
    assert isinstance(again, Taken)
    assert platform.held(number) == {("process", 1), ("process", 9)}


@pytest.mark.skipif("ONETHING_CONTRACT_PLATFORM_URL" in os.environ, reason="only the simulator misbehaves on demand")
def test_a_late_answer_is_not_waited_for_and_the_record_is_known_afterwards(
    platform: HttpNationalPlatform, endpoint: Endpoint, number: str
) -> None:
    platform.push(process(number, 9))
    order_fault(endpoint.url, Fault.SLOW, seconds=20, times=1)

    assert platform.push(process(number)) == NotReached(reason="国家平台没有在 8 秒内答复")

    order_fault(endpoint.url, Fault.NONE)
    again = platform.push(process(number))
    assert isinstance(again, Taken)
    assert again.known


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"url": "platform.example"}, "应当是 http:// 或 https:// 开头"),
        ({"url": "http://platform.example"}, "个人信息会在网络上裸露"),
        ({"client_secret": ""}, "缺少 ONETHING_UPLOAD_CLIENT_ID"),
    ],
)
def test_a_configuration_that_cannot_work_is_named(given: dict[str, str], complaint: str) -> None:
    good = {"url": "https://platform.example", "client_id": "c", "client_secret": "s"}

    assert HttpNationalPlatform(**good).check_config() == ()
    assert complaint in HttpNationalPlatform(**{**good, **given}).check_config()[0]

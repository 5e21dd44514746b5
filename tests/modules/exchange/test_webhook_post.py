"""Sending over a real socket: five seconds at most, no redirects, and only to the address that was checked."""

import asyncio
import ssl
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from builders.receiver import Receiver, receiving
from onething.modules.exchange.connectors.webhook_post import Outcome, WebhookPost
from onething.modules.exchange.domain.addresses import Address, Reach

HERE = WebhookPost(reach=Reach(loopback=True))
LOOPBACK = IPv4Address("127.0.0.1")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as one:
        yield one


def send(post: WebhookPost, url: str) -> Outcome:
    return post.send(url=url, headers={"webhook-id": "m", "Content-Type": "application/json"}, body=b'{"a":1}')


class Names:
    """A resolver that says what it is told, one answer after the other."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.asked = list(answers), 0

    async def __call__(self, _host: str, _port: int) -> Sequence[Address]:
        self.asked += 1
        return tuple(ip_address(text) for text in self.answers[min(self.asked, len(self.answers)) - 1])


def test_what_is_sent_arrives_as_it_is(receiver: Receiver) -> None:
    outcome = send(HERE, f"{receiver.url}?a=b")

    assert (outcome, outcome.arrived) == (Outcome(status=204), True)
    (one,) = receiver.got
    assert (one.path, one.body) == ("/hooks?a=b", b'{"a":1}')
    assert (one.headers["webhook-id"], one.headers["host"]) == ("m", f"127.0.0.1:{receiver.port}")


@pytest.mark.parametrize("status", [400, 404, 410, 429, 500, 503])
def test_any_other_status_did_not_arrive_and_is_not_sent_again_at_once(receiver: Receiver, status: int) -> None:
    receiver.status = status

    outcome = send(HERE, receiver.url)

    assert (outcome.status, outcome.arrived, len(receiver.got)) == (status, False, 1)
    assert f"状态 {status}" in outcome.words


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_not_followed(receiver: Receiver, status: int) -> None:
    with receiving() as elsewhere:
        receiver.status, receiver.location = status, elsewhere.url

        outcome = send(HERE, receiver.url)

    assert (outcome.arrived, outcome.status, elsewhere.got) == (False, status, [])


def test_five_seconds_are_the_most_a_receiver_gets(receiver: Receiver) -> None:
    receiver.pause = 20.0

    began = time.monotonic()
    outcome = send(HERE, receiver.url)

    assert outcome == Outcome(failure="5 秒内没有答复")
    assert 4.5 < time.monotonic() - began < 6.5


def test_the_time_is_for_all_of_an_answer_that_drips(receiver: Receiver) -> None:
    receiver.drip = 0.1

    assert send(replace(HERE, seconds=1.0), receiver.url) == Outcome(failure="1 秒内没有答复")


def test_a_resolver_that_hangs_is_not_waited_for() -> None:
    async def hang(_host: str, _port: int) -> Sequence[Address]:
        await asyncio.sleep(60)
        return ()

    post = WebhookPost(reach=Reach(), resolve=hang, seconds=0.5)

    assert send(post, "https://hooks.example/") == Outcome(failure="0.5 秒内没有答复")


def test_where_nobody_listens_is_a_reason() -> None:
    with receiving() as gone:
        url = gone.url

    assert send(HERE, url).failure == "没有送到：对方没有接通"


def test_a_name_that_is_not_known_is_a_reason() -> None:
    assert send(WebhookPost(reach=Reach()), "https://nowhere.invalid/").failure == "没有送到：域名解析不到地址"


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"], ["::1"], ["::ffff:127.0.0.1"], ["223.5.5.5", "127.0.0.1"]],
)
def test_a_name_that_leads_inside_is_not_connected_to(receiver: Receiver, addresses: list[str]) -> None:
    names = Names(addresses)

    outcome = send(WebhookPost(reach=Reach(), resolve=names), f"https://hooks.example:{receiver.port}/")

    assert "域名解析后指向" in outcome.failure
    assert (names.asked, receiver.got) == (1, [])


def test_outside_a_demonstration_plain_http_and_this_machine_are_refused_before_anything_is_asked(
    receiver: Receiver,
) -> None:
    names = Names(["223.5.5.5"])
    post = WebhookPost(reach=Reach(), resolve=names)

    assert "必须是 https://" in send(post, receiver.url).failure
    assert "指向本机" in send(post, "https://127.0.0.1/").failure
    assert (names.asked, receiver.got) == (0, [])


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate of hooks.example, and of nobody else."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)  # noqa: TID251 - the TLS library's own clock
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hooks.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hooks.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "hooks.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def tls(certificate: Path) -> Iterator[Receiver]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with receiving(context) as one:
        yield one


def trusting(certificate: Path, names: Names) -> WebhookPost:
    return WebhookPost(
        reach=Reach(loopback=True), resolve=names, trust=lambda: ssl.create_default_context(cafile=str(certificate))
    )


def test_it_connects_to_the_checked_address_whatever_the_name_says_a_moment_later(
    tls: Receiver, certificate: Path
) -> None:
    names = Names(["127.0.0.1"], ["10.0.0.1"])  # rebinding: a second look would lead elsewhere

    outcome = send(trusting(certificate, names), f"https://hooks.example:{tls.port}/x")

    assert outcome == Outcome(status=204)
    assert names.asked == 1
    assert tls.got[0].headers["host"] == f"hooks.example:{tls.port}"


def test_the_certificate_must_be_the_names_and_not_the_addresss(tls: Receiver, certificate: Path) -> None:
    outcome = send(trusting(certificate, Names(["127.0.0.1"])), f"https://other.example:{tls.port}/x")

    assert (outcome.failure, tls.got) == ("没有送到：安全连接没有建立，请核对对方的证书", [])


def test_a_certificate_nobody_vouches_for_is_refused(tls: Receiver) -> None:
    outcome = send(
        WebhookPost(reach=Reach(loopback=True), resolve=Names(["127.0.0.1"])), f"https://hooks.example:{tls.port}/"
    )

    assert (outcome.arrived, tls.got) == (False, [])


def test_the_next_address_is_tried_when_the_first_does_not_answer(tls: Receiver, certificate: Path) -> None:
    names = Names(["::1", str(LOOPBACK)])  # nobody listens on the first

    assert send(trusting(certificate, names), f"https://hooks.example:{tls.port}/") == Outcome(status=204)

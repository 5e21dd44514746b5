"""Signatures as the public test vector has them, and secrets that are replaced without a gap."""

from datetime import UTC, datetime, timedelta

import pytest

from onething.modules.exchange.domain.signing import (
    Secret,
    in_force,
    make_secret,
    read_secrets,
    replaced,
    sign,
    write_secrets,
)

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def test_the_public_vector_of_the_standard_is_met() -> None:
    header = sign(
        secrets=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        body=b'{"test": 2432232314}',
    )

    assert header == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_is_32_bytes_in_base64_with_its_prefix() -> None:
    assert make_secret(bytes(range(32))) == "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


def test_a_replaced_secret_signs_beside_the_new_one_for_a_day() -> None:
    ring = replaced([Secret(value="old")], by="new", now=NOW)

    assert in_force(ring, now=NOW + timedelta(hours=23, minutes=59)) == ("new", "old")
    assert in_force(ring, now=NOW + timedelta(hours=24)) == ("new",)
    assert read_secrets(write_secrets(ring)) == ring


def test_replaced_twice_only_the_last_two_sign() -> None:
    ring = replaced(replaced([Secret(value="a")], by="b", now=NOW), by="c", now=NOW)

    assert in_force(ring, now=NOW) == ("c", "b")


def test_two_secrets_give_two_signatures_in_one_header() -> None:
    both = sign(secrets=[make_secret(b"a" * 32), make_secret(b"b" * 32)], message_id="m", timestamp=1, body=b"{}")

    first, second = both.split(" ")
    assert first.startswith("v1,")
    assert second.startswith("v1,")
    assert first != second


@pytest.mark.parametrize("changes", [{"message_id": "n"}, {"timestamp": 2}, {"body": b"[]"}])
def test_whatever_is_changed_the_signature_is_another(changes: dict[str, object]) -> None:
    given = {"secrets": [make_secret(b"a" * 32)], "message_id": "m", "timestamp": 1, "body": b"{}"}

    assert sign(**given) != sign(**{**given, **changes})  # type: ignore[arg-type]


def test_secrets_are_not_printed_into_logs() -> None:
    assert "old" not in repr(Secret(value="old"))

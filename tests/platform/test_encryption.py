"""Keys, sealed content and blind indexes: right things open, everything else stays shut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onething.platform.encryption import (
    DecryptionFailed,
    EncryptedTextField,
    KeyProblem,
    Sm4Provider,
    blind_index,
    read_key_ring,
)

OLD = "101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f"
NEW = "303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f"


def provider(keys: str = OLD) -> Sm4Provider:
    return Sm4Provider(read_key_ring(keys))


@given(plain=st.binary(max_size=300), place=st.binary(max_size=40))
@settings(max_examples=60)
def test_what_was_sealed_opens_at_its_place(plain: bytes, place: bytes) -> None:
    assert provider().decrypt(provider().encrypt(plain, aad=place), aad=place) == plain


def test_the_same_content_is_never_sealed_twice_alike() -> None:
    sealed = {provider().encrypt(b"110101199003077416", aad=b"x") for _ in range(200)}

    assert len(sealed) == 200
    assert not any(b"1990" in content for content in sealed)


@pytest.mark.parametrize("byte", [0, 4, 15, 20, -1])
def test_one_changed_byte_keeps_everything_shut(byte: int) -> None:
    sealed = bytearray(provider().encrypt(b"secret content", aad=b"person.name"))
    sealed[byte] ^= 1

    with pytest.raises(DecryptionFailed):
        provider().decrypt(bytes(sealed), aad=b"person.name")


@pytest.mark.parametrize("sealed", [b"", b"short", b"\x00" * 31])
def test_cut_content_stays_shut(sealed: bytes) -> None:
    with pytest.raises(DecryptionFailed):
        provider().decrypt(sealed, aad=b"")


def test_content_moved_to_another_column_stays_shut() -> None:
    sealed = provider().encrypt(b"secret", aad=b"person.name")

    with pytest.raises(DecryptionFailed):
        provider().decrypt(sealed, aad=b"person.phone")


def test_after_rotation_old_content_opens_and_new_content_needs_the_new_key() -> None:
    before = provider(OLD).encrypt(b"before", aad=b"")
    rotated = provider(f"{NEW},{OLD}")
    after = rotated.encrypt(b"after", aad=b"")

    assert rotated.decrypt(before, aad=b"") == b"before"
    assert rotated.decrypt(after, aad=b"") == b"after"
    with pytest.raises(DecryptionFailed):
        provider(OLD).decrypt(after, aad=b"")


def test_blind_index_tags_outlive_a_rotation() -> None:
    assert provider(OLD).tag(b"x", purpose="id") == provider(f"{NEW},{OLD}").tag(b"x", purpose="id")


def test_blind_indexes_differ_by_purpose_and_by_value() -> None:
    indexes = {blind_index("110101199003077416", purpose="id"), blind_index("110101199003077416", purpose="phone")}
    indexes.add(blind_index("110101199003077417", purpose="id"))

    assert len(indexes) == 3
    assert {len(index) for index in indexes} == {64}


@pytest.mark.parametrize("keys", ["", " , ", "abc", "00" * 32, "zz" * 32, "AAAA", OLD[:-2]])
def test_missing_malformed_and_weak_keys_are_refused(keys: str) -> None:
    with pytest.raises(KeyProblem, match="主密钥"):
        read_key_ring(keys)


def test_keys_never_show_in_their_ring() -> None:
    assert OLD[:16] not in repr(read_key_ring(OLD))
    assert "\\x10\\x11" not in repr(read_key_ring(OLD))


@pytest.mark.parametrize("lookup", ["exact", "icontains", "startswith", "in", "gt"])
def test_an_encrypted_column_cannot_be_searched(lookup: str) -> None:
    assert EncryptedTextField().get_lookup(lookup) is None


def test_an_encrypted_column_can_be_asked_whether_it_is_empty() -> None:
    assert EncryptedTextField().get_lookup("isnull") is not None

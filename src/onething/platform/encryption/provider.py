"""The provider interface and the built-in provider: SM4-GCM (GB/T 32907, RFC 8998) and HMAC-SM3 (GB/T 32905)."""

import secrets
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from onething.platform.encryption.keys import SM4_BYTES, KeyRing

NONCE_BYTES = 12
TAG_BYTES = 16
ID_BYTES = 4


class DecryptionFailed(Exception):
    """The content was changed, moved to another place, or its key is not in the ring; nothing of it is shown."""


class Provider(Protocol):
    """What the house asks of a cryptographic device."""

    def encrypt(self, plain: bytes, *, aad: bytes) -> bytes:
        """Encrypt; `aad` names the place the content belongs to."""

    def decrypt(self, sealed: bytes, *, aad: bytes) -> bytes:
        """Decrypt, or raise DecryptionFailed."""

    def tag(self, content: bytes, *, purpose: str) -> bytes:
        """A keyed digest of 32 bytes, stable while the anchor key stays."""


class Sm4Provider:
    """Sealed form: key id (4 bytes), random 96-bit nonce, ciphertext, tag (16 bytes)."""

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring
        self._ciphers: dict[str, algorithms.SM4] = {}

    def encrypt(self, plain: bytes, *, aad: bytes) -> bytes:
        """Encrypt with the current key."""
        key_id = self._ring.current
        nonce = secrets.token_bytes(NONCE_BYTES)
        cipher = Cipher(self._cipher(key_id), modes.GCM(nonce)).encryptor()
        cipher.authenticate_additional_data(aad)
        body = cipher.update(plain) + cipher.finalize()
        return bytes.fromhex(key_id) + nonce + body + cipher.tag

    def decrypt(self, sealed: bytes, *, aad: bytes) -> bytes:
        """Decrypt with the key that the content names."""
        if len(sealed) < ID_BYTES + NONCE_BYTES + TAG_BYTES:
            raise DecryptionFailed("the sealed content is cut")
        key_id, rest = sealed[:ID_BYTES].hex(), sealed[ID_BYTES:]
        nonce, body, tag = rest[:NONCE_BYTES], rest[NONCE_BYTES:-TAG_BYTES], rest[-TAG_BYTES:]
        try:
            cipher = Cipher(self._cipher(key_id), modes.GCM(nonce, tag)).decryptor()
            cipher.authenticate_additional_data(aad)
            return cipher.update(body) + cipher.finalize()
        except (InvalidTag, KeyError) as error:
            raise DecryptionFailed("the sealed content cannot be opened here") from error

    def tag(self, content: bytes, *, purpose: str) -> bytes:
        """HMAC-SM3 with the purpose's own key."""
        key = self._ring.derive(self._ring.anchor, purpose=f"tag:{purpose}", length=32)
        mac = hmac.HMAC(key, hashes.SM3())
        mac.update(content)
        return mac.finalize()

    def _cipher(self, key_id: str) -> algorithms.SM4:
        """The cipher under the data key of this master key, derived once; KeyError when the ring does not hold it."""
        if key_id not in self._ciphers:
            self._ciphers[key_id] = algorithms.SM4(self._ring.derive(key_id, purpose="data", length=SM4_BYTES))
        return self._ciphers[key_id]

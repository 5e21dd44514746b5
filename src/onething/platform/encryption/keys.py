"""The ring of master keys: the first encrypts, all decrypt, and each purpose gets its own key by HKDF-SM3 (RFC 5869)."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MASTER_BYTES = 32
SM4_BYTES = 16


class KeyProblem(Exception):
    """The master keys are missing, malformed or weak; nothing is encrypted or read until that is put right."""


@dataclass(frozen=True, slots=True, repr=False)
class KeyRing:
    """Master keys by id, the current one first; the last anchors blind indexes and leaves only with a re-index."""

    masters: Mapping[str, bytes]

    @property
    def current(self) -> str:
        """Id of the key that encrypts."""
        return next(iter(self.masters))

    @property
    def anchor(self) -> str:
        """Id of the key that blind indexes and seals hang on."""
        return list(self.masters)[-1]

    def derive(self, key_id: str, *, purpose: str, length: int) -> bytes:
        """The key of one purpose; KeyError when the ring does not hold the id."""
        derivation = HKDF(algorithm=hashes.SM3(), length=length, salt=None, info=purpose.encode())
        return derivation.derive(self.masters[key_id])


def read_key_ring(text: str) -> KeyRing:
    """Read keys of 32 bytes, hexadecimal or base64, separated by commas, the current one first."""
    masters = [_read_key(part.strip()) for part in text.split(",") if part.strip()]
    if not masters:
        raise KeyProblem(
            "没有配置主密钥，个人信息无法加密保存。请设置 ONETHING_MASTER_KEY 或 ONETHING_MASTER_KEY_FILE。"
        )
    return KeyRing(masters={_key_id(master): master for master in masters})


def _read_key(text: str) -> bytes:
    try:
        key = bytes.fromhex(text) if len(text) == 2 * MASTER_BYTES else base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise KeyProblem("主密钥既不是 64 位十六进制，也不是 base64。请重新生成 32 字节的随机密钥。") from error
    if len(key) != MASTER_BYTES or len(set(key)) < MASTER_BYTES // 4:
        raise KeyProblem("主密钥长度不是 32 字节，或过于简单。请重新生成 32 字节的随机密钥。")
    return key


def _key_id(master: bytes) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(b"onething key id" + master)
    return digest.finalize().hex()[:8]

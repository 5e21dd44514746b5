"""Keys, encrypted columns and blind indexes, behind one provider interface (a hardware module can take its place).

No part of this is a certified cryptographic module (商用密码产品认证); a site under 密评 connects one as a provider.
"""

from onething.platform.encryption.fields import EncryptedTextField
from onething.platform.encryption.keys import KeyProblem, KeyRing, read_key_ring
from onething.platform.encryption.provider import DecryptionFailed, Provider, Sm4Provider
from onething.platform.encryption.service import blind_index, get_provider, seal_key, seal_tag

__all__ = [
    "DecryptionFailed", "EncryptedTextField", "KeyProblem", "KeyRing", "Provider", "Sm4Provider",
    "blind_index", "get_provider", "read_key_ring", "seal_key", "seal_tag",
]  # fmt: skip

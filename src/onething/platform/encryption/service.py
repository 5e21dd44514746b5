"""The provider in use, and the two things asked of it besides encryption: blind indexes and seal tags."""

from functools import lru_cache

from django.conf import settings

from onething.platform.encryption.keys import read_key_ring
from onething.platform.encryption.provider import Provider, Sm4Provider

SEAL = "seal"


def get_provider() -> Provider:
    """The provider for the configured keys; KeyProblem when they are missing or weak."""
    return _provider(settings.MASTER_KEY)


def blind_index(value: str, *, purpose: str) -> str:
    """64 hexadecimal digits by which an encrypted value can be found again without being readable."""
    return get_provider().tag(value.encode(), purpose=f"index:{purpose}").hex()


def seal_tag(content: str) -> str:
    """The signature under a chain's head, 64 hexadecimal digits."""
    return get_provider().tag(content.encode(), purpose=SEAL).hex()


def seal_key() -> bytes:
    """The key under which `seal_tag` signs, for the verifier that computes signatures by itself."""
    ring = read_key_ring(settings.MASTER_KEY)
    return ring.derive(ring.anchor, purpose=f"tag:{SEAL}", length=32)


@lru_cache(maxsize=4)
def _provider(keys: str) -> Provider:
    return Sm4Provider(read_key_ring(keys))

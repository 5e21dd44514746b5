"""The provider in use, and the two things asked of it besides encryption: blind indexes and seal tags."""

from functools import lru_cache

from django.conf import settings

from onething.platform.encryption.keys import read_key_ring
from onething.platform.encryption.provider import Provider, Sm4Provider


def get_provider() -> Provider:
    """The provider for the configured keys; KeyProblem when they are missing or weak."""
    return _provider(settings.MASTER_KEY)


def blind_index(value: str, *, purpose: str) -> str:
    """64 hexadecimal digits by which an encrypted value can be found again without being readable."""
    return get_provider().tag(value.encode(), purpose=f"index:{purpose}").hex()


def seal_tag(content: str) -> str:
    """The signature under a chain's head."""
    return get_provider().tag(content.encode(), purpose="seal").hex()


@lru_cache(maxsize=4)
def _provider(keys: str) -> Provider:
    return Sm4Provider(read_key_ring(keys))

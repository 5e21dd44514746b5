"""The digest of a pack: SM3 (GB/T 32905) over names, lengths and bytes of its files in order of name."""

from collections.abc import Mapping

from cryptography.hazmat.primitives import hashes


def digest_of(files: Mapping[str, bytes]) -> str:
    """64 hexadecimal digits; any change of any byte changes it."""
    digest = hashes.Hash(hashes.SM3())
    for name in sorted(files):
        digest.update(f"{name}\n{len(files[name])}\n".encode())
        digest.update(files[name])
    return digest.finalize().hex()

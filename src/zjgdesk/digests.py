"""Digests of files and of the trail: SM3, or SHA-256 where the build has no SM3."""

import hashlib

ALGORITHM = "sm3" if "sm3" in hashlib.algorithms_available else "sha256"


def digest_of(content: bytes) -> str:
    """Return the digest of a file's bytes, named with its algorithm."""
    return f"{ALGORITHM}:{hashlib.new(ALGORITHM, content).hexdigest()}"

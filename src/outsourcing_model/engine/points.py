"""Points for beliefs that depend on (seed, path, draw) alone and yet fill the range evenly.

Draw d belongs to replicate d mod 16, and each replicate has its own sequence: the number's bits are shuffled in nested
fashion (so that every power-of-two prefix stays a stratified sample), mirrored about the point (van der Corput), and
shuffled again in value. An input that is added moves no other; the first N points of 2 N are the N points; and since
the replicates are independent, what they differ by tells the error of their mean.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

BITS = 32
REPLICATES = 16
_WORD = NDArray[np.uint32]


def key(*parts: object) -> int:
    """Return a 32-bit key that depends on the parts alone, the same on every machine."""
    text = "\x1f".join(map(str, parts)).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=4).digest(), "little")


def points(seed: int, path: str, count: int) -> NDArray[np.float64]:
    """Return `count` shares strictly between 0 and 1 for one path.

    Examples
    --------
    >>> u = points(1, "discount", 1024)
    >>> len(set((u[3::16] * 64).astype(int)))
    64
    """
    rows = -(-count // REPLICATES)
    number = np.repeat(np.arange(rows, dtype=np.uint32)[:, None], REPLICATES, axis=1)
    order, value = (
        np.array([key(seed, path, replicate, use) for replicate in range(REPLICATES)], dtype=np.uint32)
        for use in ("order", "value")
    )
    shuffled = _shuffle(_mirror(_shuffle(number, order)), value)
    return ((shuffled.astype(np.float64) + 0.5) / 2.0**BITS).reshape(-1)[:count]


def _shuffle(word: _WORD, salt: _WORD) -> _WORD:
    """Return the words with each bit flipped by a hash of all higher bits: a nested uniform scramble.

    `word` is ``[number, replicate]``, `salt` ``[replicate]``.
    """
    result = word.copy()
    for bit in range(BITS):
        higher = word >> np.uint32(BITS - bit) if bit else np.zeros_like(word)
        flip = _hash(higher ^ salt, bit) & np.uint32(1)
        result ^= flip << np.uint32(BITS - 1 - bit)
    return result


def _hash(word: _WORD, bit: int) -> _WORD:
    """Return well-mixed words, others for each bit."""
    mixed = word * np.uint32(0x9E3779B1) + np.uint32(bit * 0x85EBCA6B % 2**BITS)
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        mixed = (mixed ^ (mixed >> np.uint32(shift))) * np.uint32(factor)
    return mixed ^ (mixed >> np.uint32(16))


def _mirror(word: _WORD) -> _WORD:
    """Return the words with their bits in reverse order."""
    for shift, mask in ((1, 0x55555555), (2, 0x33333333), (4, 0x0F0F0F0F), (8, 0x00FF00FF)):
        word = ((word >> np.uint32(shift)) & np.uint32(mask)) | ((word & np.uint32(mask)) << np.uint32(shift))
    return (word >> np.uint32(16)) | (word << np.uint32(16))

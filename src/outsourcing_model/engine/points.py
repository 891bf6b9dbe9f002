"""Points for beliefs that depend on (seed, path, draw) alone and yet fill the range evenly.

Draw d belongs to replicate d mod 16, and each replicate has its own sequence: the number's bits are shuffled in nested
fashion (so that every power-of-two prefix stays a stratified sample), mirrored about the point (van der Corput), and
shuffled again in value. An input that is added moves no other; the first N points of 2 N are the N points; and since
the replicates are independent, what they differ by tells the error of their mean.

Beside these *keyed* points there are *sobol* points, one sequence in as many dimensions as there are paths, shuffled in
value for each replicate: sharper, but a path that is added may move the others. And *plain* ones, independent of one
another, for tests of errors.
"""

import hashlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from outsourcing_model.engine.compiled import strict

BITS = 32
REPLICATES = 16
KINDS = ("keyed", "sobol", "plain")
LANES = 256
"""Draws whose bits are shuffled together."""
_WORD = NDArray[np.uint32]
WORDS = NDArray[np.uint32]


@lru_cache(maxsize=4096, typed=True)
def key(*parts: object) -> int:
    """Return a 32-bit key that depends on the parts alone, the same on every machine."""
    return int.from_bytes(_digest("\x1f".join(map(str, parts)).encode()), "little")


def _digest(text: bytes) -> bytes:
    """Return 32 bits that depend on a text alone."""
    return hashlib.blake2b(text, digest_size=4).digest()


_USES = [f"\x1f{replicate}\x1f{use}".encode() for use in ("order", "value") for replicate in range(REPLICATES)]
"""What stands behind seed and path in the texts that the keys of a path are digests of."""


@lru_cache(maxsize=4096)
def keys(seed: int, path: str) -> WORDS:
    """Return the keys ``[use, replicate]`` of a path: what its numbers, then its values, are shuffled by."""
    said = f"{seed}\x1f{path}".encode()
    found = b"".join(_digest(said + use) for use in _USES)
    return np.frombuffer(found, "<u4").reshape(-1, REPLICATES).astype(np.uint32)


def points(seed: int, path: str, count: int) -> NDArray[np.float64]:
    """Return `count` keyed shares strictly between 0 and 1 for one path.

    Examples
    --------
    >>> u = points(1, "discount", 1024)
    >>> len(set((u[3::16] * 64).astype(int)))
    64
    """
    words = np.empty(count, np.uint32)
    keyed(keys(seed, path), 0, words)
    return (words.astype(np.float64) + 0.5) / 2.0**BITS


def sobol(dimensions: int, rows: int) -> WORDS:
    """Return the first points ``[dimension, row]`` of the sequence of Sobol, in 32 bits, not yet shuffled."""
    from scipy.stats import qmc

    power = max(rows - 1, 0).bit_length()
    shares = qmc.Sobol(dimensions, scramble=False, bits=BITS).random_base2(power)[:rows]
    return np.ascontiguousarray((shares * 2.0**BITS).astype(np.uint32).T)


@strict
def keyed(salts: WORDS, start: int, out: WORDS) -> None:
    """Fill `out` with the words of the draws from `start` on; `salts` ``[use, replicate]`` are the path's keys."""
    flips, word, value = np.zeros(REPLICATES, np.uint32), np.empty(LANES, np.uint32), _in_lanes(salts[1])
    shuffled = np.empty(LANES, np.uint32)
    number, first = start // REPLICATES, 0
    for at in range(number * REPLICATES - start, out.size, LANES):
        width = min(LANES, out.size - at)
        for base in range(0, width, REPLICATES):
            _turn(number, salts[0], first, flips)
            for k in range(REPLICATES):
                word[base + k] = np.uint32(number) ^ flips[k]
            number += 1
            first = _first_turned(number)
        for k in range(width):
            word[k] = _mirror(word[k])
            shuffled[k] = word[k]
        _flip(word[:width], value, shuffled)
        for k in range(max(-at, 0), width):
            out[at + k] = shuffled[k]


@strict
def shuffled_rows(salts: WORDS, sequence: WORDS, start: int, out: WORDS) -> None:
    """Fill `out` with a sequence that all replicates share, shuffled in value for each of them."""
    word, shuffled, value = np.empty(LANES, np.uint32), np.empty(LANES, np.uint32), _in_lanes(salts[1])
    for at in range(-(start % REPLICATES), out.size, LANES):
        width = min(LANES, out.size - at)
        for k in range(width):
            word[k] = sequence[(start + at + k) // REPLICATES]
            shuffled[k] = word[k]
        _flip(word[:width], value, shuffled)
        for k in range(max(-at, 0), width):
            out[at + k] = shuffled[k]


@strict
def plain(salts: WORDS, start: int, out: WORDS) -> None:
    """Fill `out` with independent words: two keys of the path and the number of the draw, mixed by SplitMix64."""
    salt = (np.uint64(salts[0, 0]) << np.uint64(32)) | np.uint64(salts[1, 0])
    for k in range(out.size):
        x = np.uint64(salt + np.uint64(start + k + 1) * np.uint64(0x9E3779B97F4A7C15))
        x = np.uint64((x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9))
        x = np.uint64((x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB))
        out[k] = np.uint32((x ^ (x >> np.uint64(31))) >> np.uint64(32))


@strict
def _in_lanes(salt: WORDS) -> WORDS:
    """Return the key of each lane, whose draws are of the replicates in turn."""
    found = np.empty(LANES, np.uint32)
    for k in range(LANES):
        found[k] = salt[k % REPLICATES]
    return found


@strict
def _flip(word: WORDS, salt: WORDS, result: WORDS) -> None:
    """Flip every bit of `result` by a hash of all higher bits of `word`: of the words, a nested uniform scramble."""
    for bit in range(BITS):
        place, turn = _placed(bit)
        for k in range(word.size):
            higher = np.uint32(np.uint32(word[k] >> np.uint32(1)) >> place)
            result[k] = np.uint32(result[k] ^ np.uint32(_hash(higher, salt[k], turn) << place))


@strict
def _turn(number: int, salt: WORDS, first: int, flips: WORDS) -> None:
    """Set the bits of `flips` from the `first` on to what hashes of all higher bits of a number flip, by key."""
    for bit in range(first, BITS):
        place, turn = _placed(bit)
        higher = np.uint32(np.uint32(np.uint32(number) >> np.uint32(1)) >> place)
        for k in range(REPLICATES):
            rest = np.uint32(flips[k] & np.uint32(~np.uint32(np.uint32(1) << place)))
            flips[k] = np.uint32(rest | np.uint32(_hash(higher, salt[k], turn) << place))


@strict
def _first_turned(number: int) -> int:
    """Return the first bit above which a number differs from the number before it."""
    bit = BITS
    while bit > 0 and number & 1 == 0:
        number, bit = number >> 1, bit - 1
    return bit


@strict
def _placed(bit: int) -> tuple[np.uint32, np.uint32]:
    """Return how far a bit stands from the lowest, and the number that belongs to it in hashes."""
    return np.uint32(BITS - 1 - bit), np.uint32(bit * 0x85EBCA6B & 0xFFFFFFFF)


@strict
def _hash(higher: np.uint32, salt: np.uint32, turn: np.uint32) -> np.uint32:
    """Return a bit that depends on the higher bits of a word, a key and the place of the bit."""
    # Every step is cast by itself: otherwise the compiler reckons in 64 bits, at a third of the speed.
    x = np.uint32(higher ^ salt)
    x = np.uint32(x * np.uint32(0x9E3779B1))
    x = np.uint32(x + turn)
    x = np.uint32(x ^ np.uint32(x >> np.uint32(16)))
    x = np.uint32(x * np.uint32(0x7FEB352D))
    x = np.uint32(x ^ np.uint32(x >> np.uint32(15)))
    x = np.uint32(x * np.uint32(0x846CA68B))
    x = np.uint32(x ^ np.uint32(x >> np.uint32(16)))
    return np.uint32(x & np.uint32(1))


@strict
def _mirror(word: np.uint32) -> np.uint32:
    """Return the word with its bits in reverse order."""
    x = np.uint32(word)
    x = np.uint32(((x >> np.uint32(1)) & np.uint32(0x55555555)) | ((x & np.uint32(0x55555555)) << np.uint32(1)))
    x = np.uint32(((x >> np.uint32(2)) & np.uint32(0x33333333)) | ((x & np.uint32(0x33333333)) << np.uint32(2)))
    x = np.uint32(((x >> np.uint32(4)) & np.uint32(0x0F0F0F0F)) | ((x & np.uint32(0x0F0F0F0F)) << np.uint32(4)))
    x = np.uint32(((x >> np.uint32(8)) & np.uint32(0x00FF00FF)) | ((x & np.uint32(0x00FF00FF)) << np.uint32(8)))
    return np.uint32((x >> np.uint32(16)) | (x << np.uint32(16)))

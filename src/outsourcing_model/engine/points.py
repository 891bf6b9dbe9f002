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


def key(*parts: object) -> int:
    """Return a 32-bit key that depends on the parts alone, the same on every machine."""
    text = "\x1f".join(map(str, parts)).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=4).digest(), "little")


def keys(seed: int, path: str) -> WORDS:
    """Return the keys ``[use, replicate]`` of a path: what its numbers, then its values, are shuffled by."""
    uses = ("order", "value")
    return np.array([[key(seed, path, replicate, use) for replicate in range(REPLICATES)] for use in uses], np.uint32)


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
    number, order, value = np.empty(LANES, np.uint32), np.empty(LANES, np.uint32), np.empty(LANES, np.uint32)
    shuffled = np.empty(LANES, np.uint32)
    # The upper bits of all numbers here are zero, so that their flips depend on the replicate alone.
    alike, most = BITS, (start + out.size - 1) // REPLICATES
    while most >> (BITS - alike):
        alike -= 1
    upper = np.zeros(REPLICATES, np.uint32)
    _flip(np.zeros(REPLICATES, np.uint32), salts[0], 0, alike, upper)
    for base in range(0, out.size, LANES):
        width = min(LANES, out.size - base)
        for k in range(width):
            draw = start + base + k
            number[k] = draw // REPLICATES
            order[k] = salts[0, draw % REPLICATES]
            value[k] = salts[1, draw % REPLICATES]
            shuffled[k] = number[k] ^ upper[draw % REPLICATES]
        _flip(number[:width], order, alike, BITS, shuffled)
        for k in range(width):
            number[k] = _mirror(shuffled[k])
            out[base + k] = number[k]
        _flip(number[:width], value, 0, BITS, out[base : base + width])


@strict
def shuffled_rows(salts: WORDS, sequence: WORDS, start: int, out: WORDS) -> None:
    """Fill `out` with a sequence that all replicates share, shuffled in value for each of them."""
    word, value = np.empty(LANES, np.uint32), np.empty(LANES, np.uint32)
    for base in range(0, out.size, LANES):
        width = min(LANES, out.size - base)
        for k in range(width):
            draw = start + base + k
            word[k] = sequence[draw // REPLICATES]
            value[k] = salts[1, draw % REPLICATES]
            out[draw - start] = word[k]
        _flip(word[:width], value, 0, BITS, out[base : base + width])


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
def _flip(word: WORDS, salt: WORDS, first: int, last: int, result: WORDS) -> None:
    """Flip the bits of `result` from the `first` to before the `last`, each by a hash of all higher bits of `word`.

    If it held the words, and all bits are flipped, it then holds a nested uniform scramble of them.
    """
    # Every step is cast by itself: otherwise the compiler reckons in 64 bits, at a third of the speed.
    for bit in range(first, last):
        turn = np.uint32(bit * 0x85EBCA6B & 0xFFFFFFFF)
        place = np.uint32(BITS - 1 - bit)
        for k in range(word.size):
            x = np.uint32(word[k] >> np.uint32(1))
            x = np.uint32(x >> place)
            x = np.uint32(x ^ salt[k])
            x = np.uint32(x * np.uint32(0x9E3779B1))
            x = np.uint32(x + turn)
            x = np.uint32(x ^ np.uint32(x >> np.uint32(16)))
            x = np.uint32(x * np.uint32(0x7FEB352D))
            x = np.uint32(x ^ np.uint32(x >> np.uint32(15)))
            x = np.uint32(x * np.uint32(0x846CA68B))
            x = np.uint32(x ^ np.uint32(x >> np.uint32(16)))
            x = np.uint32(np.uint32(x & np.uint32(1)) << place)
            result[k] = np.uint32(result[k] ^ x)


@strict
def _mirror(word: np.uint32) -> np.uint32:
    """Return the word with its bits in reverse order."""
    x = np.uint32(word)
    x = np.uint32(((x >> np.uint32(1)) & np.uint32(0x55555555)) | ((x & np.uint32(0x55555555)) << np.uint32(1)))
    x = np.uint32(((x >> np.uint32(2)) & np.uint32(0x33333333)) | ((x & np.uint32(0x33333333)) << np.uint32(2)))
    x = np.uint32(((x >> np.uint32(4)) & np.uint32(0x0F0F0F0F)) | ((x & np.uint32(0x0F0F0F0F)) << np.uint32(4)))
    x = np.uint32(((x >> np.uint32(8)) & np.uint32(0x00FF00FF)) | ((x & np.uint32(0x00FF00FF)) << np.uint32(8)))
    return np.uint32((x >> np.uint32(16)) | (x << np.uint32(16)))

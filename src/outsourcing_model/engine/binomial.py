"""Units drawn one by one, without drawing one by one: a binomial number, for compiled rules."""

import math

import numpy as np

from outsourcing_model.engine.compiled import formula


@formula
def uniform(state: int) -> float:
    """Return the share of a state of 64 bits, strictly between 0 and 1: the mixer of SplitMix64."""
    x = np.uint64(state)
    x = np.uint64((x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9))
    x = np.uint64((x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB))
    x = np.uint64(x ^ (x >> np.uint64(31)))
    return ((x >> np.uint64(11)) + 0.5) / 9007199254740992.0


@formula
def binomial(count: float, chance: float, state: int) -> float:
    """Return how many of `count` units come true, each with `chance` up to one half.

    A function of its arguments alone, exact: by adding up probabilities where few are expected, else by rejection from
    a hat (W. Hörmann, The generation of binomial random variates, 1993, algorithm BTRS).
    """
    step = np.uint64(0x9E3779B97F4A7C15)
    word = np.uint64(state)
    odds = chance / (1.0 - chance)
    if count * chance < 10.0:
        left = uniform(word)
        part = math.exp(count * math.log1p(-chance))
        found = 0.0
        while left > part and found < count:
            left -= part
            found += 1.0
            part *= (count - found + 1.0) / found * odds
        return found
    width = math.sqrt(count * chance * (1.0 - chance))
    b = 1.15 + 2.53 * width
    a = -0.0873 + 0.0248 * b + 0.01 * chance
    alpha = (2.83 + 5.1 / b) * width
    middle = math.floor((count + 1.0) * chance)
    peak = math.lgamma(middle + 1.0) + math.lgamma(count - middle + 1.0)
    for _ in range(1000):
        word = np.uint64(word + step)
        u = uniform(word) - 0.5
        word = np.uint64(word + step)
        v = uniform(word)
        near = 0.5 - abs(u)
        found = math.floor((2.0 * a / near + b) * u + count * chance + 0.5)
        if near >= 0.07 and v <= 0.92 - 4.2 / b:
            return found
        if 0.0 <= found <= count:
            height = peak - math.lgamma(found + 1.0) - math.lgamma(count - found + 1.0)
            height += (found - middle) * math.log(odds)
            if math.log(v * alpha / (a / (near * near) + b)) <= height:
                return found
    return middle

"""Workload W as a case, and what the other versions take of it: plain numbers, inputs drawn, distributions of scipy.

All that the benchmarks know of the figures and paths of the case stands here.
"""

import sys
from pathlib import Path

import numpy as np
from scipy import stats
from scipy.stats._distn_infrastructure import rv_frozen
from statement import Array, Inputs, Workload

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.casefile.read import read_case
from outsourcing_model.engine.draws import Draws

sys.path.insert(0, str(Path(__file__).parent / "workload"))
from write_case import BELIEFS, CASE, PROVIDERS, SERVICES, TAKEOVER, WAGE, figures

MONTHS, RATE, CAP = 60, 0.08, 0.15
PAYMENTS = (0.25, 0.25, 0.20, 0.15, 0.10, 0.05)
LATER = (1 + RATE) ** (1 / 12)
"""Credits of the case are set off against the next invoice; the other versions deduct them in the month of the miss."""


def case_of_workload() -> Case:
    """Return workload W, read from its file."""
    return read_case(CASE)


def workload() -> Workload:
    """Return what is fixed, as plain numbers that no case has held."""
    found = figures()
    payments = np.zeros(MONTHS)
    payments[: len(PAYMENTS)] = PAYMENTS
    discount = (1 + RATE) ** (-np.arange(1, MONTHS + 1) / 12)
    fixed = (found.units, found.capacity, found.running, found.limit, found.price, found.lack, found.concentration)
    return Workload(*fixed, payments, discount, CAP)


def inputs_of(table: Array) -> Inputs:
    """Return the inputs of a table [draw, belief] in the order and the units of the case's beliefs."""
    services, providers = len(SERVICES), len(PROVIDERS)
    ends = np.cumsum([1, services, 1, 1, 1, 1, providers, providers, providers])
    market, growths, raises, productivity, running, pay, *by_provider = np.split(table, ends, axis=1)
    level, revision, overrun, incidents = by_provider
    return Inputs(
        growth=market[:, 0] - 1,
        growths=growths,
        raises=raises[:, 0],
        productivity=productivity[:, 0],
        infrastructure=running[:, 0],
        pay=pay[:, 0] * WAGE[1],
        level=level,
        revision=revision,
        transition=TAKEOVER[0] * (1 + overrun),
        shift=np.log(incidents),
    )


def inputs_of_draws(draws: Draws) -> Inputs:
    """Return the inputs that were drawn for the case."""
    return inputs_of(np.column_stack([draws.values[draws.rows[path]] for path in BELIEFS]))


def frozen(case: Case) -> dict[str, rv_frozen]:
    """Return path to distribution as scipy has it, of the uncertain beliefs in the order of the inputs."""
    found = beliefs(case)
    return {path: _distribution(found[path]) for path in BELIEFS}


def normal_correlation() -> Array:
    """Return the correlations of the normal scores behind the inputs."""
    found = 2 * np.sin(np.pi * figures().rank / 6)
    np.fill_diagonal(found, 1)
    return found


def _distribution(belief: Uncertain) -> rv_frozen:
    """Return a belief of the workload as scipy has it."""
    low, *rest = belief.values
    if belief.family == "triangular":
        mode, high = rest
        return stats.triang((mode - low) / (high - low), loc=low, scale=high - low)
    if belief.family == "pert":
        mode, high = rest
        shapes = (1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low))
        return stats.beta(*shapes, loc=low, scale=high - low)
    mean, deviation = belief.values
    if belief.family == "normal":
        return stats.norm(mean, deviation)
    variance = np.log1p((deviation / mean) ** 2)
    return stats.lognorm(np.sqrt(variance), scale=mean * np.exp(-variance / 2))

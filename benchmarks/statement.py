"""Workload W in plain numbers, for the versions that know nothing of a case: what is fixed, and what is drawn."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LIMITS = np.array([0.999, 0.99, 0.95])
STEPS = np.array([0.10, 0.15, 0.75])
"""What a miss of each limit adds to the share of the charge that is credited: 10 %, 25 %, 100 %."""


@dataclass(frozen=True)
class Workload:
    """What is fixed: services, two providers with two levels for each service, terms.

    Parameters
    ----------
    volume, per_person, running : ndarray [service]
        Units in the first month, units that a person handles a month, running cost a unit.
    limits : ndarray [offer, service, 2]
        Where bands of volume end.
    prices : ndarray [offer, service, 3]
        Price a unit in each band.
    missed, concentration : ndarray [offer, service, level]
        Mean share of time down before the provider's shift, and how narrowly a month's share lies around it.
    payments : ndarray [month]
        Shares of the transition.
    discount : ndarray [month]
        Discount factors.
    cap : float
        Greatest share of a month's charges that is credited.
    """

    volume: Array
    per_person: Array
    running: Array
    limits: Array
    prices: Array
    missed: Array
    concentration: Array
    payments: Array
    discount: Array
    cap: float

    @property
    def months(self) -> int:
        """Return the length of the term."""
        return len(self.discount)


@dataclass(frozen=True)
class Inputs:
    """What is drawn: 25 numbers a draw.

    Parameters
    ----------
    growth : ndarray [draw]
        Growth of all volumes a year.
    growths : ndarray [draw, service]
        Growth of each volume on top.
    raises : ndarray [draw]
        Growth of pay a year.
    productivity, infrastructure : ndarray [draw]
        Factors on units a person and on running cost.
    pay : ndarray [draw]
        Pay of a person a year.
    level, revision, transition, shift : ndarray [draw, offer]
        Factor on prices, their growth a year, price of the transition, and how much worse service is, as a logarithm.
    """

    growth: Array
    growths: Array
    raises: Array
    productivity: Array
    infrastructure: Array
    pay: Array
    level: Array
    revision: Array
    transition: Array
    shift: Array

    def part(self, start: int, stop: int) -> "Inputs":
        """Return some of the draws."""
        return Inputs(*(getattr(self, field.name)[start:stop] for field in fields(self)))

    def columns(self) -> Array:
        """Return the inputs as a table [draw, input] in the order of the fields, as the prototypes take them."""
        return np.column_stack([getattr(self, field.name) for field in fields(self)])

    @property
    def count(self) -> int:
        """Return the number of draws."""
        return len(self.growth)

"""The value of a right to give up or to take: the closed form of Black, Scholes and Merton, and a binomial tree.

An add-on beside the comparison, never inside a present cost.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.engine.distributions import quantile

Right = Literal["put", "call"]
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Option:
    """A right to give up `value` for `proceeds` (a put), or to pay `proceeds` for it (a call).

    Parameters
    ----------
    value : float
        Present value of the flows concerned, above zero.
    proceeds : float
        What is received for them (or paid), above zero.
    rate : float
        Rate without risk, continuous, a year.
    years : float
        How long the right stands, above zero.
    volatility : float
        Standard deviation of the value's growth in a year, above zero.

    Raises
    ------
    ValueError
        If a figure that must be above zero is not.
    """

    value: float
    proceeds: float
    rate: float
    years: float
    volatility: float

    def __post_init__(self) -> None:
        """Check the figures."""
        for name in ("value", "proceeds", "years", "volatility"):
            if not getattr(self, name) > 0:
                message = f"{name} is {getattr(self, name)!r}; it must be above zero"
                raise ValueError(message)

    @property
    def d1(self) -> float:
        """Return (ln(value / proceeds) + (rate + volatility² / 2) years) / (volatility √years)."""
        growth = (self.rate + self.volatility**2 / 2) * self.years
        return (math.log(self.value / self.proceeds) + growth) / (self.volatility * math.sqrt(self.years))

    @property
    def d2(self) -> float:
        """Return d1 less volatility √years."""
        return self.d1 - self.volatility * math.sqrt(self.years)


def european(option: Option, right: Right = "put") -> float:
    """Return the value of a right that can be used at the end only.

    Call = value N(d1) - proceeds e^(-rate years) N(d2); put = call - value + proceeds e^(-rate years).
    Source: Black and Scholes (1973), Merton (1973).

    Examples
    --------
    >>> round(european(Option(30.6, 28, 0.04, 2, 0.35)), 4)
    3.4508
    """
    sign = 1 if right == "call" else -1
    later = option.proceeds * math.exp(-option.rate * option.years)
    return sign * (option.value * _NORMAL.cdf(sign * option.d1) - later * _NORMAL.cdf(sign * option.d2))


def binomial(option: Option, right: Right = "put", steps: int = 1000, american: bool = False) -> float:
    """Return the value of a right on a tree of Cox, Ross and Rubinstein (1979).

    With dt = years / steps: u = e^(volatility √dt), d = 1 / u, p = (e^(rate dt) - d) / (u - d), discounted by
    e^(-rate dt) a step.

    Parameters
    ----------
    option : Option
        What is valued.
    right : {"put", "call"}
        To give up or to take.
    steps : int
        Steps of the tree, at least 1.
    american : bool
        Whether the right can be used at any node; at the end only otherwise.

    Raises
    ------
    ValueError
        If there are too few steps for the rate: the chance of a rise must lie between 0 and 1.
    """
    if steps < 1:
        message = f"{steps} steps; a tree has at least one"
        raise ValueError(message)
    step = option.years / steps
    up = math.exp(option.volatility * math.sqrt(step))
    rise = (math.exp(option.rate * step) - 1 / up) / (up - 1 / up)
    if not 0 <= rise <= 1:
        message = f"a rise would have the chance {rise:g} with {steps} steps; use more steps"
        raise ValueError(message)
    sign = 1 if right == "call" else -1
    values = option.value * up ** np.arange(-steps, steps + 1, 2.0)
    worth = np.maximum(sign * (values - option.proceeds), 0.0)
    for _ in range(steps):
        worth = math.exp(-option.rate * step) * (rise * worth[1:] + (1 - rise) * worth[:-1])
        if american:
            values = values[1:] / up
            worth = np.maximum(worth, sign * (values - option.proceeds))
    return float(worth[0])


def abandonment(case: Case) -> tuple[float, float] | None:
    """Return the least and the greatest value of the right to give the contract up; None where the case states none.

    From a put that can be used at the end only, at the 10th percentile of the volatility, to one that can be used at
    any time, at its 90th; value and proceeds at their means.
    """
    stated = case.end_of_term.abandonment if case.end_of_term else None
    if stated is None:
        return None
    low, high = quantile(stated.volatility, np.array([0.1, 0.9]))
    yearly = case.nominal_rate[0] if isinstance(case.nominal_rate, dict) else case.nominal_rate
    rate = math.log1p(yearly) if stated.rate is None else stated.rate

    def with_volatility(volatility: float) -> Option:
        return Option(stated.value_given_up.mean, stated.proceeds.mean, rate, stated.years, volatility)

    return european(with_volatility(float(low))), binomial(with_volatility(float(high)), american=True)

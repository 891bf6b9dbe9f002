"""Money at stake between a company and one provider: what may be received, and what may be owed."""

from collections.abc import Mapping
from dataclasses import dataclass

from outsourcing_model.engine.flows import Array


@dataclass(frozen=True)
class AtStake:
    """What may be received under one heading, undiscounted, over the term or one contract year.

    Parameters
    ----------
    expected, p95 : float
        Simulated mean and 95th percentile of what is received: after all caps, as far as claimed.
    maximum : float or None
        The most that the contract allows at the invoices of the expected run; None if nothing limits it.
    due : float
        Simulated mean of what would be due without any cap.
    """

    expected: float
    p95: float
    maximum: float | None
    due: float = 0.0


@dataclass(frozen=True)
class Trigger:
    """A right to terminate for failure: how likely it is ever met, and when, given that it is.

    Parameters
    ----------
    name : str
        Its name in the case.
    probability : float
        Share of the draws in which it is met in some month.
    p10, p50, p90 : int or None
        Contract month by which it is first met in so many of those draws; None if it never is.
    """

    name: str
    probability: float
    p10: int | None = None
    p50: int | None = None
    p90: int | None = None


@dataclass(frozen=True)
class Owed:
    """What the company may owe beside its charges: expected and 95th percentile over the term, and the most."""

    part: str
    expected: float
    p95: float
    maximum: float | None


@dataclass(frozen=True)
class Judge:
    """Whether penalties are so large that a judge may lower them (Code civil, article 1231-5), as shares of charges.

    Parameters
    ----------
    expected, maximum : float or None
        Penalties over the charges expected over the term; credits that reduce the price are none. No maximum: None.
    alert : float
        Share above which they are flagged.
    price_reduction : bool
        Whether the credits reduce the price, so that the article does not touch them.
    """

    expected: float
    maximum: float | None
    alert: float
    price_reduction: bool

    @property
    def flagged(self) -> bool:
        """Return whether expected or greatest penalties pass the alert, or nothing limits them."""
        return self.maximum is None or max(self.expected, self.maximum) > self.alert + 1e-9


@dataclass(frozen=True)
class Penalties:
    """Everything that one offer may owe in one alternative for missed levels and delays.

    Parameters
    ----------
    alternative, offer : str
        Whose they are.
    total : AtStake
        Credits and delay damages over the term.
    credits, damages : AtStake
        Each alone.
    levels, services : mapping
        Level and service to what its credits are; received is shared among levels by what each is due.
    expected_by_month, maximum_by_month : ndarray [month]
        Of month of service; damages at their expected month.
    years : tuple of AtStake
        By contract year.
    charges : float
        Charges expected over the term.
    capped, capped_months, idle_months : float
        Probability of a month cut by the monthly cap, expected such months, and expected months in which a further miss
        would have returned nothing.
    triggers : tuple of Trigger
    owed : tuple of Owed
        What the company may owe this provider.
    liability : AtStake or None
        The cap of liability in its `maximum`, and in `expected` what is counted against it; None if none is stated.
    judge : Judge or None
        Only under French law.
    """

    alternative: str
    offer: str
    total: AtStake
    credits: AtStake
    damages: AtStake
    levels: Mapping[str, AtStake]
    services: Mapping[str, AtStake]
    expected_by_month: Array
    maximum_by_month: Array
    years: tuple[AtStake, ...]
    charges: float
    capped: float
    capped_months: float
    idle_months: float
    triggers: tuple[Trigger, ...]
    owed: tuple[Owed, ...]
    liability: AtStake | None
    judge: Judge | None

    @property
    def share_of_charges(self) -> float | None:
        """Return what is expected as a share of the charges; None without charges."""
        return self.total.expected / self.charges if self.charges > 0 else None

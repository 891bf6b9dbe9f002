"""Risk-adjusted cost as a should-cost model shows it: base, quantified risk, optimism bias, before and after."""

from dataclasses import dataclass

from outsourcing_model.case.optimism import OptimismBias, bias_of
from outsourcing_model.metrics import headings
from outsourcing_model.metrics.make_or_buy import outsources
from outsourcing_model.metrics.results import Comparison

RISK = "risk"


@dataclass(frozen=True)
class ShouldCost:
    """Present cost of an alternative in steps, simulated means.

    Parameters
    ----------
    alternative : str
        Whose cost it is.
    base : float
        Present cost without any risk event.
    risk : float
        Mean present cost of the risk events.
    biased : float
        The part of the base that the optimism bias applies to.
    managed : float
        Bias that is left after mitigation, a share; 0 where none is stated.
    risk_management : float
        Present cost of the mitigation.
    bias : OptimismBias or None
        What the case states.
    """

    alternative: str
    base: float
    risk: float
    biased: float
    managed: float
    risk_management: float
    bias: OptimismBias | None

    @property
    def before(self) -> float:
        """Return the cost that the comparison shows: base and quantified risk."""
        return self.base + self.risk

    @property
    def allowance(self) -> float:
        """Return what the optimism bias adds."""
        return self.biased * self.managed

    @property
    def adjusted(self) -> float:
        """Return base with its bias, the cost of managing risk and the quantified risk."""
        return self.before + self.allowance + self.risk_management


def should_cost(comparison: Comparison, alternative: str) -> ShouldCost:
    """Return the risk-adjusted cost of an alternative.

    Notes
    -----
    Managed bias = upper bound (1 - mitigation); adjusted = base (1 + managed bias) + cost of risk management, after
    HM Treasury, Green Book supplementary guidance (Mott MacDonald 2002). `on: operating` applies the bias to the
    lines of operating spending alone. Nothing of it enters the comparison.
    """
    lines = comparison.alternatives[alternative].cost_structure.values()
    biases = comparison.case.optimism_bias
    bias = bias_of(biases, alternative, outsources(comparison, alternative))[1]
    base = [line for line in lines if line.category != RISK]
    everything = bias is not None and bias.on == "all"
    return ShouldCost(
        alternative=alternative,
        base=sum(line.npv for line in base),
        risk=sum((line.npv for line in lines if line.category == RISK), 0.0),
        biased=sum(line.npv for line in base if everything or headings.kind(line) == headings.OPERATING),
        managed=bias.managed if bias else 0.0,
        risk_management=bias.risk_management if bias else 0.0,
        bias=bias,
    )


def should_costs(comparison: Comparison) -> dict[str, ShouldCost]:
    """Return alternative to its risk-adjusted cost; empty where the case states no risk of money and no bias."""
    found = {name: should_cost(comparison, name) for name in comparison.alternatives}
    return found if any(each.risk or each.bias for each in found.values()) else {}

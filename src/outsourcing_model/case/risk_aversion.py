"""Risk aversion: how much money the company can risk before an even bet no longer pleases it."""

from outsourcing_model.case.record import Record, quantity, stated


class RiskAversion(Record):
    """The taste for risk, as exponential utility states it; shown beside the answer and never inside it."""

    tolerance: float = quantity(
        "risk tolerance: the R for which an even bet to win R or lose half of it is just acceptable",
        kind="amount", unit="currency", low=0.01, high=1e15,
    )  # fmt: skip
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")
    note: str = stated("what a reader should know", "")

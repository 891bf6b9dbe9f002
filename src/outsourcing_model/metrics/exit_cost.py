"""What leaving one offer at one month costs, part by part."""

from dataclasses import dataclass

EXIT_PARTS = ("fee", "assistance", "data_extraction", "reinsourcing", "retender", "dual_running")
"""What an exit may cost, in the order in which it is shown."""


@dataclass(frozen=True)
class ExitCost:
    """What leaving one offer at the end of a month would cost in the expected run, undiscounted.

    Parameters
    ----------
    alternative, offer : str
        What is left.
    month : int
        Contract month at whose end it is left.
    fee, assistance, data_extraction : float
        Due to the provider: for leaving early, for its help, for the data.
    reinsourcing, retender : float
        The company's own cost before the term, of the way back or of the next tender.
    dual_running : float
        What the provider is paid beside its successor.
    possible_from : int
        First month in which the contract allows to leave for convenience.
    ground : str
        ``convenience``, ``breach`` or ``expiry``.
    notice_month : int or None
        Contract month by whose end notice is given; below 1 it lies before the contract. None where none is needed.
    """

    alternative: str
    offer: str
    month: int
    fee: float
    assistance: float
    reinsourcing: float
    possible_from: int
    ground: str = "convenience"
    data_extraction: float = 0.0
    retender: float = 0.0
    dual_running: float = 0.0
    notice_month: int | None = None

    @property
    def total(self) -> float:
        """Return the sum of all parts."""
        return float(sum(getattr(self, part) for part in EXIT_PARTS))

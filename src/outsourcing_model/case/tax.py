"""Tax on profit: what is booked as cost lowers it."""

from outsourcing_model.case.record import Record, quantity, stated
from outsourcing_model.case.uncertain import Uncertain


class Tax(Record):
    """The rate at which cost is relieved; a case without it is reckoned before tax."""

    name: str = stated("what people call it", "")
    rate: Uncertain = quantity("rate on profit", kind="fraction", unit="share", low=0, high=0.9)
    source: str = stated("where the figures come from", "")
    status: str = stated("estimate, quote, contract, measured or law", "")

"""The provider’s lines of the cash flow: the formula of a month of payment, from terms and months of service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from outsourcing_model.case.offer import Offer
from outsourcing_model.engine.flows import CashLine
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.book import Row
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.damages import key_of
from outsourcing_model.presentation.workbook.fee_cells import fee_cells


@dataclass(frozen=True)
class Contracted:
    """What the lines of one offer are computed from; `month` in its methods is the cell of the month of payment.

    Parameters
    ----------
    offer : str
        Which one.
    record : Offer
        Its terms.
    names : mapping
        Key of a term to the name of its cell.
    charged : Charged
        Its rows of charges.
    received : Row or None
        Its credits by month of service.
    lag : str
        Name of the cell with the months from service to payment.
    """

    offer: str
    record: Offer
    names: Mapping[str, str]
    charged: Charged
    received: Row | None
    lag: str

    def converted(self, amount: str, month: str, lag: int) -> str:
        """Return an amount in the currency of the case, at the rate of the month of service."""
        rate = self.charged.rate
        if rate is None:
            return amount
        shift = {0: "0", self.record.payment_months: self.lag}.get(lag, f"({self.lag}+1)")
        return f"({amount})*INDEX({rate.range},MAX(MIN({month}-{shift},term_months),1))"

    def named(self, term: str) -> str:
        """Return the name of the cell of a term."""
        return self.names[f"offers.{self.offer}.{term}"]

    def of_service(self, kind: str, name: str, month: str) -> str:
        """Return a line that belongs to a service or has a name: charges, gain share, committed units, pass-through."""
        charged = self.charged
        rows = {
            "charges": charged.charges, "gain_share": charged.gains, "unit_commitment": charged.missing_units,
            "pass_through": charged.passed_through,
        }  # fmt: skip
        return _shifted(rows[kind][name], month, self.lag)

    def minimum_commitment(self, month: str) -> str:
        """Return the top-up to the minimum commitment."""
        return _shifted(self.charged.shortfall, month, self.lag) if self.charged.shortfall else "0"

    def discount(self, month: str) -> str:
        """Return the discount on the total, below zero."""
        return _shifted(self.charged.discount, month, self.lag) if self.charged.discount else "0"

    def credits(self, month: str) -> str:
        """Return the credits received, set off against the next invoice."""
        return f"-{_shifted(self.received, month, f'({self.lag}+1)')}" if self.received else "0"

    def late_payment(self, month: str) -> str:
        """Return what paying late costs: interest and indemnity on the share of the invoices that is late."""
        roles = {"share": "share", "days": "days", "rate": "rate", "indemnity": "indemnity"}
        cells = {role: self.named(f"late_payment.{name}") for role, name in roles.items()}
        invoice = f"INDEX({self.charged.invoice.range},MAX({month}-{self.lag},1))"
        cells |= {"invoice": invoice, "days_a_year": "days_a_year"}
        paid = KINDS["late_payment"].formula(self.record.late_payment, cells)
        return f"IF(AND({month}>{self.lag},{month}<=term_months+{self.lag}),{paid},0)"

    def transition(self, month: str) -> str:
        """Return what milestones bring of the transition's price."""
        return self._instalments(f"({month}-{self.lag})", f"(1-{self.named('transition.financed')})")

    def transition_overrun(self, month: str) -> str:
        """Return the company's own overrun, paid with the milestones."""
        return self._instalments(month, self.named("transition.overrun"))

    def _instalments(self, month: str, share: str) -> str:
        """Return a share of the price of the transition, as far as a milestone falls in the month."""
        moved = f"offers.{self.offer}.transition.milestone_paid"
        months = self.names.get(moved) or self.named("transition.milestone_months")
        paid = f"SUMIFS({self.named('transition.milestone_shares')},{months},{month})"
        return f"SUM({self.named('transition.price')})*{share}*{paid}"

    def delay_damages(self, month: str) -> str:
        """Return the delay damages, set off against the invoice after the takeover or the milestone."""
        terms = self.record.transition
        due = {name: self.names[f"{key_of(self.offer, name)}due"] for name in terms.damages}
        if terms.damages_cap is None:
            parts = [f"IF({month}={self._set_off(name)},-{cell},0)" for name, cell in due.items()]
            return "+".join(parts)
        upto, before = (
            "+".join(f"IF({self._set_off(name)}{sign}{month},{cell},0)" for name, cell in due.items())
            for sign in ("<=", "<")
        )
        cap = self.named("transition.damages_cap")
        return f"MIN({before},{cap})-MIN({upto},{cap})"

    def _set_off(self, name: str) -> str:
        """Return the month of payment against whose invoice the damages of a milestone, or of the takeover, are set."""
        if name:
            return f"({self.named(f'transition.milestones.{name}.paid')}+{self.lag}+1)"
        return f"MIN(INT({self.named('takeover')})+1,term_months)+{self.lag}+1"

    def termination_fee(self, month: str) -> str:
        """Return the termination fee."""
        cells = fee_cells(self.offer, self.record.exit, self.names, self.charged, "exit_month")
        return f"IF({month}=exit_month+{self.lag},{KINDS['termination_fee'].formula(self.record, cells)},0)"

    def exit_assistance(self, month: str) -> str:
        """Return the provider's help to hand over."""
        return f"IF({month}=exit_month+{self.lag},{self.named('exit.assistance')},0)"

    def data_extraction(self, month: str) -> str:
        """Return the price of giving the data back."""
        return f"IF({month}=exit_month+{self.lag},{self.named('exit.data_extraction')},0)"

    def exit_dual_running(self, month: str) -> str:
        """Return what the provider is paid beside its successor."""
        invoice = f"INDEX({self.charged.usual.range},exit_month)"
        paid = f"{self.named('exit.dual_running_months')}*{invoice}"
        return f"IF(AND({month}=exit_month+{self.lag},exit_month<term_months),{paid},0)"

    def retender(self, month: str) -> str:
        """Return the cost of the next tender before the term."""
        return f"IF(AND({month}=exit_month,exit_month<term_months),{self.named('exit.retender')},0)"

    def reinsourcing(self, month: str) -> str:
        """Return the cost to take the services back before the term."""
        return f"IF(AND({month}=exit_month,exit_month<term_months),{self.named('exit.reinsourcing')},0)"


_LINES: Mapping[str, Callable[[Contracted, str], str]] = {
    "minimum_commitment": Contracted.minimum_commitment,
    "discount": Contracted.discount,
    "credits": Contracted.credits,
    "late_payment": Contracted.late_payment,
    "transition": Contracted.transition,
    "transition_overrun": Contracted.transition_overrun,
    "delay_damages": Contracted.delay_damages,
    "termination_fee": Contracted.termination_fee,
    "exit_assistance": Contracted.exit_assistance,
    "reinsourcing": Contracted.reinsourcing,
    "data_extraction": Contracted.data_extraction,
    "retender": Contracted.retender,
    "exit_dual_running": Contracted.exit_dual_running,
}


def formula_of(line: CashLine, offers: Mapping[str, Contracted], months: Row) -> Callable[[str], str] | None:
    """Return the formula of a line that the terms decide, by column; none for a line of our own, which is an input."""
    kind, _, rest = line.id.partition(".")
    offer, _, name = rest.partition(".")
    if not line.path.startswith("offers.") or offer not in offers:
        return None
    terms = offers[offer]

    def formula(now: str) -> str:
        month = months.at(now, months.page)
        own = terms.of_service(kind, name, month) if name else _LINES[kind](terms, month)
        return terms.converted(own, month, line.lag)

    return formula


def _shifted(row: Row, month: str, lag: str) -> str:
    """Return what a row of months of service brings in a month of payment."""
    return f"IF(AND({month}>{lag},{month}<=term_months+{lag}),INDEX({row.range},MAX({month}-{lag},1)),0)"

"""The cells from which the fee for leaving at one month is computed."""

from collections.abc import Mapping

from outsourcing_model.case.exit_terms import ExitTerms
from outsourcing_model.presentation.workbook.charges_page import Charged

STATED = ("unamortised", "wind_down", "months_of_charges")
FURTHER = ("months_of_base", "share_of_remaining", "cap", "cap_share")
"""Terms that have a cell only where they are stated."""


def fee_cells(offer: str, terms: ExitTerms, names: Mapping[str, str], charged: Charged, month: str) -> dict[str, str]:
    """Return role to cell (or to what takes its place) of the fee formula; `month` is the cell of the last month."""
    key = f"offers.{offer}.exit."
    further = [field for field in FURTHER if key + field in names]
    cells = {role: names[key + role] for role in (*STATED, *further)}
    cells |= {"month": month, "term": "term_months", "invoice": f"INDEX({charged.usual.range},{month})"}
    if terms.looks_ahead:
        bases = {service: names[f"offers.{offer}.charges.{service}.base"] for service in charged.based}
        cells["base"] = _at_prices(charged, bases, month)
        cells["reference"] = _at_prices(charged, charged.reference, month)
        cells["takeover"] = charged.takeover
    return cells


def _at_prices(charged: Charged, amounts: Mapping[str, str], month: str) -> str:
    """Return the sum of amounts by service at the prices of a month, nothing if there are none."""
    parts = [f"{name}{charged.factors.prices(month, service)}" for service, name in amounts.items()]
    return f"({'+'.join(parts) or '0'})"

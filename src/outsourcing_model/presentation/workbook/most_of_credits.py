"""The most that credits can come to over the term: what each cap leaves, else what every level returns at most."""

from outsourcing_model.case.credits import CreditScheme, Step
from outsourcing_model.metrics import contract_most
from outsourcing_model.presentation.workbook.book import Page
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.takeover import hint
from outsourcing_model.presentation.workbook.view import View

Limit = tuple[str, float]
"""A formula and its number."""

_CAPS: dict[str, tuple[Step, str]] = {
    "monthly_cap": ("monthly_cap", "monthly_cap"), "rolling_cap": ("rolling_cap", "rolling_cap.share"),
    "yearly_cap": ("yearly_cap", "yearly_cap"), "contract_cap": ("contract_cap", "contract_cap"),
    "contract_cap_amount": ("contract_cap", "contract_cap_amount"),
}  # fmt: skip
"""Field of a scheme to its step and the cell of its limit."""


def caps(page: Page, view: View, offer: str, scheme: CreditScheme, charged: Charged) -> list[Limit]:
    """Return what each cap that a scheme states leaves over the term, from what is invoiced over it."""
    invoiced = f"SUMPRODUCT(({charged.invoice.range}>0)*{charged.invoice.range})"
    total = sum(max(value, 0.0) for value in charged.invoice.values)
    found = []
    for field, (step, term) in _CAPS.items():
        stated = getattr(scheme, field)
        if stated is None:
            continue
        cell = page.book.names[f"offers.{offer}.credits.{term}"]
        share = stated.share if field == "rolling_cap" else stated
        times = contract_most.beyond(scheme, step)
        formula = cell if field == "contract_cap_amount" else f"{cell}*{invoiced}"
        repeated = f"*{_most_repeated(page, view, offer)}" if times > 1 else ""
        found.append((f"{formula}{repeated}", (share if field == "contract_cap_amount" else share * total) * times))
    return found


def _most_repeated(page: Page, view: View, offer: str) -> str:
    """Return the greatest multiplier of repeated misses."""
    names = page.book.names
    cells = [names[f"offers.{offer}.credits.{name}.repeat.multiplier"] for name, terms in view.tiers(offer).items()
             if terms.repeat is not None]  # fmt: skip
    return f"MAX({','.join(cells)})" if len(cells) > 1 else cells[0]


def by_levels(page: Page, view: View, offer: str) -> list[Limit]:
    """Return what all levels return at most if each is limited by itself: the model's number, on a line of its own."""
    found = list(contract_most.by_levels(view.run, view.alternative, offer))
    if not found:
        return []
    page.text(0, view.say("levels.most_by_levels"), "label")
    page.text(1, view.unit("currency"), "note")
    page.number(2, found[0], "money")
    page.row += 1
    where = page.where(page.row - 1, 2)
    return [(page.book.define(f"offers.{offer}.most_by_levels", hint(view, offer, "most_by_levels"), where), found[0])]

"""The month in which every level is missed as far as can be: what is due of it before any cap on the month."""

from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.book import Page
from outsourcing_model.presentation.workbook.charges_page import Charged
from outsourcing_model.presentation.workbook.view import View

Amount = tuple[str, float]
"""A formula and its number."""


def due(page: Page, view: View, offer: str, worst: dict[str, Amount], charged: Charged) -> Amount:
    """Return what levels return together: points by their table, services at most their cap, the pool what it holds."""
    scheme, names, tiers = view.case.offers[offer].credits, page.book.names, view.tiers(offer)
    key, invoice = f"offers.{offer}.credits", view.reference_invoice(offer)
    rest = dict(worst)
    pointed = _together([rest.pop(name) for name, terms in tiers.items() if terms.way == "points"])
    if pointed is not None and scheme is not None and scheme.points_table is not None:
        cells = {"points": f"({pointed[0]})", "totals": names[f"{key}.points_table.at"], "slack": "slack",
                 "steps": names[f"{key}.points_table.steps"], "invoice": charged.reference_total}  # fmt: skip
        kind = KINDS["points_table"]
        answer = kind.example(scheme.points_table, points=pointed[1], invoice=invoice)
        pointed = kind.formula(scheme.points_table, cells), answer
    parts = [] if pointed is None else [pointed]
    pool = _together([rest.pop(name) for name, terms in tiers.items() if terms.way == "allocation"])
    for service, cap in view.service_caps(offer).items():
        mine = [rest.pop(name) for name in list(rest) if view.case.service_levels[name].service == service]
        if (together := _together(mine)) is not None:
            cells = {
                "due": together[0],
                "charge": charged.reference[service],
                "cap": names[f"{key}.service_caps.{service}"],
            }
            charge = view.reference(offer, service)
            answer = KINDS["service_cap"].example(scheme, due=together[1], charge=charge, cap=cap)
            parts.append((KINDS["service_cap"].formula(scheme, cells), answer))
    if pool is not None:
        cells = {"due": pool[0], "at_risk": names[f"{key}.at_risk"], "invoice": charged.reference_total}
        answer = KINDS["pool"].example(scheme, due=pool[1], invoice=invoice)
        parts.append((KINDS["pool"].formula(scheme, cells), answer))
    return _together([*parts, *rest.values()]) or ("0", 0.0)


def _together(amounts: list[Amount]) -> Amount | None:
    """Return a sum, nothing if there is nothing to sum."""
    if not amounts:
        return None
    return "+".join(formula for formula, _ in amounts), sum(value for _, value in amounts)

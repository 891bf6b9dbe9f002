"""Make or buy, and the risk-adjusted cost, as public guides lay them out."""

from decimal import Decimal

from outsourcing_model.metrics.make_or_buy import MakeOrBuy, make_or_buy_views
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.should_cost import ShouldCost, should_costs
from outsourcing_model.presentation.formats import amount_full, percent
from outsourcing_model.presentation.labels import alternative_label
from outsourcing_model.presentation.sections.grid import Grid, Row, missing
from outsourcing_model.quantities import cents
from outsourcing_model.wording import say

_LOOKS = {
    "net_transitional": "sub", "net_ongoing": "sub", "differential": "total", "before": "sub", "adjusted": "total",
}  # fmt: skip


_IF_ANY = {"transitional_receipts", "ongoing_receipts", "rounding"}


def make_or_buy_table(comparison: Comparison, lang: str) -> Grid | None:
    """Return avoidable, net transitional and net ongoing cost of what could be handed over; None where nothing could.

    Printed sums are sums of printed figures; what that leaves of the saving is the rounding.
    """
    views = make_or_buy_views(comparison)
    if not views:
        return None
    columns = [_sides(view, comparison) for view in views]
    wanted = [name for name in columns[0] if name not in _IF_ANY or any(column[name] for column in columns)]
    rows = [_row("make_or_buy", name, [column[name] for column in columns], lang) for name in wanted]
    names = (alternative_label(view.alternative, comparison.case) for view in views)
    caption = say("view.make_or_buy.caption", lang, currency=comparison.case.currency)
    return Grid(caption, ("", *names), tuple(rows))


def _sides(view: MakeOrBuy, comparison: Comparison) -> dict[str, Decimal]:
    """Return the figures of a column in the order printed."""
    names = ("transitional", "transitional_receipts", "ongoing", "ongoing_receipts")
    avoidable, (once, back, lasting, returned) = cents(view.avoidable), (cents(getattr(view, name)) for name in names)
    own, other = (_present(comparison, name) for name in (comparison.reference, view.alternative))
    saving = own - other
    return {
        "avoidable": avoidable,
        "transitional": once,
        "transitional_receipts": -back,
        "net_transitional": once - back,
        "ongoing": lasting,
        "ongoing_receipts": -returned,
        "net_ongoing": lasting - returned,
        "rounding": saving - (avoidable - once + back - lasting + returned),
        "differential": saving,
    }


def _present(comparison: Comparison, alternative: str) -> Decimal:
    """Return an alternative's present cost as the cost structure prints it."""
    return cents(sum(line.npv for line in comparison.alternatives[alternative].cost_structure.values()))


def should_cost_table(comparison: Comparison, lang: str) -> Grid | None:
    """Return cost and saving before and after risk; None where the case states neither events of money nor a bias."""
    views = should_costs(comparison)
    if not views:
        return None
    printed = {name: _steps(view) for name, view in views.items()}
    biased = any(view.bias for view in views.values())
    wanted = ["base", "risk", "before", *(["allowance", "risk_management", "adjusted"] if biased else [])]
    rows = [_row("should_cost", name, [column[name] for column in printed.values()], lang) for name in wanted]
    if biased:
        shares = (percent(view.managed, lang, 2) if view.bias else missing("", lang) for view in views.values())
        rows.insert(3, Row(say("view.should_cost.managed", lang), tuple(shares)))
    before = printed[comparison.reference]
    for name in ("base", "before", *(["adjusted"] if biased else [])):
        savings = [before[name] - column[name] for column in printed.values()]
        rows.append(_row("should_cost", f"saving_{name}", savings, lang))
    columns = ("", *(alternative_label(name, comparison.case) for name in views))
    return Grid(say("view.should_cost.caption", lang, currency=comparison.case.currency), columns, tuple(rows))


def _steps(view: ShouldCost) -> dict[str, Decimal]:
    """Return the steps to the cent, each sum the sum of what is printed."""
    before, risk, adjusted, managing = map(cents, (view.before, view.risk, view.adjusted, view.risk_management))
    return {
        "base": before - risk,
        "risk": risk,
        "before": before,
        "allowance": adjusted - managing - before,
        "risk_management": managing,
        "adjusted": adjusted,
    }


def _row(area: str, name: str, values: list[Decimal], lang: str) -> Row:
    """Return one row of amounts."""
    cells = tuple(amount_full(value, lang) for value in values)
    return Row(say(f"view.{area}.{name}", lang), cells, _LOOKS.get(name, ""))

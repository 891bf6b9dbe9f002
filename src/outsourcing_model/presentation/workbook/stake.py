"""What a clause is worth, in present money, for the internal edition."""

from collections.abc import Iterable

from outsourcing_model.case.case import Clause
from outsourcing_model.metrics.results import CostStructureLine
from outsourcing_model.presentation.labels import line_label, path_label
from outsourcing_model.presentation.workbook.view import View

_CATEGORIES = {"charges": ("charges",), "transition": ("transition", "parallel"), "exit": ("exit",)}


def money_at_stake(view: View, name: str, stated: Clause) -> tuple[str, float] | None:
    """Return what the figure at stake under a clause is called, and the amount; nothing if no figure belongs to it."""
    if view.comparison is None:
        return None
    result = view.comparison.alternatives[view.alternative]
    structure = result.cost_structure.values()
    if stated.money:
        lines = [line for line in structure if line.path == stated.money or line.path.startswith(f"{stated.money}.")]
        return (
            (_called(view, lines) or path_label(stated.money, view.case, view.lang), _present(lines)) if lines else None
        )
    if name in _CATEGORIES:
        lines = [line for line in structure if line.category in _CATEGORIES[name]]
        return (_called(view, lines), _present(lines)) if lines else None
    if name == "credits" and result.receivable.present.mean:
        return view.say("stake.credits"), result.receivable.present.mean
    if name == "termination" and result.payable.maximum:
        return view.say("stake.termination"), result.payable.maximum
    return None


def _present(lines: Iterable[CostStructureLine]) -> float:
    """Return the simulated present cost of some lines."""
    return sum(line.npv for line in lines)


def _called(view: View, lines: list[CostStructureLine]) -> str:
    """Return what some lines are called, with what is measured of them."""
    names = list(dict.fromkeys(line_label(line.label, view.lang, view.case) for line in lines))
    return view.say("stake.present", lines=", ".join(names))

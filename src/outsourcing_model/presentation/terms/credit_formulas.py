"""The formulas of what one level returns, over cells given by their role; their only numbers are 0 and 1."""

from outsourcing_model.case.level_credit import LevelCredit, Persistent, Repeat
from outsourcing_model.presentation.terms.cells import Cells


def missed(terms: LevelCredit) -> str:
    """Return whether each limit of a level is missed, as roles: below a share, above a number."""
    return "({attained}>{limits}+{slack})" if terms.above else "({attained}<{limits}-{slack})"


def stepped(terms: LevelCredit, cells: Cells) -> str:
    """Return what the tiers of a level give: the step of each one missed; by its probability if that is known."""
    shares = missed(terms) if "attained" in cells else "{missed}"
    return ("SUMPRODUCT(" + shares + "*{steps})").format(**cells)


def credit_tiers(terms: LevelCredit, cells: Cells) -> str:
    """Return the credit of a period: each tier missed adds its step of the charge, nothing of one below zero."""
    return stepped(terms, cells) + "*MAX({charge},0)".format(**cells)


def penalty_points(terms: LevelCredit, cells: Cells) -> str:
    """Return the penalty points of a period."""
    return stepped(terms, cells)


def allocation(terms: LevelCredit, cells: Cells) -> str:
    """Return what a level returns of the amount at risk: its share of it, times the multiplier of the tier missed."""
    return stepped(terms, cells) + "*{allocation}*{at_risk}*MAX({charge},0)".format(**cells)


def per_point(terms: LevelCredit, cells: Cells) -> str:
    """Return the credit of the points by which a level misses its target, at most the share that it may return."""
    short = "{shortfall}" if "shortfall" in cells else "MAX({target}-{attained},0)"
    points = "INT(" + short + "/{point}+{slack})" if terms.whole_points else short + "/{point}"
    return _at_most(points + "*{rate}", "*MAX({charge},0)", cells)


def per_hour(_terms: LevelCredit, cells: Cells) -> str:
    """Return the credit of the hours down in a period, beyond those that are free; nothing if nothing is charged."""
    down = (
        "MAX({lost},0)"
        if "lost" in cells
        else "MAX(1-{attained}-{free}/{hours},0)"
        if "free" in cells
        else "(1-{attained})"
    )
    due = "{amount}*{hours}*" + down
    due = "MIN(" + due + ",{most}*{charge})" if "most" in cells else due
    return ("IF({charge}>0," + due + ",0)").format(**cells)


def _at_most(share: str, of: str, cells: Cells) -> str:
    """Return a share of a charge, at most the most that the level may return if one is stated."""
    limited = "MIN(" + share + ",{most})" if "most" in cells else share
    return (limited + of).format(**cells)


def repeat(_terms: Repeat, cells: Cells) -> str:
    """Return what a miss returns after so many misses in a row before it."""
    return "IF({before}>={after},{multiplier},1)*{credit}".format(**cells)


def persistent(_terms: Persistent, cells: Cells) -> str:
    """Return what a miss returns on top, with so many misses in the months that count, itself included."""
    return "IF({found}>={misses},{credit},0)*MAX({charge},0)".format(**cells)


def credit_due(terms: LevelCredit, cells: Cells) -> str:
    """Return what is due of a credit: without our own share, and the part of its contract year."""
    due = "{credit}*(1-{our_share})" if "our_share" in cells else "{credit}"
    part = "*INDEX({parts},MIN({year},ROWS({parts})))" if terms.by_year else ""
    return (due + part).format(**cells)

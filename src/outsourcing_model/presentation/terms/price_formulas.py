"""The formula of each term that moves prices, over cells given by their role; its only numbers are 0 and 1."""

from outsourcing_model.case.exchange import ExchangeClause
from outsourcing_model.case.indexation import Indexation
from outsourcing_model.case.price_terms import Benchmark
from outsourcing_model.presentation.terms.cells import Cells

_ROUND = {"nearest": "ROUND({x}+{slack},{digits})", "up": "ROUNDUP({x}-{slack},{digits})",
          "down": "ROUNDDOWN({x}+{slack},{digits})"}  # fmt: skip


def index_level(cells: Cells) -> str:
    """Return the level of an index: the last one known, times growth for the months beyond."""
    return "{known}*(1+{growth})^({beyond}/{months_a_year})".format(**cells)


def index_against(cells: Cells) -> str:
    """Return the level that a chained clause compares with: that of the revision before, at first the base."""
    return "IF({month}=1,{base},IF({revised}=1,{level_before},{before}))".format(**cells)


def coefficient(terms: Indexation, cells: Cells, ratios: list[tuple[str, str, str]]) -> str:
    """Return fixed part + sum of weight x level / level compared with, rounded as the clause says.

    `ratios` holds the cells of weight, level and level compared with, index by index.
    """
    parts = "+".join(f"{weight}*{now}/{against}" for weight, now, against in ratios)
    formula = f"{cells['fixed']}+{parts}"
    return formula if terms.rounding is None else _ROUND[terms.rounding.mode].format(x=formula, **cells)


def without_limits(cells: Cells) -> str:
    """Return the factor of a chained clause as it would be without cap and floor."""
    return "IF({month}=1,1,{before}*IF({revised}=1,{coefficient},1))".format(**cells)


def indexation(terms: Indexation, cells: Cells) -> str:
    """Return the revision factor of a month from that of the month before: it moves in months of revision."""
    chained = terms.method == "chained"
    if terms.excess == "carried":
        step = "{unlimited}/{before}" if chained else "{coefficient}/{before}"
    else:
        step = "{coefficient}" if chained else "{coefficient}/{coefficient_before}"
    limited = "MIN(MAX(" + step + ",1+{floor}),1+{cap})"
    return ("IF({month}=1,1,IF({revised}=1,{before}*" + limited + ",{before}))").format(**cells)


def productivity(_yearly: object, cells: Cells) -> str:
    """Return the price reduction of a contract year."""
    return "(1-{productivity})^({year}-1)".format(**cells)


def benchmark(terms: Benchmark, cells: Cells) -> str:
    """Return what a comparison with the market makes of prices, from its month on."""
    counted = "({gap}-{tolerance})" if terms.counts == "excess" else "{gap}"
    fall = "{passed_on}*" + counted
    fall = "MIN(" + fall + ",{most})" if terms.most is not None else fall
    return ("IF({month}<{from_month},1,1-IF({gap}>{tolerance}+{slack}," + fall + ",0))").format(**cells)


def exchange_rate(cells: Cells) -> str:
    """Return the rate of exchange of a month."""
    return "{rate}*(1+{drift})^(({month}-1)/{months_a_year})".format(**cells)


def exchange(terms: ExchangeClause, cells: Cells) -> str:
    """Return the adjustment of prices to a rate of exchange that leaves the band."""
    deviation = "({rate}/{reference}-1)"
    if terms.beyond == "whole":
        beyond = "IF(ABS(" + deviation + ")>{band}+{slack}," + deviation + ",0)"
    else:
        beyond = "(" + deviation + "-MIN(MAX(" + deviation + ",-{band}),{band}))"
    return ("1+{share}*" + beyond).format(**cells)

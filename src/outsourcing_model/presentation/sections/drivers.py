"""What drives the answer, as tables: rank correlation, Sobol indices, scenarios, break-even and moved figures."""

from dataclasses import replace

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import LOOKED_AT
from outsourcing_model.metrics.break_even import BreakEven
from outsourcing_model.metrics.rank_correlation import RankCorrelation
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.scenario_effect import ScenarioEffect
from outsourcing_model.metrics.sobol import Index, Sobol
from outsourcing_model.metrics.table import Table
from outsourcing_model.metrics.tornado import Tornado
from outsourcing_model.presentation.charts import scenario_effects, tornado
from outsourcing_model.presentation.formats import money, number
from outsourcing_model.presentation.labels import alternative_label, path_label, path_value, path_value_full
from outsourcing_model.presentation.sections.grid import Grid, Row, from_frame
from outsourcing_model.wording import say

_SHOWN = 12
_PLACES = 2
_FELT, _TOLD = 0.5, 0.005
"""Money and share of the variance below which an input is not shown."""


def _heads(names: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """Return column headings."""
    return tuple(say(f"sensitivity.column.{name}", lang) for name in names)


def tornado_table(found: Tornado, case: Case, lang: str) -> Grid:
    """Return the ends of every input with the gains there."""
    name = alternative_label(found.alternative, case)
    caption = say("sensitivity.tornado.caption", lang, alternative=name)
    felt = tuple(bar for bar in found.bars[:_SHOWN] if bar.swing >= _FELT)
    return from_frame(tornado.frame(replace(found, bars=felt), case, lang), caption, case.currency, lang)


def correlation_table(
    found: tuple[RankCorrelation, ...], comparison: Comparison, alternative: str, lang: str
) -> Grid | None:
    """Return the inputs that the gain follows most closely; None without any."""
    case = comparison.case
    rows = tuple(
        Row(
            path_label(each.path, case, lang),
            (
                number(each.value, lang, _PLACES),
                say("sensitivity.correlation.interval", lang, low=_part(each.low, lang), high=_part(each.high, lang)),
            ),
        )
        for each in found[:_SHOWN]
    )
    about = {
        "alternative": alternative_label(alternative, case),
        "draws": number(min(comparison.flows.draws.count, LOOKED_AT), lang),
    }
    columns = _heads(("input", "correlation", "interval"), lang)
    return Grid(say("sensitivity.correlation.caption", lang, **about), columns, rows) if rows else None


def sobol_table(found: Sobol, case: Case, lang: str) -> Grid:
    """Return first and total indices with their intervals."""
    rows = tuple(_index(each, case, lang) for each in found.indices[:_SHOWN] if each.total >= _TOLD)
    caption = say("sensitivity.sobol.caption", lang, alternative=alternative_label(found.alternative, case))
    return Grid(caption, _heads(("input", "first", "total"), lang), rows)


def _index(each: Index, case: Case, lang: str) -> Row:
    """Return the row of one factor."""
    name = say("sensitivity.sobol.together", lang).join(path_label(path, case, lang) for path in each.paths)
    cells = tuple(
        say("sensitivity.sobol.cell", lang, value=_part(value, lang), low=_part(low, lang), high=_part(high, lang))
        for value, low, high in (
            (each.first, each.first_low, each.first_high),
            (each.total, each.total_low, each.total_high),
        )
    )
    return Row(name, cells)


def _part(value: float, lang: str) -> str:
    """Return a share or a correlation."""
    return number(value, lang, _PLACES)


def scenario_table(
    effects: tuple[ScenarioEffect, ...], comparison: Comparison, followed: str, draws: int, lang: str
) -> Grid | None:
    """Return the scenarios side by side; None without any."""
    if not effects:
        return None
    caption = say("sensitivity.scenario.caption", lang, draws=number(draws, lang))
    frame = scenario_effects.frame(comparison, effects, followed, lang)
    return from_frame(frame, caption, comparison.case.currency, lang)


def break_even_table(found: tuple[BreakEven, ...], case: Case, lang: str) -> Grid:
    """Return where a figure makes each pair of alternatives equally good, or who stays ahead."""
    first = found[0]

    def value(number: float) -> str:
        return path_value(first.path, number, case, lang)

    ends = {name: value(getattr(first, name)) for name in ("low", "high", "now")}
    rows = tuple(
        Row(
            say(
                "sensitivity.break_even.pair", lang, first=alternative_label(each.first, case),
                second=alternative_label(each.second, case),
            ),
            (_turned(each, case, lang), _ahead(each, each.at_low, case, lang), _ahead(each, each.at_high, case, lang)),
        )
        for each in found
    )  # fmt: skip
    heads = (
        say("sensitivity.column.pair", lang),
        say("sensitivity.column.turn", lang),
        say("sensitivity.column.low_end", lang, value=ends["low"]),
        say("sensitivity.column.high_end", lang, value=ends["high"]),
    )
    what = path_label(first.path, case, lang)
    return Grid(say("sensitivity.break_even.caption", lang, what=what, **ends), heads, rows)


def _turned(each: BreakEven, case: Case, lang: str) -> str:
    """Return the values at which the better of two alternatives changes, or that there are none."""
    if each.turns:
        values = ((path_value_full(each.path, turn.at, case, lang), turn.jump) for turn in each.turns)
        shown = (say("sensitivity.break_even.jump", lang, value=text) if jump else text for text, jump in values)
        return say("sensitivity.break_even.separator", lang).join(shown)
    if each.at_low == 0 == each.at_high:
        return say("sensitivity.break_even.equal", lang)
    ahead = each.first if each.at_low + each.at_high > 0 else each.second
    return say("sensitivity.break_even.none", lang, ahead=alternative_label(ahead, case))


def _ahead(each: BreakEven, amount: float, case: Case, lang: str) -> str:
    """Return who is ahead at one end, and by how much."""
    name = alternative_label(each.first if amount >= 0 else each.second, case)
    gain = money(abs(amount), case.currency, lang, signed=True)
    return say("sensitivity.table.cell", lang, alternative=name, gain=gain)


def moved_table(found: Table, case: Case, lang: str) -> Grid:
    """Return what is recommended, and what is gained, as one or two figures move."""
    return _one_way(found, case, lang) if len(found.axes) == 1 else _two_way(found, case, lang)


def axis_values(found: Table, number: int, case: Case, lang: str) -> list[str]:
    """Return the values of an axis, today's marked."""
    axis = found.axes[number]
    shown = [path_value(axis.path, value, case, lang) for value in axis.values]
    return [
        say("sensitivity.table.today", lang, value=text) if at == axis.base else text for at, text in enumerate(shown)
    ]


def _one_way(found: Table, case: Case, lang: str) -> Grid:
    """Return a row for each value, a column for each alternative beside the reference."""
    others = [row for row, name in enumerate(found.alternatives) if name != found.reference]
    rows = tuple(
        Row(
            head,
            tuple(money(float(found.gains[row, at]), case.currency, lang, signed=True) for row in others),
            best=frozenset(place for place, row in enumerate(others) if row == found.chosen[at]),
        )
        for at, head in enumerate(axis_values(found, 0, case, lang))
    )
    names = (alternative_label(found.alternatives[row], case) for row in others)
    heads = (say("sensitivity.column.gain_of", lang, alternative=name) for name in names)
    caption = say("sensitivity.table.caption", lang, reference=alternative_label(found.reference, case))
    return Grid(caption, (path_label(found.axes[0].path, case, lang), *heads), rows)


def _two_way(found: Table, case: Case, lang: str) -> Grid:
    """Return a row for each value of the first figure, a column for each of the second."""
    rows = tuple(
        Row(head, tuple(_cell(found, (down, across), case, lang) for across in range(len(found.axes[1].values))))
        for down, head in enumerate(axis_values(found, 0, case, lang))
    )
    down, across = (path_label(axis.path, case, lang) for axis in found.axes)
    reference = alternative_label(found.reference, case)
    caption = say("sensitivity.table.caption_two", lang, down=down, across=across, reference=reference)
    return Grid(caption, ("", *axis_values(found, 1, case, lang)), rows)


def _cell(found: Table, at: tuple[int, int], case: Case, lang: str) -> str:
    """Return what is recommended in one cell and what it gains."""
    row = int(found.chosen[at])
    gain = money(float(found.gains[(row, *at)]), case.currency, lang, signed=True)
    return say("sensitivity.table.cell", lang, alternative=alternative_label(found.alternatives[row], case), gain=gain)

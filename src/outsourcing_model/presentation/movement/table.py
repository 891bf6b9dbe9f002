"""What each change moved, as tables for the terminal."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from outsourcing_model.metrics.movement import Movement, Step
from outsourcing_model.presentation.formats import money, number
from outsourcing_model.presentation.labels import alternative_label
from outsourcing_model.presentation.movement.change import change_label, group_words, value_words
from outsourcing_model.presentation.movement.sentence import UNSEEN
from outsourcing_model.wording import say

SHOWN, LINES = 10, 6


def by_size(movement: Movement) -> list[Step]:
    """Return the steps, those that move most of the followed answer first; the order of the file among equals."""
    return sorted(movement.steps, key=lambda step: _size(step, movement.focus), reverse=True)


def is_still(step: Step, movement: Movement) -> bool:
    """Return whether a step moves nothing that is shown."""
    return max(_size(step, movement.focus)) < UNSEEN


def _size(step: Step, focus: str) -> tuple[float, float]:
    """Return how much a step moves of the answer, then of the reference's cost; less than can be seen is nothing."""
    return _seen(max(abs(step.moved(focus)), abs(step.moved_gain(focus)))), _seen(abs(step.moved_reference))


def _seen(amount: float) -> float:
    """Return an amount, zero if it is too small to be seen."""
    return amount if amount >= UNSEEN else 0.0


def steps_table(movement: Movement, lang: str, everything: bool = False) -> Table:
    """Return the steps by size, the small ones in one row, and the totals that reconcile them with the simulation."""
    name = alternative_label(movement.focus, movement.after) if movement.focus else ""
    title = say(f"diff.table.title{'' if name else '_cost'}", lang, alternative=name)
    table = Table(title=Text(title), title_justify="left", show_lines=False)
    _describing(table, lang)
    amounts = _amounts(movement, everything)
    for column in amounts:
        table.add_column(say(f"diff.table.{column}", lang), justify="right")
    steps = by_size(movement)
    moving = [step for step in steps if not is_still(step, movement)]
    shown = steps if everything else moving[: SHOWN if len(moving) > SHOWN + 1 else len(moving)]
    for step in shown:
        _add(table, _words(step, movement, lang, everything), _cells([step], movement, amounts, lang))
    smaller = [step for step in moving if step not in shown]
    if smaller:
        label = say("diff.table.smaller", lang, count=number(_count(smaller), lang))
        table.add_row(label, "", "", *_cells(smaller, movement, amounts, lang))
    still = [step for step in steps if step not in moving and step not in shown]
    if still:
        table.add_row(say("diff.table.still", lang, count=number(_count(still), lang)), *[""] * (2 + len(amounts)))
    table.add_section()
    for label, cells in _totals(movement, amounts, lang):
        table.add_row(label, "", "", *cells)
    return table


def aspect_table(movement: Movement, aspect: str, lang: str) -> Table:
    """Return the changes of sources or of wording, one a row."""
    found = movement.of(aspect)
    title = say(f"diff.line.{aspect}", lang, count=number(len(found), lang))
    table = Table(title=Text(title), title_justify="left", show_lines=False)
    _describing(table, lang)
    for change in found:
        label = change_label(change, movement.before, movement.after, lang)
        table.add_row(Text(label), *map(Text, value_words(change, (movement.before, movement.after), lang)))
    return table


def _describing(table: Table, lang: str) -> None:
    """Add the columns that say what a change is; where there is little room its name keeps most of it."""
    for column, least in (("change", 20), ("before", 8), ("after", 8)):
        table.add_column(say(f"diff.table.{column}", lang), overflow="fold", min_width=least)


def _amounts(movement: Movement, everything: bool) -> list[str]:
    """Return the columns of amounts: net benefit only where it moves otherwise than the saving."""
    if not movement.focus:
        return ["reference"]
    focus = movement.focus
    other = any(abs(step.moved(focus) - step.moved_gain(focus)) >= UNSEEN for step in movement.steps)
    return ["saving", *(["gain"] if other else []), "reference", *(["alone"] if everything else [])]


def _words(step: Step, movement: Movement, lang: str, everything: bool) -> list[tuple[str, ...]]:
    """Return the lines of a step: label, before and after of each change."""
    most = len(step.changes) if everything else LINES
    return group_words(step.changes, (movement.before, movement.after), lang, most)


def _add(table: Table, lines: list[tuple[str, ...]], cells: list[str]) -> None:
    """Add the lines of a step as rows, the amounts beside the first."""
    for position, line in enumerate(lines):
        table.add_row(*map(Text, line), *(cells if not position else [""] * len(cells)))


def _count(steps: list[Step]) -> int:
    """Return how many changes the steps hold."""
    return sum(len(step.changes) for step in steps)


def _cells(steps: list[Step], movement: Movement, amounts: list[str], lang: str) -> list[str]:
    """Return the amounts that some steps move together."""
    focus, start = movement.focus, movement.start
    found = {
        "saving": sum(step.moved(focus) for step in steps),
        "gain": sum(step.moved_gain(focus) for step in steps),
        "reference": sum(step.moved_reference for step in steps),
        "alone": None,
    }
    if "alone" in amounts and len(steps) == 1 and steps[0].alone:
        found["alone"] = steps[0].alone.saving(focus) - start.saving(focus)
    return [_amount(found[name], movement, lang) for name in amounts]


def _amount(value: float | None, movement: Movement, lang: str) -> str:
    """Return an amount with its sign; a dash where it can't be told or is nothing."""
    if value is None or abs(value) < UNSEEN:
        return say("diff.nothing", lang)
    return money(value, movement.after.currency, lang, signed=True)


def _totals(movement: Movement, amounts: list[str], lang: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the total of the steps, the effect of uncertainty on the saving, and the simulated total."""
    every = _cells(list(movement.steps), movement, amounts, lang)
    yield say("diff.table.total", lang), every
    if movement.focus:
        empty = [""] * (len(amounts) - 1)
        yield say("diff.table.uncertainty", lang), [_amount(movement.uncertainty_effect, movement, lang), *empty]
        simulated = _amount(movement.simulated_total.mean, movement, lang)
        yield say("diff.table.simulated", lang, draws=number(movement.draws, lang)), [simulated, *empty]

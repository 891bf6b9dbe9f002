"""Where a figure comes from: figure, lines, rules, inputs, place in the file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs, parse, unknown, value_at
from outsourcing_model.case.record import Record
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.engine.flows import CashFlows, CashLine, Step
from outsourcing_model.errors import CaseError, Path, dotted
from outsourcing_model.presentation.beliefs import spread_words
from outsourcing_model.presentation.explain_quality import told
from outsourcing_model.presentation.formats import brief, money_full, number, percent
from outsourcing_model.presentation.labels import alternative_label, line_label, path_label, with_factor
from outsourcing_model.wording import say

Place = Callable[[Path], str]
FIGURES = ("npv_cost", "total_cost")
DEPTH = 12

ABOUT = {"name", "source", "status", "date", "owner", "note"}
"""Fields that tell of a record and decide no figure."""


@dataclass(frozen=True)
class Node:
    """One line of an explanation, with what it is made of below it."""

    text: str
    children: tuple["Node", ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield the lines of the tree, each branch drawn; nothing is cut, whatever the width of the screen."""
        yield self.text
        for child in self.children:
            last = child is self.children[-1]
            first, *rest = child.lines()
            yield f"{'└── ' if last else '├── '}{first}"
            yield from (f"{'    ' if last else '│   '}{line}" for line in rest)


@dataclass(frozen=True)
class Explainer:
    """The expected run of a case, and what is needed to tell about it.

    Parameters
    ----------
    run : CashFlows
        The expected run, with its trace.
    place : callable
        Path in the case to its place in the file, empty if unknown.
    lang : str
        Language of the explanation.
    """

    run: CashFlows
    place: Place
    lang: str

    @property
    def case(self) -> Case:
        """Return the case."""
        return self.run.case

    def explain(self, figure: str) -> Node:
        """Return the explanation of a figure.

        Parameters
        ----------
        figure : str
            A path of the results (``alternatives.mix.npv_cost``, ``alternatives.mix.cost_structure.desk_agents``,
            ``alternatives.mix.penalty_exposure.receivable.maximum``, ``alternatives.mix.coverage``), the name of a step
            (``offers.onshore.charges.hosting``) or a path of the case (``discount_rate``).

        Raises
        ------
        CaseError
            If there is no such figure; the message names the nearest.
        """
        parts = figure.split(".")
        if parts[0] == "alternatives" and len(parts) >= 2 and parts[1] in self.case.alternatives:
            if len(parts) == 2 or (len(parts) == 3 and parts[2] in FIGURES):
                return self._cost(parts[1], parts[2] if len(parts) == 3 else FIGURES[0])
            if len(parts) > 3 and parts[2] == "cost_structure":
                return self._line(self._find_line(parts[1], ".".join(parts[3:])), FIGURES[0])
            found = told(self.run, parts[1], parts[2:], self.lang)
            if found is not None:
                return Node(found[0], tuple(self._step(name, DEPTH) for name in found[1]))
        if figure in self.run.steps:
            return self._step(figure, DEPTH)
        return self._input(figure)

    def _cost(self, alternative: str, figure: str) -> Node:
        """Return an alternative's cost and the lines it is the sum of."""
        lines = [line for line in self.run.lines if line.alternative == alternative]
        total = sum(self._amount(line, figure) for line in lines)
        text = say(
            f"explain.{figure}", self.lang, name=alternative_label(alternative, self.case), amount=self._money(total)
        )
        return Node(text, tuple(self._line(line, figure) for line in lines))

    def _find_line(self, alternative: str, name: str) -> CashLine:
        """Return a cost line by its id."""
        lines = {line.id: line for line in self.run.lines if line.alternative == alternative}
        if name not in lines:
            raise CaseError([unknown(("alternatives", alternative, "cost_structure"), name, lines)])
        return lines[name]

    def _amount(self, line: CashLine, figure: str) -> float:
        """Return a line's present or plain money."""
        flows = self.run.line_means[self.run.lines.index(line)]
        return float(flows @ self.run.discount if figure == "npv_cost" else flows.sum())

    def _line(self, line: CashLine, figure: str) -> Node:
        """Return a cost line and the step that gives its amounts."""
        text = say(
            "explain.line", self.lang, name=line_label(line.label, self.lang, self.case), id=line.id,
            amount=self._money(self._amount(line, figure)), lag=number(line.lag, self.lang),
        )  # fmt: skip
        return Node(text, (self._step(line.step, DEPTH),))

    def _step(self, name: str, depth: int, around: str = "") -> Node:
        """Return a step: its rule, its values, the place of its clause, and what it was made of."""
        step = self.run.steps[name]
        rule = say(f"explain.rule.{step.rule}", self.lang)
        text = say("explain.step", self.lang, name=name, rule=rule, values=self._values(step))
        where = self.place(parse(step.path)) if step.path else ""
        text = say("explain.at", self.lang, text=text, place=where) if where else text
        if depth == 0:
            return Node(text)
        parts = (part for part in step.steps if part != name and not part.startswith("always "))
        below = [self._step(part, depth - 1, step.path) for part in parts]
        terms = tuple(self._terms(parse(step.path))) if step.path not in ("", around) else ()
        return Node(text, (*below, *map(self._belief, step.inputs), *terms))

    def _terms(self, path: Path) -> Iterator[Node]:
        """Yield what the record at a path states that is no belief, each figure and each word with its place."""
        record = value_at(self.case, path)
        for name in sorted(record.model_fields_set - ABOUT) if isinstance(record, Record) else ():
            value = getattr(record, name)
            if not isinstance(value, (Uncertain, Record)) and value not in (None, "", {}, ()):
                yield self._statement((*path, name), value)

    def _statement(self, path: Path, value: object) -> Node:
        """Return a stated value that is no belief: its path, its value, its place in the file."""
        text = say("explain.stated", self.lang, path=dotted(path), value=_short(value))
        where = self.place(path)
        return Node(say("explain.at", self.lang, text=text, place=where) if where else text)

    def _values(self, step: Step) -> str:
        """Return a step's first and last month, and its sum where a sum means something."""
        ends = (float(step.values[0]), float(step.values[-1]))
        told = {"share": lambda end: percent(end, self.lang, 4), "factor": lambda end: number(end, self.lang, 6)}
        first, last = (told.get(step.unit, lambda end: brief(end, self.lang))(end) for end in ends)
        if step.unit in ("currency", "units"):
            total = brief(float(np.sum(step.values)), self.lang)
            return say("explain.values", self.lang, first=first, last=last, total=total)
        return say("explain.series", self.lang, first=first, last=last)

    def _belief(self, path: str) -> Node:
        """Return an input: its value, its provenance, its place in the file."""
        belief = beliefs(self.case)[path]
        return Node(self._told(path, path_label(path, self.case, self.lang), belief))

    def _told(self, path: str, label: str, belief: Uncertain) -> str:
        """Return an input in words."""
        value = brief(belief.own.mean, self.lang)
        if not belief.is_constant:
            range_ = ", ".join(brief(item, self.lang) for item in belief.values)
            if belief.family in ("beta", "truncated", "percentiles"):
                range_ = spread_words(belief, lambda item: brief(item, self.lang), self.lang)
            value = say("explain.belief", self.lang, mean=value, family=belief.family, range=range_)
        value = with_factor(value, belief, self.case, self.lang)
        text = say("explain.input", self.lang, path=path, label=label, value=value)
        source = self._provenance(path, belief)
        text = say("explain.source", self.lang, text=text, source=source) if source else text
        where = self.place(parse(path))
        return say("explain.at", self.lang, text=text, place=where) if where else text

    def _provenance(self, path: str, belief: Uncertain) -> str:
        """Return where an input comes from: its own source, or the nearest one stated around it."""
        if belief.source or belief.status:
            return " · ".join(part for part in (belief.source, belief.status) if part)
        parts = parse(path)
        for end in range(len(parts) - 1, 0, -1):
            record = value_at(self.case, parts[:end])
            stated = [getattr(record, name, "") for name in ("source", "status")] if isinstance(record, Record) else []
            if any(stated):
                return " · ".join(part for part in stated if part)
        return ""

    def _input(self, figure: str) -> Node:
        """Return a value of the case and the lines that it touches."""
        path = parse(figure)
        known = {**self.run.steps, **beliefs(self.case)}
        try:
            found = value_at(self.case, path)
        except CaseError:
            raise CaseError([unknown((), figure, known)]) from None
        if isinstance(found, Uncertain):
            users = [Node(name) for name in self._users(figure)]
            used = (
                Node(say("explain.used", self.lang), tuple(users)) if users else Node(say("explain.unused", self.lang))
            )
            return Node(self._told(figure, path_label(figure, self.case, self.lang), found), (used,))
        stated = self._statement(path, found)
        appliers = tuple(Node(name) for name in self._appliers(path))
        return Node(stated.text, (Node(say("explain.used", self.lang), appliers),)) if appliers else stated

    def _users(self, path: str) -> Iterator[str]:
        """Yield the names of the steps that read a belief."""
        yield from (name for name, step in self.run.steps.items() if path in step.inputs)

    def _appliers(self, path: Path) -> tuple[str, ...]:
        """Return the names of the steps that apply the clause of a term, the nearest clause that any does."""
        for end in range(len(path), 2, -1):
            clause = path[:end]
            found = tuple(
                name for name, step in self.run.steps.items() if step.path and parse(step.path)[:end] == clause
            )
            if found:
                return found
        return ()

    def _money(self, value: float) -> str:
        """Return an amount to the cent."""
        return money_full(value, self.case.currency, self.lang)


def _short(value: object) -> str:
    """Return a stated value, cut where it is long."""
    stated = sorted(value.model_fields_set) if isinstance(value, Record) else value
    text = ", ".join(map(str, stated)) if isinstance(stated, (dict, list, tuple)) else str(stated)
    return text if len(text) <= 200 else text[:199] + "…"

"""What an explanation says of penalties and of their coverage: the figure in words, and the steps it was made of."""

import math
from collections.abc import Iterator, Sequence

from outsourcing_model.engine.flows import CashFlows
from outsourcing_model.metrics.contract_most import most_credits
from outsourcing_model.metrics.exposure import most_received, offers_in_use
from outsourcing_model.metrics.penalties import credited, in_case_currency, most_damages
from outsourcing_model.presentation.formats import money_full
from outsourcing_model.presentation.labels import alternative_label
from outsourcing_model.wording import say

RECEIVED = ("credits", "delay_damages")
OWED = ("termination_fee", "late_payment")


def told(run: CashFlows, alternative: str, figure: Sequence[str], lang: str) -> tuple[str, tuple[str, ...]] | None:
    """Return what a figure of the results is and the names of its steps; None for a figure that is none of these.

    Parameters
    ----------
    run : CashFlows
        The run at mean beliefs, with its trace.
    alternative : str
        Whose figure it is.
    figure : sequence of str
        What follows the alternative in the path: ``penalty_exposure``, perhaps ``receivable`` or ``payable`` and
        ``maximum``, ``penalties`` (what is received at worst), or ``coverage``.
    """
    name = alternative_label(alternative, run.case)
    if list(figure) == ["coverage"]:
        return _coverage(run, alternative, name, lang)
    if list(figure) == ["penalties"]:
        return _most(run, alternative, name, lang, worst=True)
    if not figure or figure[0] != "penalty_exposure":
        return None
    side = [*figure[1:], "receivable"][0]
    if side == "receivable" and figure[-1] == "maximum":
        return _most(run, alternative, name, lang, worst=False)
    if len(figure) > 2 or side not in ("receivable", "payable"):
        return None
    steps = tuple(_steps(run, alternative, RECEIVED if side == "receivable" else OWED))
    total = sum(float(run.steps[step].values.sum()) for step in steps)
    return say(f"quality.explain.{side}", lang, name=name, amount=_money(run, total, lang)), steps


def _money(run: CashFlows, amount: float, lang: str) -> str:
    """Return an amount to the cent."""
    return money_full(amount, run.case.currency, lang)


def _steps(run: CashFlows, alternative: str, lines: tuple[str, ...]) -> Iterator[str]:
    """Yield the steps behind lines of an alternative."""
    for line in run.lines:
        if line.alternative == alternative and line.id.split(".")[0] in lines:
            yield line.step


def _coverage(run: CashFlows, alternative: str, name: str, lang: str) -> tuple[str, tuple[str, ...]]:
    """Return credits against harm: the credits received, and the harm of each level while a provider delivers."""
    returned = tuple(_steps(run, alternative, ("credits",)))
    harms = tuple(
        f"alternatives.{a}.harm.{level}.{by}"
        for a, level, by in run.level_harm
        if a == alternative and by in offers_in_use(run.case, alternative)
    )
    sums = [sum(float(run.steps[step].values.sum()) for step in steps) for steps in (returned, harms)]
    amounts = dict(zip(("received", "harm"), (_money(run, each, lang) for each in sums), strict=True))
    return say("quality.explain.coverage", lang, name=name, **amounts), (*returned, *harms)


def _most(run: CashFlows, alternative: str, name: str, lang: str, worst: bool) -> tuple[str, tuple[str, ...]]:
    """Return the most that is received, what each level allows before caps, and the invoices that it is a share of.

    With `worst` also no more than the levels allow, else what caps alone allow.
    """
    total, words, steps = 0.0, [], []
    for offer in offers_in_use(run.case, alternative):
        found = most_credits(run, alternative, offer, credited(run.case, alternative, offer))
        most, late = in_case_currency(run, offer, found), most_damages(run, offer)[0]
        total = math.inf if late is None else total + most.total + late
        steps.append(f"alternatives.{alternative}.offers.{offer}.invoice")
        for level, months in most.levels.items():
            label, amount = run.case.label("service_levels", level), _money(run, float(months.sum()), lang)
            words.append(say("quality.explain.level_most", lang, level=label, amount=amount))
    capped = most_received(run, alternative)
    shown = total if worst else math.inf if capped is None else capped
    told = say("quality.unlimited", lang) if shown == math.inf else _money(run, shown, lang)
    text = say(f"quality.explain.{'worst' if worst else 'maximum'}", lang, name=name, amount=told)
    return say("report.worst.separator", lang).join([text, *words]), tuple(steps)

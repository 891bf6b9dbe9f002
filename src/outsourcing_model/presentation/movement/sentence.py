"""What happened since the earlier version, in sentences: the recommendation, the saving, and what moved it most."""

from collections.abc import Iterator

from outsourcing_model.case.difference import horizon
from outsourcing_model.metrics.movement import Movement, Step
from outsourcing_model.presentation.formats import chance, money, number
from outsourcing_model.presentation.labels import alternative_label
from outsourcing_model.presentation.movement.change import change_label
from outsourcing_model.wording import say

UNSEEN = 0.5
_MOST = 0.5


def since(movement: Movement, earlier: str, lang: str) -> str:
    """Return the sentence of the movement: what is recommended now, how its saving moved, and mostly by what."""
    return f"{_saving(movement, _recommendation(movement, earlier, lang), lang)}{_mostly(movement, lang)}."


def notes(movement: Movement, files: tuple[str, str], lang: str) -> Iterator[str]:
    """Yield what else a reader must know: what turns the recommendation, chances, alternatives in one version only."""
    turn = turning(movement)
    if turn:
        yield say("diff.recommendation.flips", lang, what=step_label(turn, movement, lang))
    if movement.focus:
        before, after = (chance(each.probability_best[movement.focus], lang) for each in (movement.was, movement.now))
        name = alternative_label(movement.focus, movement.after)
        yield say("diff.line.chances", lang, alternative=name, before=before, after=after)
    else:
        yield say("diff.no_focus", lang)
    cases = (movement.before, movement.after)
    for file, case, other in zip(files, cases, reversed(cases), strict=True):
        names = [alternative_label(name, case) for name in case.alternatives if name not in other.alternatives]
        if names:
            yield say("diff.line.only", lang, file=file, names=say("diff.separator", lang).join(names))


def caution(movement: Movement, lang: str) -> str:
    """Return the warning that present costs of the two versions are in different money, empty if they aren't."""
    found = horizon(movement.of("figure"))
    labels = [change_label(change, movement.before, movement.after, lang) for change in found]
    return say("diff.line.horizon", lang, names=say("diff.separator", lang).join(labels)) if labels else ""


def counts(movement: Movement, lang: str) -> Iterator[str]:
    """Yield how many changes are of sources or of wording only."""
    for aspect in ("sources", "wording"):
        if found := movement.of(aspect):
            yield say(f"diff.line.{aspect}", lang, count=number(len(found), lang))


def step_label(step: Step, movement: Movement, lang: str) -> str:
    """Return what a step is called: its first change, and how many come with it."""
    first = change_label(step.changes[0], movement.before, movement.after, lang)
    if len(step.changes) == 1:
        return first
    return say("diff.chart.several", lang, first=first, count=number(len(step.changes) - 1, lang))


def turning(movement: Movement) -> Step | None:
    """Return the step at which the run at mean beliefs turns to what is recommended now, None if nothing turned."""
    now = movement.now.recommended
    if movement.was.recommended == now:
        return None
    turns = [step for step in movement.steps if step.before.recommended != now == step.after.recommended]
    return turns[-1] if turns else None


def _recommendation(movement: Movement, earlier: str, lang: str) -> str:
    """Return whether the recommendation stays."""
    was, now = movement.was.recommended, movement.now.recommended
    names = {"was": alternative_label(was, movement.before), "now": alternative_label(now, movement.after)}
    return say(f"diff.recommendation.{'stays' if was == now else 'changed'}", lang, since=earlier, **names)


def _saving(movement: Movement, recommendation: str, lang: str) -> str:
    """Return the recommendation, and how the saving that is followed moved."""
    name, currency = movement.focus, movement.after.currency
    if not name:
        return recommendation
    total = movement.simulated_total
    moved = total.mean or 0.0
    whose = "its" if name == movement.now.recommended else "of"
    way = "same" if abs(moved) < UNSEEN else "rose" if moved > 0 else "fell"
    values = {
        "before": money(movement.was.saving[name].mean or 0.0, currency, lang),
        "after": money(movement.now.saving[name].mean or 0.0, currency, lang),
        "moved": _moved(moved, total.standard_error, currency, lang),
        "alternative": alternative_label(name, movement.after),
    }
    return say(f"diff.saving.{whose}_{way}", lang, recommendation=recommendation, **values)


def _moved(amount: float, error: float | None, currency: str, lang: str) -> str:
    """Return a movement with its standard error, if there are draws enough for one."""
    moved = money(amount, currency, lang, signed=True)
    return moved if error is None else say("diff.saving.error", lang, moved=moved, error=money(error, currency, lang))


def _mostly(movement: Movement, lang: str) -> str:
    """Return the step that did most in the direction of the whole, nothing if the whole is nothing."""
    total = movement.total if movement.focus else 0.0
    if abs(total) < UNSEEN or abs(movement.simulated_total.mean or 0.0) < UNSEEN:
        return ""
    first = max(movement.steps, key=lambda step: step.moved(movement.focus) * (1 if total > 0 else -1))
    amount = first.moved(movement.focus)
    key = "most" if abs(amount) >= _MOST * abs(total) else "largest"
    shown = money(amount, movement.after.currency, lang, signed=True)
    return say(f"diff.saving.{key}", lang, what=step_label(first, movement, lang), amount=shown)

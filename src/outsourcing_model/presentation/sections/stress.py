"""What it takes to flip the recommendation: one sentence for each input that moves."""

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import parse
from outsourcing_model.metrics.reverse_stress import Driver, ReverseStress
from outsourcing_model.presentation.formats import money, money_full, number, percent
from outsourcing_model.presentation.labels import alternative_label, kind_at, path_label, path_value
from outsourcing_model.wording import say

_OFTEN, _RARE = 0.15, 0.001
_PLACES = range(2, 7)


def lead(stress: ReverseStress, case: Case, lang: str) -> str:
    """Return what is said before the sentences of the drivers, or instead of them."""
    names = {"recommended": alternative_label(stress.recommended, case)}
    if stress.becomes is None:
        left = money(stress.left, case.currency, lang)
        return say("sensitivity.stress.nothing", lang, left=left, **names)
    names["becomes"] = alternative_label(stress.becomes, case)
    if not stress.drivers:
        return say("sensitivity.stress.already", lang, **names)
    return say(f"sensitivity.stress.{'flips' if len(stress.drivers) > 1 else 'flips_alone'}", lang, **names)


def sentences(stress: ReverseStress, case: Case, lang: str) -> list[str]:
    """Return a sentence for each driver, the one that moves furthest first."""
    return [_sentence(driver, case, lang) for driver in stress.drivers]


def _sentence(driver: Driver, case: Case, lang: str) -> str:
    """Return how far one input moves, and how likely that is."""
    now, value = told_apart(driver.path, driver.now, driver.value, case, lang)
    what = path_label(driver.path, case, lang)
    key = f"sensitivity.stress.{'rises' if driver.value > driver.now else 'falls'}"
    return say(key, lang, what=what, now=now, value=value, chance=_often(driver.chance, lang))


def told_apart(path: str, now: float, value: float, case: Case, lang: str) -> tuple[str, str]:
    """Return two values of an input with digits enough to tell one from the other."""
    kind = kind_at(parse(path), case)
    shown = path_value(path, now, case, lang), path_value(path, value, case, lang)
    if shown[0] == shown[1] and kind == "amount":
        shown = money_full(now, case.currency, lang), money_full(value, case.currency, lang)
    for places in _PLACES:
        if shown[0] != shown[1]:
            break
        write = percent if kind == "fraction" else number
        shown = write(now, lang, places), write(value, lang, places)
    return shown


def _often(chance: float, lang: str) -> str:
    """Return a chance as a number of draws."""
    if chance >= _OFTEN:
        return say("sensitivity.stress.of_ten", lang, count=number(max(round(chance * 10), 2), lang))
    if chance < _RARE:
        return say("sensitivity.stress.fewer", lang, count=number(1 / _RARE, lang))
    return say("sensitivity.stress.one_of", lang, count=number(1 / chance, lang))

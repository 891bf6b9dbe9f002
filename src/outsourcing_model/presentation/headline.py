"""The recommendation in one sentence, as a finance director reads it, and where other rules would decide otherwise."""

from babel.lists import format_list

from outsourcing_model.case.case import IN_HOUSE
from outsourcing_model.metrics.exposure import offers_in_use
from outsourcing_model.metrics.results import AlternativeResult, Comparison, Flip
from outsourcing_model.presentation.charts.saving_distribution import chance_of_saving, enough_draws
from outsourcing_model.presentation.formats import chance, money, months, number, percent
from outsourcing_model.presentation.labels import alternative_label, path_label, path_value
from outsourcing_model.wording import say

_FEW = 3
_CASH_WORTH_SAYING = 1.0


def headline(comparison: Comparison, lang: str) -> str:
    """Return what to do, what it saves and how surely, what it costs first, and what would flip it."""
    do, why = headline_parts(comparison, lang)
    return say("report.headline.sentence", lang, do=do, why=why)


def headline_parts(comparison: Comparison, lang: str) -> tuple[str, str]:
    """Return the sentence in two parts: what to do, and why."""
    do = what_to_do(comparison, lang)
    if comparison.recommended == comparison.reference:
        return do, _keep(comparison, lang)
    return do, "".join((_verdict(comparison, lang), _cash(comparison, lang), _flip(comparison, lang)))


def what_to_do(comparison: Comparison, lang: str) -> str:
    """Return the first part of the sentence alone; it is there long before what would flip the answer is found."""
    if comparison.recommended != comparison.reference:
        return action(comparison, comparison.recommended, lang)
    return say("report.headline.stay", lang, alternative=alternative_label(comparison.reference, comparison.case))


def action(comparison: Comparison, alternative: str, lang: str) -> str:
    """Return what an alternative means in a few words: what goes to whom, and what stays."""
    case = comparison.case
    by_offer = offers_in_use(case, alternative)
    performers = case.performers(alternative)
    kept = [name for name, by in performers.items() if by == IN_HOUSE and not case.services[name].stays]
    movable = [name for name in performers if not case.services[name].stays]
    if not by_offer:
        return say("report.headline.choose", lang, alternative=alternative_label(alternative, case))
    moves = [_move(comparison, offer, services, movable, lang) for offer, services in by_offer.items()]
    return say("report.headline.outsource", lang, moves=_listed(moves, lang)) + _kept(comparison, kept, lang)


def _move(comparison: Comparison, offer: str, services: tuple[str, ...], movable: list[str], lang: str) -> str:
    """Return what goes to one provider."""
    case = comparison.case
    if len(services) == len(movable) and len(services) > 1:
        what = say("report.headline.everything", lang)
    elif len(services) > _FEW:
        what = say("report.headline.several", lang, count=number(len(services), lang))
    else:
        what = _listed([case.label("services", name) for name in services], lang)
    return say("report.headline.move", lang, what=what, provider=case.label("offers", offer))


def _kept(comparison: Comparison, kept: list[str], lang: str) -> str:
    """Return what stays in-house although it could move, nothing if everything moves."""
    if not kept:
        return ""
    if len(kept) > _FEW:
        return say("report.headline.keep_rest", lang)
    names = [comparison.case.label("services", name) for name in kept]
    return say("report.headline.keep", lang, what=_listed(names, lang))


def _listed(items: list[str], lang: str) -> str:
    """Return names as a list in words."""
    return str(format_list(items, locale=lang))


def range_words(comparison: Comparison, alternative: str, lang: str) -> str:
    """Return the 80 % range of an alternative's saving (of its extra cost where it is dearer), if there are draws."""
    measure = comparison.saving[alternative]
    if measure.p10 is None or measure.p90 is None or not enough_draws(comparison):
        return ""
    ends = (measure.p10, measure.p90) if (measure.mean or 0.0) >= 0 else (-measure.p90, -measure.p10)
    low, high = (money(end, comparison.case.currency, lang) for end in ends)
    return say("report.headline.range", lang, share=percent(0.8, lang), low=low, high=high) if low != high else ""


def _verdict(comparison: Comparison, lang: str) -> str:
    """Return what the recommended alternative saves, or why it is worth its extra cost."""
    case, name = comparison.case, comparison.recommended
    saving = comparison.saving[name].mean or 0.0
    values = {
        "amount": money(abs(saving), case.currency, lang),
        "length": months(case.term, lang),
        "range": range_words(comparison, name, lang),
        "chance": _likely(comparison, name, lang),
        "harm": money(harm_avoided(comparison, name), case.currency, lang),
        "gain": money(gain(comparison, name), case.currency, lang),
    }
    return say(f"report.headline.{'saves' if saving >= 0 else 'costs_more'}", lang, **values)


def _likely(comparison: Comparison, alternative: str, lang: str) -> str:
    """Return how likely an alternative is to cost less, nothing if there are too few draws to say."""
    if not enough_draws(comparison):
        return ""
    return say("report.headline.likely", lang, chance=chance(chance_of_saving(comparison, alternative), lang))


def harm_avoided(comparison: Comparison, alternative: str) -> float:
    """Return the present expected harm that an alternative spares against the reference."""
    before, after = comparison.alternatives[comparison.reference].harm, comparison.alternatives[alternative].harm
    return (before.mean or 0.0) - (after.mean or 0.0)


def gain(comparison: Comparison, alternative: str) -> float:
    """Return the mean gain in net benefit of an alternative on the reference."""
    before, after = comparison.alternatives[comparison.reference], comparison.alternatives[alternative]
    return (after.net_benefit.mean or 0.0) - (before.net_benefit.mean or 0.0)


def _cash(comparison: Comparison, lang: str) -> str:
    """Return what goes out first and when it is back."""
    result: AlternativeResult = comparison.alternatives[comparison.recommended]
    if result.peak_cash_outlay < _CASH_WORTH_SAYING:
        return say("report.headline.no_cash_first", lang)
    amount = money(result.peak_cash_outlay, comparison.case.currency, lang)
    if result.payback_month is None:
        return say("report.headline.cash_first", lang, amount=amount)
    return say("report.headline.cash_back", lang, amount=amount, month=number(result.payback_month, lang))


def flip_words(flip: Flip, comparison: Comparison, lang: str) -> str:
    """Return one input and the value at which the choice flips."""
    case, side = comparison.case, "above" if flip.value > flip.now else "below"
    now, value = (path_value(flip.path, amount, case, lang) for amount in (flip.now, flip.value))
    return say(f"report.headline.{side}", lang, what=path_label(flip.path, case, lang), value=value, now=now)


def _flip(comparison: Comparison, lang: str) -> str:
    """Return the nearest input that would flip the answer, if one alone can."""
    if not comparison.flips:
        return say("report.headline.no_flip", lang)
    return say("report.headline.flip", lang, what=flip_words(comparison.flips[0], comparison, lang))


def _keep(comparison: Comparison, lang: str) -> str:
    """Return why the reference stays the best choice."""
    case, best = comparison.case, comparison.shown
    if best == comparison.reference:
        amount = money(comparison.alternatives[best].npv_cost.mean or 0.0, case.currency, lang)
        return say("report.headline.only", lang, amount=amount, length=months(case.term, lang))
    saving, better = comparison.saving[best].mean or 0.0, gain(comparison, best)
    values = {
        "best": alternative_label(best, case),
        "amount": money(abs(saving), case.currency, lang),
        "range": range_words(comparison, best, lang),
        "gain": money(abs(better), case.currency, lang),
        "hurdle": money(comparison.hurdle, case.currency, lang),
    }
    cost = say(f"report.headline.would_{'save' if saving >= 0 else 'cost'}", lang, **values)
    test = "short_of_hurdle" if better > 0 else "worse"
    judged = say(f"report.headline.{test}", lang, **values)
    return say("report.headline.best_other", lang, cost=cost, test=judged, **values) + _flip(comparison, lang)


def disagreements(comparison: Comparison, lang: str) -> list[str]:
    """Return a sentence for each other rule that would choose otherwise: cost alone, and no credit ever received."""
    case = comparison.case
    others = {"cost_only": comparison.recommended_cost_only, "zero_credits": comparison.recommended_zero_credits}
    return [
        say(f"report.disagreement.{rule}", lang, alternative=alternative_label(chosen, case))
        for rule, chosen in others.items()
        if chosen != comparison.recommended
    ]

"""The conventions behind the figures, in words: one list for report, results and term sheet."""

from collections.abc import Callable, Iterable, Iterator

from outsourcing_model.case.case import Case
from outsourcing_model.case.charges import ServiceCharge
from outsourcing_model.case.credits import CreditScheme
from outsourcing_model.case.offer import Offer
from outsourcing_model.engine.correlation import Pair
from outsourcing_model.engine.draws import Draws
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.formats import money, months, number, percent, period
from outsourcing_model.presentation.labels import alternative_label, path_label
from outsourcing_model.wording import say

MOST_PAIRS = 6
"""Correlations that are told one by one."""


def conventions(comparison: Comparison, lang: str) -> dict[str, str]:
    """Return name to text of each convention that decides the figures; one that nothing depends on is left out.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    lang : str
        Language of the texts; names are the same in every language.
    """
    case = comparison.case
    terms = of_contract(case, lang)
    if "credits" in terms:
        terms["credits"] += _say("claimed", lang)
    values = {
        "sign": _say("sign", lang),
        "horizon": _say("horizon", lang, length=months(case.term, lang), period=period(case.timeline, lang)),
        "rate": rate(case, lang),
        "timing": say(f"report.timing.{case.timing}", lang),
        "tax": _tax(case, lang),
        "relevance": _say("relevance", lang),
        "reference": alternative_label(comparison.reference, case),
        "ranking": _say("ranking", lang),
        "hurdle": hurdle(comparison, lang),
        **terms,
        "expected_credits": _expected_credits(case, lang),
        "luck": _luck(case, lang),
        "exposure": _exposure(case, lang),
        "percentiles": _say("percentiles", lang),
        **of_chance(comparison.flows.draws, case, lang),
    }
    return {name: value for name, value in values.items() if value}


def of_contract(case: Case, lang: str) -> dict[str, str]:
    """Return name to text of the conventions of an offer's terms, of which either side may know.

    Parameters
    ----------
    case : Case
        For a sheet to give away, the case that holds only what the other side may know.
    lang : str
        Language of the texts.
    """
    values = {
        "prices": _prices(case, lang),
        "bands": _say("bands", lang) if _charged(case, lambda each: each.graduated or each.volume) else "",
        "dead_band": _dead_band(case, lang),
        "availability": _availability(case, lang),
        "windows": _windows(case, lang),
        "credits": credits_of(case, lang),
        "damages": _say("damages", lang) if any(each.transition.damages for each in case.offers.values()) else "",
        "rounding": _say("rounding", lang),
    }
    return {name: value for name, value in values.items() if value}


def labelled(texts: dict[str, str], lang: str) -> list[tuple[str, str]]:
    """Return what each convention is called, with its text."""
    return [(say(f"convention.name.{name}", lang), text) for name, text in texts.items()]


def rate(case: Case, lang: str) -> str:
    """Return the discount rate, or the rates by first year, and whether it is nominal or real."""
    stated = case.discount_rate
    if not isinstance(stated, dict):
        words = _say("rate", lang, rate=percent(stated, lang, 2))
    else:
        steps = ((year, percent(value, lang, 2)) for year, value in stated.items())
        words = say("report.worst.separator", lang).join(
            _say("rate_from", lang, year=year, rate=shown) for year, shown in steps
        )
    if case.discount_basis == "nominal":
        return words + _say("rate_nominal", lang)
    if case.inflation is None:
        return words + _say("rate_real", lang)
    growth = percent(case.indices[case.inflation].mean_growth, lang, 2)
    return words + _say("rate_inflated", lang, growth=growth)


def hurdle(comparison: Comparison, lang: str) -> str:
    """Return the hurdle in money and how it is stated."""
    stated, currency = comparison.case.hurdle, comparison.case.currency
    value = money(comparison.hurdle, currency, lang)
    share, least = percent(stated.percent, lang, 1), money(stated.amount, currency, lang)
    words = _say("hurdle", lang, value=value, share=share, least=least)
    if not stated.personnel_percent:
        return words
    staff, cap = percent(stated.personnel_percent, lang, 1), stated.personnel_cap
    if cap is None:
        return words + _say("hurdle_staff", lang, staff=staff)
    return words + _say("hurdle_capped", lang, staff=staff, cap=money(cap, currency, lang))


def _say(name: str, lang: str, **values: object) -> str:
    """Return the text of a convention."""
    return say(f"convention.text.{name}", lang, **values)


def _tax(case: Case, lang: str) -> str:
    """Return the rate of tax, or that nothing is taxed."""
    if case.tax is None or case.tax.rate.span()[1] == 0:
        return _say("before_tax", lang)
    return _say("tax", lang, rate=percent(case.tax.rate.mean, lang, 2))


def _charges(case: Case) -> Iterator[ServiceCharge]:
    """Yield the charges of all offers."""
    for offer in case.offers.values():
        yield from offer.charges.values()


def _charged(case: Case, has: Callable[[ServiceCharge], object]) -> bool:
    """Return whether some charge has something."""
    return any(has(charge) for charge in _charges(case))


def _agreed(ways: Iterable[str], name: str, lang: str) -> str:
    """Return the text of the one way that all clauses have, or that each clause says it; nothing without clauses."""
    found = set(ways)
    if not found:
        return ""
    return _say(f"{name}_{found.pop() if len(found) == 1 else 'mixed'}", lang)


def _dead_band(case: Case, lang: str) -> str:
    """Return where units outside a dead band are counted from."""
    return _agreed((each.dead_band.counted_from for each in _charges(case) if each.dead_band), "dead_band", lang)


def _moves(offer: Offer) -> bool:
    """Return whether something moves the prices of an offer."""
    return any((offer.indexation, offer.productivity, offer.benchmark, offer.exchange))


def _prices(case: Case, lang: str) -> str:
    """Return what prices are multiplied by, and what becomes of what a limit cuts; nothing if prices stand."""
    if not any(_moves(offer) for offer in case.offers.values()):
        return ""
    clauses = (offer.indexation for offer in case.offers.values())
    limited = [each.excess for each in clauses if each and (each.cap is not None or each.floor is not None)]
    return _say("prices", lang) + _agreed(limited, "excess", lang)


def _availability(case: Case, lang: str) -> str:
    """Return how availability is counted, nothing without such a level."""
    metrics = {level.metric for level in case.service_levels.values()}
    return _say("availability", lang) if "availability" in metrics else ""


def _windows(case: Case, lang: str) -> str:
    """Return when and over which months a level is measured, nothing if each month stands alone."""
    levels = case.service_levels.values()
    long = _say("windows", lang) if any(level.window_months > 1 for level in levels) else ""
    few = _say("few_events", lang) if any(level.least_events for level in levels) else ""
    return _say("and", lang).join(part for part in (long, few) if part)


def credits_of(case: Case, lang: str) -> str:
    """Return how credits are added up, and the steps from what is due to what is kept where there are several."""
    schemes = [each.credits for each in case.offers.values() if each.credits]
    if not schemes:
        return ""
    steps = {step: None for scheme in schemes for step in scheme.order if takes_step(scheme, step)}
    orders = {tuple(step for step in scheme.order if takes_step(scheme, step)) for scheme in schemes}
    words = _say("credits", lang)
    if steps and set(steps) != {"monthly_cap"}:
        listed = say("report.worst.separator", lang).join(_say(f"step_{step}", lang) for step in steps)
        words += _say("steps", lang, steps=listed) if len(orders) == 1 else _say("steps_mixed", lang)
    return words


def takes_step(scheme: CreditScheme, step: str) -> bool:
    """Return whether a scheme has a step from what is due to what is kept."""
    if step == "multiplier":
        return any(level.repeat for level in scheme.levels.values())
    if step == "contract_cap":
        return (scheme.contract_cap, scheme.contract_cap_amount) != (None, None)
    return getattr(scheme, step) is not None


def _expected_credits(case: Case, lang: str) -> str:
    """Return what the run at mean beliefs makes of chance in credits; nothing without credits."""
    schemes = [each.credits for each in case.offers.values() if each.credits]
    levels = [level for scheme in schemes for level in scheme.levels.values()]
    linked = any(level.repeat or level.persistent for level in levels) or any(scheme.earn_back for scheme in schemes)
    words = _say("expected_credits", lang) if levels else ""
    words += _say("expected_linked", lang) if linked else ""
    return words + (_say("expected_points", lang) if any(level.points for level in levels) else "")


def _luck(case: Case, lang: str) -> str:
    """Return what good and bad luck of months and levels share; nothing if each has its own."""
    offers = case.offers.values()
    shared = any(offer.common_factor for offer in offers)
    kept = any(belief.memory for offer in offers for belief in offer.attainment.values())
    return _say("luck", lang) if shared or kept else ""


def _exposure(case: Case, lang: str) -> str:
    """Return what stands beside the exposure without cutting it or ending the contract."""
    offers = case.offers.values()
    parts = [_say("liability", lang) if any(offer.liability for offer in offers) else ""]
    parts += [_say("triggers", lang) if any(offer.triggers for offer in offers) else ""]
    return _say("and", lang).join(part for part in parts if part)


def of_chance(draws: Draws, case: Case, lang: str) -> dict[str, str]:
    """Return name to text of how the draws were made; nothing where nothing is drawn."""
    if not draws.paths or not draws.errors:
        return {}
    error = draws.table_error * 1e9
    tables = _say("tables", lang, error=number(error, lang)) if error >= 1 else ""
    found = {"points": _say(f"points_{draws.points}", lang) + tables}
    if draws.pairs:
        pairs = [_pair(pair, case, lang) for pair in draws.achieved[:MOST_PAIRS]]
        gap = _say("widest_gap", lang, gap=number(draws.widest_gap, lang, 3))
        more = _say("repaired", lang, change=number(draws.repaired, lang, 3)) if draws.repaired else ""
        found["correlations"] = _say("and", lang).join([*pairs, gap]) + more
    return found


def _pair(pair: Pair, case: Case, lang: str) -> str:
    """Return how closely a pair goes together, stated and drawn."""
    one, other = (path_label(path, case, lang) for path in pair.between)
    ranks = {"stated": number(pair.stated, lang, 2), "found": number(pair.found, lang, 3)}
    return _say("pair", lang, one=one, other=other, **ranks)

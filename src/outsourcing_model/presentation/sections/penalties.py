"""Penalties in one look: what we get as expected, what at worst, how much of our loss it covers; then by level."""

from collections.abc import Iterator
from dataclasses import dataclass

from outsourcing_model.metrics.at_stake import Penalties, Trigger
from outsourcing_model.metrics.coverage import Cover, covers
from outsourcing_model.metrics.exposure import offers_in_use
from outsourcing_model.metrics.penalties import penalties, subject
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.formats import NO_BREAK, chance, contract_month, money, months, number, percent
from outsourcing_model.presentation.labels import alternative_label, in_words
from outsourcing_model.presentation.sections.grid import Grid, Row, missing
from outsourcing_model.presentation.sections.opening import Card
from outsourcing_model.wording import say

_PLACES = 1
_NOTHING = 0.5


@dataclass(frozen=True)
class Answers:
    """The three answers about one provider: a heading where there are several, the cards, and one sentence."""

    heading: str
    cards: tuple[Card, ...]
    sentence: str


def answers(comparison: Comparison, lang: str) -> list[Answers]:
    """Return the three answers for each provider of the alternative told of; none where nothing is outsourced."""
    name = subject(comparison)
    if name is None:
        return []
    together = {each.offer: each for each in covers(comparison, name) if not each.level}
    return [_answers(comparison, stake, together.get(stake.offer), lang) for stake in penalties(comparison, name)]


def _answers(comparison: Comparison, stake: Penalties, cover: Cover | None, lang: str) -> Answers:
    """Return the three answers about one provider."""
    case = comparison.case
    provider = case.label("offers", stake.offer)
    name = alternative_label(stake.alternative, case)
    heading = say("quality.answer.provider", lang, alternative=name, provider=provider)
    cards = (_expected(comparison, stake, lang), _worst(comparison, stake, lang), _covered(comparison, cover, lang))
    return Answers(heading, cards, sentence(comparison, stake.offer, cover, lang))


def _expected(comparison: Comparison, stake: Penalties, lang: str) -> Card:
    """Return what comes back if the provider fails as expected."""
    case = comparison.case
    beside = say(
        "quality.answer.expected_beside", lang, length=months(case.term, lang),
        share=percent(stake.share_of_charges or 0.0, lang, _PLACES), p95=money(stake.total.p95, case.currency, lang),
    )  # fmt: skip
    return Card(say("quality.answer.expected", lang), money(stake.total.expected, case.currency, lang), beside)


def _worst(comparison: Comparison, stake: Penalties, lang: str) -> Card:
    """Return what comes back at worst."""
    heading, most = say("quality.answer.worst", lang), stake.total.maximum
    if most is None:
        return Card(heading, say("quality.unlimited", lang), say("quality.answer.worst_open", lang))
    return Card(heading, money(most, comparison.case.currency, lang), say("quality.answer.worst_beside", lang))


def _covered(comparison: Comparison, cover: Cover | None, lang: str) -> Card:
    """Return how much of the loss comes back."""
    heading, currency = say("quality.answer.covered", lang), comparison.case.currency
    if cover is None or cover.coverage is None:
        reason = say("reason.no_harm" if cover is None else cover.reason, lang)
        return Card(heading, missing("", lang), say("quality.answer.covered_none", lang, reason=reason))
    values = {name: money(getattr(cover, name), currency, lang) for name in ("received", "harm")}
    low, high = (percent(value or 0.0, lang, _PLACES) for value in (cover.p5, cover.p95))
    beside = say("quality.answer.covered_beside", lang, low=low, high=high, **values)
    return Card(heading, percent(cover.coverage, lang, _PLACES), beside)


def sentence(comparison: Comparison, offer: str, cover: Cover | None, lang: str) -> str:
    """Return what the credits of a provider cover, what caps cut off and what is our own fault, in a few words."""
    currency, provider = comparison.case.currency, comparison.case.label("offers", offer)
    if cover is None or cover.coverage is None:
        return say("quality.answer.sentence_none", lang, provider=provider)
    values = {name: money(getattr(cover, name), currency, lang) for name in ("received", "harm")}
    text = say(
        "quality.answer.sentence", lang, provider=provider, coverage=percent(cover.coverage, lang, _PLACES), **values
    )
    extras = (("cut", cover.cut_off), ("ours", cover.ours))
    parts = (say(f"quality.answer.{key}", lang, amount=money(a, currency, lang)) for key, a in extras if a >= _NOTHING)
    return text + "".join(parts)


def compared(comparison: Comparison, lang: str) -> Grid | None:
    """Return the three answers of every alternative side by side; None where there is only one offer to tell of."""
    rows = []
    for name in comparison.alternatives:
        together = {each.offer: each for each in covers(comparison, name) if not each.level}
        rows += [_compared(comparison, each, together.get(each.offer), lang) for each in penalties(comparison, name)]
    if len(rows) < 2:
        return None
    heads = ("alternative", "received", "worst", "harm", "coverage", "idle")
    columns = tuple(say(f"quality.compare.{head}", lang) for head in heads)
    return Grid(say("quality.compare.caption", lang), columns, tuple(rows))


def _compared(comparison: Comparison, stake: Penalties, cover: Cover | None, lang: str) -> Row:
    """Return the answers of one offer in one alternative."""
    case = comparison.case
    heading = alternative_label(stake.alternative, case)
    if len(offers_in_use(case, stake.alternative)) > 1:
        heading = say("quality.of_offer", lang, alternative=heading, provider=case.label("offers", stake.offer))
    cells = (
        money(stake.total.expected, case.currency, lang),
        worst_words(comparison, stake, lang),
        missing("", lang) if cover is None or cover.reason else money(cover.harm, case.currency, lang),
        covered_words(cover, lang),
        say("quality.months_beside", lang, number=number(stake.idle_months, lang, 1), all=number(case.term, lang)),
    )
    return Row(heading, cells)


def worst_words(comparison: Comparison, stake: Penalties, lang: str) -> str:
    """Return the most that a contract allows, or that nothing limits it."""
    most = stake.total.maximum
    return say("quality.unlimited", lang) if most is None else money(most, comparison.case.currency, lang)


def covered_words(cover: Cover | None, lang: str) -> str:
    """Return the part of the harm that credits cover, and below it what 90 % of draws lie between."""
    if cover is None or cover.coverage is None:
        return missing("", lang)
    ratio, low, high = (percent(value or 0.0, lang, _PLACES) for value in (cover.coverage, cover.p5, cover.p95))
    if low == high:
        return ratio
    return say("quality.level.with_range", lang, ratio=ratio, low=low, high=high)


def by_level(comparison: Comparison, lang: str) -> Grid | None:
    """Return what each level of the alternative told of costs and brings back; None where nothing is at stake."""
    name = subject(comparison)
    found = covers(comparison, name) if name else ()
    if name is None or not found:
        return None
    stakes = {each.offer: each for each in penalties(comparison, name)}
    fields = ("harm", *(["ours"] if any(each.ours for each in found) else []),
              "due", "cut_off", "unclaimed", "received")  # fmt: skip
    rows = [row for offer in stakes for row in _levels(comparison, stakes[offer], found, fields, lang)]
    columns = tuple(say(f"quality.level.{head}", lang) for head in ("name", *fields, "coverage", "worst"))
    label = alternative_label(name, comparison.case)
    caption = say("quality.level.caption", lang, alternative=label, length=months(comparison.case.term, lang))
    return Grid(caption, columns, tuple(rows))


def _levels(
    comparison: Comparison, stake: Penalties, found: tuple[Cover, ...], fields: tuple[str, ...], lang: str
) -> Iterator[Row]:
    """Yield the levels of one offer and their total."""
    case = comparison.case
    of = [cover for cover in found if cover.offer == stake.offer]
    if not of:
        return
    if len(offers_in_use(case, stake.alternative)) > 1:
        yield Row(case.label("offers", stake.offer), (), "group")
    for cover in of[1:]:
        worst = stake.levels.get(cover.level)
        most = missing("", lang) if worst is None else money(worst.maximum or 0.0, case.currency, lang)
        yield Row(case.label("service_levels", cover.level), (*_cells(comparison, cover, fields, lang), most))
    most = money(stake.credits.maximum or 0.0, case.currency, lang)
    yield Row(say("quality.all_levels", lang), (*_cells(comparison, of[0], fields, lang), most), "total")


def _cells(comparison: Comparison, cover: Cover, fields: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """Return the amounts of one level and its coverage."""
    amounts = {name: float(getattr(cover, name)) for name in fields}
    words = (money(a if abs(a) >= _NOTHING else 0.0, comparison.case.currency, lang) for a in amounts.values())
    unknown = cover.reason == "reason.no_harm"
    cells = tuple(
        missing("", lang) if unknown and name in ("harm", "ours") else word
        for name, word in zip(fields, words, strict=True)
    )
    return (*cells, covered_words(cover, lang))


def incentives(comparison: Comparison, lang: str) -> list[str]:
    """Return sentences on caps that are reached, rights to terminate, and the cap of liability."""
    name = subject(comparison)
    found: list[str] = []
    for stake in penalties(comparison, name) if name else ():
        provider = comparison.case.label("offers", stake.offer)
        if stake.idle_months >= 0.05 and stake.credits.due > 0:
            length = months(stake.idle_months, lang).replace(" ", NO_BREAK)
            found.append(say("quality.incentive.idle", lang, provider=provider, months=length))
        found += [_trigger(comparison, provider, each, lang) for each in stake.triggers]
        found += _liability(comparison, stake, provider, lang)
    return found


def _trigger(comparison: Comparison, provider: str, trigger: Trigger, lang: str) -> str:
    """Return how likely a right to terminate is, and when it arises."""
    told = {"provider": provider, "trigger": in_words(trigger.name)}
    if trigger.p10 is None or trigger.p50 is None or trigger.p90 is None:
        return say("quality.incentive.trigger_never", lang, **told)
    early, middle, late = (
        contract_month(comparison.case.timeline, when, lang) for when in (trigger.p10, trigger.p50, trigger.p90)
    )
    likely = chance(trigger.probability, lang)
    return say("quality.incentive.trigger", lang, chance=likely, month=middle, early=early, late=late, **told)


def _liability(comparison: Comparison, stake: Penalties, provider: str, lang: str) -> Iterator[str]:
    """Yield what the cap of liability is and whether credits count against it."""
    if stake.liability is None:
        return
    scheme, currency = comparison.case.offers[stake.offer].credits, comparison.case.currency
    counts = scheme is not None and scheme.under_liability_cap
    amount = money(stake.liability.expected, currency, lang)
    words = {"amount": amount} if counts else {}
    counted = say(f"quality.incentive.{'counted' if counts else 'not_counted'}", lang, **words)
    cap = money(stake.liability.maximum or 0.0, currency, lang)
    yield say("quality.incentive.liability", lang, provider=provider, cap=cap, counted=counted)


def judged(comparison: Comparison, lang: str) -> list[str]:
    """Return how large penalties are against the alert under French law, provider by provider."""
    name = subject(comparison)
    found = []
    for stake in penalties(comparison, name) if name else ():
        judge = stake.judge
        if judge is not None:
            provider = comparison.case.label("offers", stake.offer)
            most = say("quality.unlimited", lang) if judge.maximum is None else percent(judge.maximum, lang, _PLACES)
            key = "beyond" if judge.flagged else "none" if judge.maximum == 0 else "within"
            values = {} if key == "none" else {
                "expected": percent(judge.expected, lang, _PLACES), "maximum": most, "alert": percent(judge.alert, lang)
            }  # fmt: skip
            text = say(f"quality.judge.{key}", lang, provider=provider, **values)
            found.append(text + (say("quality.judge.reduction", lang) if judge.price_reduction else ""))
    return found


def owed(comparison: Comparison, lang: str) -> Grid | None:
    """Return what the company may owe each provider of the alternative told of; None if nothing."""
    name, currency = subject(comparison), comparison.case.currency
    rows = []
    for stake in penalties(comparison, name) if name else ():
        provider = comparison.case.label("offers", stake.offer)
        for each in stake.owed:
            if each.expected or each.maximum:
                most = missing("", lang) if each.maximum is None else money(each.maximum, currency, lang)
                cells = (money(each.expected, currency, lang), money(each.p95, currency, lang), most)
                rows.append(Row(say(f"quality.owed.{each.part}", lang, provider=provider), cells))
    columns = tuple(say(f"quality.owed.{head}", lang) for head in ("what", "expected", "p95", "maximum"))
    return Grid(say("quality.owed.caption", lang), columns, tuple(rows)) if rows else None

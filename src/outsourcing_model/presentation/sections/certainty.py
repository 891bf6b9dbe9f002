"""How sure the answer is: one sentence, the alternatives side by side, dominance, and what to find out first."""

from collections.abc import Iterator

from babel.lists import format_list

from outsourcing_model.metrics.certainty import WORST, Certainty, Standing, certainty
from outsourcing_model.metrics.dominance import ALIKE, SECOND, Dominance
from outsourcing_model.metrics.information import Worth
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts.saving_distribution import enough_draws
from outsourcing_model.presentation.finding_out import INPUTS, clear_inputs, first_step, study_label
from outsourcing_model.presentation.formats import chance, money, number, percent
from outsourcing_model.presentation.labels import alternative_label, path_label
from outsourcing_model.presentation.sections.grid import Grid, Row, missing
from outsourcing_model.wording import say

_NOTHING = 0.5


def summary(comparison: Comparison, lang: str) -> str:
    """Return in one breath how sure the answer is and what to find out first."""
    if len(comparison.alternatives) == 1:
        return _say("only", lang)
    if not enough_draws(comparison):
        return _say("few", lang)
    found, currency = certainty(comparison), comparison.case.currency
    standing = found.alternatives[comparison.recommended]
    name = alternative_label(comparison.recommended, comparison.case)
    if standing.regret < _NOTHING and found.evpi < _NOTHING:
        return _say("sentence.certain", lang, alternative=name)
    likely, regret = chance(standing.probability_best, lang), money(standing.regret, currency, lang)
    beyond = standing.regret > found.evpi + _NOTHING
    sure = _say(f"sentence.{'regret' if beyond else 'sure'}", lang, alternative=name, chance=likely, regret=regret)
    perfect = _say("sentence.perfect", lang, evpi=money(found.evpi, currency, lang))
    return " ".join((sure, first_step(comparison, lang), perfect))


def standing_table(comparison: Comparison, lang: str) -> Grid | None:
    """Return how sure each alternative is, the best of each row marked; None where there is no chance to speak of."""
    if len(comparison.alternatives) == 1 or not enough_draws(comparison):
        return None
    found = certainty(comparison)
    names = (alternative_label(name, comparison.case) for name in found.alternatives)
    caption = _say("standing.caption", lang, draws=number(comparison.flows.draws.count, lang))
    return Grid(caption, ("", *names), tuple(_standing_rows(comparison, found, lang)))


def _standing_rows(comparison: Comparison, found: Certainty, lang: str) -> Iterator[Row]:
    """Yield the rows of the alternatives side by side."""
    currency, each = comparison.case.currency, list(found.alternatives.values())
    likely = [standing.probability_best for standing in each]
    yield Row(_say("standing.probability_best", lang), tuple(chance(x, lang) for x in likely), "", _best(likely, True))
    means = [comparison.alternatives[name].net_benefit.mean or 0.0 for name in found.alternatives]

    def amounts(name: str, values: list[float], greatest: bool, **words: object) -> Row:
        cells = tuple(money(value, currency, lang) for value in values)
        return Row(_say(f"standing.{name}", lang, **words), cells, "", _best(values, greatest))

    yield amounts("regret", [standing.regret for standing in each], False)
    yield amounts("net_benefit", means, True)
    for share in reversed(WORST):
        words = {"share": percent(share, lang)}
        yield amounts("worst_net_benefit", [s.worst_net_benefit[share] for s in each], True, **words)
    share = max(WORST)
    yield amounts("worst_cost", [s.worst_cost[share] for s in each], False, share=percent(share, lang))
    taste = comparison.case.risk_aversion
    if taste is not None:
        tolerance = money(taste.tolerance, currency, lang)
        yield amounts("certainty_equivalent", [_equivalent(s) for s in each], True, tolerance=tolerance)


def _equivalent(standing: Standing) -> float:
    """Return the certainty equivalent, which is there where a taste for risk is stated."""
    return standing.certainty_equivalent or 0.0


def _best(values: list[float], greatest: bool) -> frozenset[int]:
    """Return the positions of the best values, none if all are alike."""
    best = max(values) if greatest else min(values)
    found = frozenset(at for at, value in enumerate(values) if value == best)
    return found if len(found) < len(values) else frozenset()


def dominance_words(comparison: Comparison, lang: str) -> list[str]:
    """Return how the recommended alternative stands to the others, and whether a taste for risk changes the answer."""
    if len(comparison.alternatives) == 1 or not enough_draws(comparison):
        return []
    found, chosen = certainty(comparison), comparison.recommended
    own = [each for each in found.dominances if chosen in (each.better, each.other) and each.order != ALIKE]
    ahead = [each for each in own if each.better == chosen]
    plain = [each.other for each in ahead if each.is_plain]
    second = [each.other for each in ahead if each.order == SECOND and not each.is_plain]
    texts = [_ahead("plain", chosen, plain, comparison, lang)] if plain else []
    texts += [_ahead("second", chosen, second, comparison, lang)] if second else []
    for each in own:
        if each.other not in (*plain, *second):
            texts.append(_between(each, comparison, lang))
    return texts + _taste(comparison, found, lang)


def _ahead(how: str, better: str, others: list[str], comparison: Comparison, lang: str) -> str:
    """Return by which order an alternative is ahead of some others."""
    case = comparison.case
    names = [_say("dominance.quoted", lang, name=alternative_label(name, case)) for name in others]
    listed = str(format_list(names, locale=lang))
    return _say(f"dominance.{how}", lang, better=alternative_label(better, case), others=listed)


def _between(each: Dominance, comparison: Comparison, lang: str) -> str:
    """Return how two alternatives stand of which the chosen one is not ahead for everybody who dislikes risk."""
    case = comparison.case
    if each.is_plain or each.order == SECOND:
        return _ahead("plain" if each.is_plain else "second", each.better, [each.other], comparison, lang)
    better, other = alternative_label(each.better, case), alternative_label(each.other, case)
    if len(each.crossings) != 1:
        count = number(len(each.crossings), lang)
        return _say("dominance.tangled", lang, better=better, other=other, count=count)
    # With one crossing and no dominance the one with the higher mean is ahead above it.
    share = percent(each.crossings[0][0], lang)
    return _say("dominance.none", lang, better=better, other=other, low=other, high=better, share=share)


def _taste(comparison: Comparison, found: Certainty, lang: str) -> list[str]:
    """Return whether the stated taste for risk changes the answer; nothing where none is stated."""
    taste, other = comparison.case.risk_aversion, found.recommended_risk_averse
    if taste is None or other is None:
        return []
    tolerance = money(taste.tolerance, comparison.case.currency, lang)
    if other == comparison.recommended:
        return [_say("taste.same", lang, tolerance=tolerance)]
    return [_say("taste.other", lang, tolerance=tolerance, alternative=alternative_label(other, comparison.case))]


def shopping_table(comparison: Comparison, lang: str) -> Grid | None:
    """Return what could be looked into with its worth and cost; None where the case states nothing."""
    if not comparison.case.finding_out or not enough_draws(comparison):
        return None
    found, currency = certainty(comparison).findings, comparison.case.currency
    rows, first = [], next((each for each in found if each.pays), None)
    for each in found:
        amounts = (each.value, each.cost, each.delay_cost, each.net)
        verdict = _say(f"list.{'not' if not each.pays else 'first' if each is first else 'pays'}", lang)
        rows.append(Row(study_label(each, comparison), (*(money(x, currency, lang) for x in amounts), verdict)))
    columns = tuple(_say(f"list.{name}", lang) for name in ("name", "value", "cost", "delay", "net", "verdict"))
    return Grid(_say("list.caption", lang), columns, tuple(rows), frozenset({4}))


def worth_table(comparison: Comparison, lang: str) -> Grid | None:
    """Return what knowing parts of the case and single inputs would be worth; None where nothing is uncertain."""
    found, case = certainty(comparison), comparison.case
    if not found.inputs or len(comparison.alternatives) == 1 or not enough_draws(comparison):
        return None

    def row(name: str, worth: Worth, look: str = "") -> Row:
        error = missing("", lang) if not worth.standard_error else money(worth.standard_error, case.currency, lang)
        return Row(name, (money(worth.value, case.currency, lang), error), look)

    groups = [row(path_label(name, case, lang), each) for name, each in found.groups.items() if each.is_clear]
    inputs = [row(path_label(each.paths[0], case, lang), each) for each in clear_inputs(found)[:INPUTS]]
    everything = Worth((), found.evpi, found.evpi_error)
    rows = [
        *([Row(_say("worth.groups", lang), (), "group"), *groups] if groups else []),
        *([Row(_say("worth.inputs", lang), (), "group"), *inputs] if inputs else []),
        row(_say("worth.all_inputs", lang), found.everything, "sub"),
        row(_say("worth.everything", lang), everything, "total"),
    ]
    columns = tuple(_say(f"worth.{name}", lang) for name in ("what", "value", "error"))
    return Grid(_say("worth.caption", lang), columns, tuple(rows))


def note(comparison: Comparison, lang: str) -> str:
    """Return what the words mean and how fine the figures are; nothing where there are no figures."""
    if standing_table(comparison, lang) is None:
        return ""
    errors = [2 * (each.standard_error or 0.0) for each in certainty(comparison).inputs]
    return _say("note", lang, noise=money(max(errors, default=0.0), comparison.case.currency, lang))


def _say(name: str, lang: str, /, **values: object) -> str:
    """Return one of the texts on how sure the answer is."""
    return say(f"certainty.{name}", lang, **values)

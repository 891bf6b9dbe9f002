"""Bids for a reader: the ledgers side by side, two scoring methods side by side, and which bids are low."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from outsourcing_model.metrics.awarding import Ranking
from outsourcing_model.metrics.bid_ledger import Ledger, in_order
from outsourcing_model.metrics.bids import Bids
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.scoring import LOWER_WINS
from outsourcing_model.presentation.formats import amount_full, brief, money, number, percent
from outsourcing_model.presentation.labels import alternative_label, method_label, step_label
from outsourcing_model.presentation.sections.grid import Grid, Row, missing
from outsourcing_model.quantities import rounding_line
from outsourcing_model.wording import say


def bid_tables(comparison: Comparison, found: Bids, lang: str) -> list[Grid]:
    """Return the ledgers side by side and, where bids can be ranked, the two methods side by side."""
    grids = (ledgers(comparison, found, lang), scores(comparison, found, lang)) if found.ledgers else ()
    return [grid for grid in grids if grid is not None]


def bid_words(comparison: Comparison, found: Bids, lang: str) -> Iterator[str]:
    """Yield what the rankings and the check for low bids say, or that there is no bid."""
    if not found.ledgers:
        yield say("bids.none", lang)
        return
    yield from verdict(comparison, found, lang)
    yield from low_bids(comparison, found, lang)


def ledgers(comparison: Comparison, found: Bids, lang: str) -> Grid:
    """Return the ledgers of all bids, to the cent, from the price to comparable cost and on to the comparison's."""
    every = list(found.ledgers.values())
    rows = [
        Row(step_label(name, lang), tuple(_cent(each.steps.get(name), lang) for each in every))
        for name in in_order(name for each in every for name in each.steps)
    ]
    rows += [*_rounding(every, lang), _sum("comparable", [each.comparable for each in every], "total", lang)]
    if any(each.alike or each.credits for each in every):
        rows.append(_sum("alike", [each.alike for each in every], "grey", lang))
        if any(each.credits for each in every):
            rows.append(_sum("credits", [-each.credits for each in every], "grey", lang))
        rows += _up_to_comparison(every, lang)
    columns = ("", *(alternative_label(name, comparison.case) for name in found.ledgers))
    return Grid(say("bids.ledger.caption", lang, currency=comparison.case.currency), columns, tuple(rows))


def _cent(value: float | None, lang: str) -> str:
    """Return an amount to the cent, nothing for a step that a bid doesn't have."""
    return "" if value is None else amount_full(value, lang)


def _rounding(every: list[Ledger], lang: str) -> list[Row]:
    """Return what makes the rounded steps add up to the rounded cost, nothing where they do."""
    rest = [rounding_line(each.steps.values(), each.comparable) for each in every]
    return [_sum("rounding", rest, "sub", lang)] if any(rest) else []


def _up_to_comparison(every: list[Ledger], lang: str) -> list[Row]:
    """Return the present cost of the comparison, below what makes the rounded rows above add up to it."""
    rest = [rounding_line((each.comparable, each.alike, -each.credits), each.npv_cost) for each in every]
    last = _sum("npv_cost", [each.npv_cost for each in every], "sub", lang)
    return [*([_sum("rounding", rest, "sub", lang)] if any(rest) else []), last]


def _sum(name: str, values: Sequence[float | Decimal], look: str, lang: str) -> Row:
    """Return one row below the steps."""
    return Row(say(f"bids.ledger.{name}", lang), tuple(amount_full(each, lang) for each in values), look)


def scores(comparison: Comparison, found: Bids, lang: str) -> Grid | None:
    """Return the bids under both methods, the first of each marked; None where nothing can be ranked."""
    case, terms, sides = comparison.case, comparison.case.evaluation, found.rankings
    if terms is None or sides is None:
        return None
    prices = tuple(money(each.comparable, case.currency, lang) for each in found.ledgers.values())
    quality = tuple(_or_dash(points, lang) for points in found.quality.values())
    rows = [Row(say("bids.score.price", lang), prices), Row(say("bids.score.quality", lang), quality)]
    for each in (sides.first, sides.second):
        rows += _method(each, tuple(found.ledgers), case.currency, lang)
    weights = {"price": percent(terms.price_weight, lang, 1), "quality": percent(terms.quality_weight, lang, 1)}
    columns = ("", *(alternative_label(name, case) for name in found.ledgers))
    return Grid(say("bids.score.caption", lang, **weights), columns, tuple(rows))


def _method(ranking: Ranking, bids: tuple[str, ...], currency: str, lang: str) -> list[Row]:
    """Return the rows of one method: its name, price marks, what decides, and ranks."""
    lower = ranking.method in LOWER_WINS

    def decides(value: float) -> str:
        if lower:
            return money(value, currency, lang)
        return number(value, lang, 2) if ranking.marks else brief(value, lang)

    def row(name: str, cell: Callable[[str], str]) -> Row:
        cells = tuple(cell(bid) if bid in ranking.scores else missing("", lang) for bid in bids)
        best = frozenset(at for at, bid in enumerate(bids) if bid in ranking.winners and name == "rank")
        return Row(say(f"bids.score.{name}", lang), cells, best=best)

    rows = [Row(method_label(ranking.method, lang), ("",) * len(bids), "group")]
    if ranking.marks:
        rows.append(row("mark", lambda bid: number(ranking.marks[bid], lang, 2)))
    rows.append(row("adjusted" if lower else "score", lambda bid: decides(ranking.scores[bid])))
    return [*rows, row("rank", lambda bid: number(ranking.ranks[bid], lang))]


def _or_dash(value: float | None, lang: str) -> str:
    """Return points with two decimals at most, or a dash."""
    return missing("", lang) if value is None else number(value, lang, 2)


def verdict(comparison: Comparison, found: Bids, lang: str) -> Iterator[str]:
    """Yield what the two rankings say: who is left out, whether they agree, whose withdrawal would move others."""
    case = comparison.case
    if found.rankings is None:
        yield say("bids.score.absent", lang, reason=say(found.reason, lang))
        return
    for name, points in found.quality.items():
        if points is None:
            reason = say("reason.no_quality_points", lang)
            yield say("bids.score.left_out", lang, bid=alternative_label(name, case), reason=reason)
    first, second = found.rankings.first, found.rankings.second
    winners = [_names(comparison, each.winners, lang) for each in (first, second)]
    if winners[0] == winners[1]:
        yield say(f"bids.score.{'agree' if found.rankings.agree else 'same_first'}", lang, winners=winners[0])
    else:
        methods = {"first": method_label(first.method, lang), "second": method_label(second.method, lang)}
        yield say("bids.score.disagree", lang, **methods, first_winners=winners[0], second_winners=winners[1])
    for each in (first, second):
        for leaver in each.reversals:
            bids = _names(comparison, (leaver,), lang)
            yield say("bids.score.reversal", lang, method=method_label(each.method, lang), bids=bids)


def _names(comparison: Comparison, bids: tuple[str, ...], lang: str) -> str:
    """Return the names of some bids."""
    return ", ".join(say("bids.score.name", lang, bid=alternative_label(each, comparison.case)) for each in bids)


def low_bids(comparison: Comparison, found: Bids, lang: str) -> Iterator[str]:
    """Yield what the service should cost, and a sentence for each bid that is lower than that or than the others."""
    case, expected = comparison.case, found.should_cost

    def told(name: str, **values: object) -> str:
        return say(f"bids.low.{name}", lang, **values)

    def cash(value: float) -> str:
        return money(value, case.currency, lang)

    if expected.low is None or expected.high is None:
        yield told("no_range", reason=say(expected.reason, lang))
    elif expected.alternative:
        name = alternative_label(expected.alternative, case)
        yield told("range_own", alternative=name, low=cash(expected.low), high=cash(expected.high))
    else:
        yield told("range", low=cash(expected.low), high=cash(expected.high))
    for name, check in found.low.items():
        price, label = found.ledgers[name].comparable, alternative_label(name, case)
        if check.below_range and expected.low is not None:
            yield told("below_range", bid=label, price=cash(price), gap=cash(expected.low - price))
        if check.below_average and found.average and case.evaluation and case.evaluation.low_bid is not None:
            share, limit = (percent(each, lang, 1) for each in (1 - price / found.average, case.evaluation.low_bid))
            average = cash(found.average)
            yield told("below_average", bid=label, price=cash(price), share=share, average=average, limit=limit)
    checked = any(each.below_range is not None or each.below_average is not None for each in found.low.values())
    if checked and not any(each.flagged for each in found.low.values()):
        yield told("fine")

"""What stands under the heading of price revision: indices, comparison with the market, currency."""

from outsourcing_model.case.exchange import ExchangeClause
from outsourcing_model.case.indexation import Indexation, Rounding
from outsourcing_model.case.offer import Offer
from outsourcing_model.case.price_terms import Benchmark
from outsourcing_model.engine.program.prices import level
from outsourcing_model.presentation.formats import month as month_name
from outsourcing_model.presentation.terms.registry import KINDS
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.total_clauses import EXAMPLE_YEAR
from outsourcing_model.presentation.workbook.view import View, is_open

EXAMPLE_GROWTH, EXAMPLE_GAP, EXAMPLE_MOVE = 0.03, 0.1, 1.2


def indexation(lines: Lines, view: View) -> None:
    """Write how prices are revised, and what else moves them."""
    for offer in view.offers:
        record: Offer = view.case.offers[offer]
        if record.indexation is None:
            lines.sentence(view.speech.say("indexation.none"), offer)
        else:
            _revision(lines, view, offer, record.indexation)
        if record.exchange is not None:
            _exchange(lines, view, offer, record.exchange)
        currency = record.currency if view.internal and record.currency else view.case.currency
        lines.sentence(view.speech.say("indexation.currency", currency=currency), offer)


def benchmark(lines: Lines, view: View) -> None:
    """Write the comparison with the market."""
    for offer in view.offers:
        terms = view.case.offers[offer].benchmark
        if terms is None or terms.from_month > view.case.term:
            continue
        gap = {"gap": max(EXAMPLE_GAP, terms.tolerance * 2)}
        lines.sentence(KINDS["benchmark"].sentence(terms, view.speech, {}, gap), offer)
        own = lines.of(offer, "benchmark")
        own.cell(terms, "", "from_month", "benchmark_month", view.unit("month"), "whole")
        for field in ("tolerance", "passed_on", *(["most"] if terms.most is not None else [])):
            own.cell(terms, "", field, f"benchmark_{field}", view.unit("percent"), "percent")
        value = terms.gap.mean if view.internal else 0.0
        own.value("gap", "benchmark_gap", own.label(Benchmark, "gap"), view.unit("percent"), value, "percent")


def _revision(lines: Lines, view: View, offer: str, terms: Indexation) -> None:
    """Write the revision clause of one offer."""
    named = {name: view.case.label("indices", name) for name in terms.weights if name}
    names = {**named, "index": named.get(terms.index or "", "")}
    names["services"] = ", ".join(view.service(name) for name in terms.services)
    if is_open(terms.fixed_rate):
        lines.open()
    else:
        growth = terms.fixed_rate.mean if terms.fixed_rate else EXAMPLE_GROWTH
        drivers = {"growth": growth, "year": EXAMPLE_YEAR}
        lines.sentence(KINDS["indexation"].sentence(terms, view.speech, names, drivers), offer)
    own = lines.of(offer, "indexation")
    for number, name in enumerate(terms.weights):
        if name:
            _index_cells(own, view, name, terms, number)
    if terms.fixed_rate is not None:
        own.uncertain(terms, "fixed_rate", "fixed_rate", view.unit("percent_year"), "percent")
        own.value(
            "weights.0", "indexed_share", own.label(Indexation, "share"), view.unit("percent"), terms.share, "percent"
        )
    own.value("fixed", "fixed_part", own.label(Indexation, "fixed_part"), view.unit("percent"), terms.fixed, "percent")
    own.cell(terms, "", "cap", "price_cap", view.unit("percent_revision"), "percent")
    own.cell(terms, "", "floor", "price_floor", view.unit("percent_revision"), "percent")
    if terms.rounding is not None:
        label = own.label(Rounding, "digits")
        own.value("digits", "rounding_digits", label, view.unit("digits"), terms.rounding.digits, "whole")


def _index_cells(own: Lines, view: View, name: str, terms: Indexation, number: int) -> None:
    """Write weight and base of an index, and its last published value."""
    index, label = view.case.indices[name], view.case.label("indices", name)
    if index.last_value is not None and not index.series:
        stated = month_name(index.last_month, view.lang) if index.last_month else ""
        text = view.say("last_value", index=label, month=stated).strip()
        own.value(f"last_value.{number}", "index_last_value", text, view.unit("points"), index.last_value, "number")
    weight = view.say("index_weight", index=label)
    value = terms.weights[name]
    own.value(f"weights.{number}", "indexed_share", weight, view.unit("percent"), value, "percent")
    month = terms.base(view.case.start)
    known, unit = _base_level(view, name, terms), view.unit("points" if index.series else "factor")
    text = view.say("index_base", index=label, month=month_name(month, view.lang))
    own.value(f"bases.{number}", "index_base", text, unit, known, "exact" if index.series else "factor")


def _base_level(view: View, name: str, terms: Indexation) -> float:
    """Return the level of an index that prices are compared with; one if it is only believed to grow."""
    index = view.case.indices[name]
    if not index.series:
        return 1.0
    found = level(index, terms.base(view.case.start))
    growth = index.mean_growth if view.internal else 0.0
    return float(found.known * (1 + growth) ** (found.beyond / 12))


def _exchange(lines: Lines, view: View, offer: str, terms: ExchangeClause) -> None:
    """Write the currency clause of one offer."""
    rate = {"rate": terms.reference * EXAMPLE_MOVE}
    lines.sentence(KINDS["exchange"].sentence(terms, view.speech, {"base": view.base_currency}, rate), offer)
    own = lines.of(offer, "exchange")
    unit = view.rate_unit(terms.currency)
    own.cell(terms, "", "share", "currency_share", view.unit("percent"), "percent")
    own.cell(terms, "", "reference", "reference_rate", unit, "exact")
    own.cell(terms, "", "band", "currency_band", view.unit("percent"), "percent")

"""The report: one HTML file that opens anywhere, asks for nothing outside and runs no script."""

from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from outsourcing_model.case.cautions import accepted, cautions
from outsourcing_model.metrics.bids import bids
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.metrics.sensitivity import sensitivity as sensitivities
from outsourcing_model.presentation.charts.catalogue import Chart, chart, charts_of
from outsourcing_model.presentation.charts.svg import svg
from outsourcing_model.presentation.formats import number, period
from outsourcing_model.presentation.headline import disagreements, flip_words, headline_parts
from outsourcing_model.presentation.labels import reason_label
from outsourcing_model.presentation.sections import (
    assumptions,
    budgets,
    certainty,
    costs,
    leaving,
    measures,
    opening,
    penalties,
    sensitivity,
    standards,
    start,
    stress,
    worth,
)
from outsourcing_model.presentation.sections import bids as bid_words
from outsourcing_model.presentation.sections.grid import Grid, from_frame
from outsourcing_model.wording import say

_FIRST = ("waterfall", "saving-distribution", "cash-fan")
_WITH_BIDS = "bid-bridge"
_LEAVING = "exit-cost"
_MISSES = ("credits-against-harm", "exposure-by-year")
_VALUE = "ratio-by-year"
_CERTAINTY = ("cumulative", "worth-of-knowing", "acceptability")
_DRIVERS = ("tornado", "scenarios")
_APART = (*_FIRST, _WITH_BIDS, _LEAVING, *_MISSES, _VALUE, *_CERTAINTY, *_DRIVERS)
_FLIPS = 6

_TEMPLATES = Environment(
    loader=PackageLoader("outsourcing_model", "presentation/templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Figure:
    """A chart as the report shows it: picture, words, and the table of its figures."""

    name: str
    picture: Markup
    alt: str
    figures: Grid


def write_report(comparison: Comparison, lang: str, digest: str = "") -> str:
    """Return the report as one self-contained HTML page.

    Parameters
    ----------
    comparison : Comparison
        What is reported.
    lang : {"en", "fr"}
        Language of the page.
    digest : str
        Digest of the case, printed with the conventions when given.
    """

    def told(key: str, **values: object) -> str:
        return say(f"report.{key}", lang, **values)

    page = {**_opening(comparison, lang), **_details(comparison, lang, digest)}
    return _TEMPLATES.get_template("report.html.j2").render(page, lang=lang, told=told)


def _opening(comparison: Comparison, lang: str) -> dict[str, object]:
    """Return what stands on page one."""
    case = comparison.case
    do, why = headline_parts(comparison, lang)
    draws = number(comparison.flows.draws.count, lang)
    about = {"period": period(case.timeline, lang), "currency": case.currency, "draws": draws}
    return {
        "title": say("report.title", lang, case=case.case),
        "subtitle": say("report.subtitle", lang, **about),
        "note": case.note,
        "do": do,
        "why": why[:1].upper() + why[1:],
        "reason": "" if len(comparison.alternatives) == 1 else reason_label(comparison.reason, lang, case),
        "disagreements": disagreements(comparison, lang),
        "cards": opening.cards(comparison, lang),
        "first_figures": [_figure(chart(name), comparison, lang) for name in _FIRST],
        "nothing": opening.doing_nothing(comparison, lang),
        "forgone": opening.forgone(comparison, lang),
        "worst": opening.worst_cases(comparison, lang),
        "certain": _certain(comparison, lang),
        **_quality(comparison, lang),
        "leaving": leaving.leaving(comparison, lang),
        "leaving_figure": _figure(chart(_LEAVING), comparison, lang),
        "worth_leaving": leaving.worth_leaving(comparison, lang),
        "after_term": leaving.after_term(comparison, lang),
        "abandoning": leaving.abandoning(comparison, lang),
        "flips": [flip_words(flip, comparison, lang) for flip in comparison.flips[:_FLIPS]],
        **_drivers(comparison, lang),
        "warnings": [problem.text(lang) for problem in cautions(comparison.case)],
        "accepted": [problem.text(lang) for problem in accepted(comparison.case)],
    }


def _certain(comparison: Comparison, lang: str) -> dict[str, object]:
    """Return how sure the answer is: the sentence, the tables, and the charts that have something to show."""
    own = [each for each in charts_of(comparison) if each.name in _CERTAINTY]
    tables = (certainty.standing_table, certainty.shopping_table, certainty.worth_table)
    return {
        "heading": say("certainty.heading", lang),
        "summary": certainty.summary(comparison, lang),
        "dominance": certainty.dominance_words(comparison, lang),
        "tables": [grid for made in tables if (grid := made(comparison, lang)) is not None],
        "figures": [_figure(each, comparison, lang) for each in own],
        "note": certainty.note(comparison, lang),
    }


def _quality(comparison: Comparison, lang: str) -> dict[str, object]:
    """Return what missed levels cost and bring back, and what a level is worth; what does not apply is nothing."""
    own = [each for each in charts_of(comparison) if each.name in (*_MISSES, _VALUE)]
    charts = {each.name: _figure(each, comparison, lang) for each in own}
    return {
        "quality": lambda key: say(f"quality.{key}", lang),
        "answers": penalties.answers(comparison, lang),
        "answers_compared": penalties.compared(comparison, lang),
        "by_level": penalties.by_level(comparison, lang),
        "miss_figures": [charts[name] for name in _MISSES if name in charts],
        "incentives": penalties.incentives(comparison, lang),
        "owed": penalties.owed(comparison, lang),
        "exposure": measures.exposure(comparison, lang),
        "judge": measures.judge_may_change(comparison),
        "judged": penalties.judged(comparison, lang),
        "harm_table": worth.harm_table(comparison, lang),
        "target_tables": worth.target_tables(comparison, lang),
        "target_words": worth.target_words(comparison, lang),
        "plated": worth.plated(comparison),
        "ratio_by_year": worth.ratio_table(comparison, lang),
        "ratio_figure": charts.get(_VALUE),
    }


def _drivers(comparison: Comparison, lang: str) -> dict[str, object]:
    """Return what drives the answer and what would flip it together; what does not apply is nothing."""
    charts = [_figure(each, comparison, lang) for each in charts_of(comparison) if each.name in _DRIVERS]
    found: dict[str, object] = {
        "driven": lambda key: say(f"sensitivity.{key}", lang),
        "driver_figures": charts,
        "stress_lead": "",
        "stress": [],
    }
    if comparison.shown == comparison.reference or not comparison.flows.draws.paths:
        return found
    together = sensitivities(comparison).stress
    if together is not None:
        found["stress_lead"] = stress.lead(together, comparison.case, lang)
        found["stress"] = stress.sentences(together, comparison.case, lang)
    return found


def _details(comparison: Comparison, lang: str, digest: str) -> dict[str, object]:
    """Return what stands below page one."""
    return {
        "comparison": measures.comparison_table(comparison, lang),
        "structure": costs.cost_structure(comparison, lang),
        **_views(comparison, lang),
        "start": start.when_it_starts(comparison, lang),
        "start_words": {name: say(f"start.{name}", lang) for name in ("heading", "note")},
        "ratios": measures.ratios(comparison, lang),
        "levels": assumptions.service_levels(comparison, lang),
        "other_figures": [_figure(each, comparison, lang) for each in charts_of(comparison) if each.name not in _APART],
        "bids": _bids(comparison, lang),
        "conventions": assumptions.conventions(comparison, lang, digest),
        "inputs": assumptions.uncertain_inputs(comparison, lang),
    }


def _views(comparison: Comparison, lang: str) -> dict[str, object]:
    """Return the views of the standards; what does not apply is None or nothing."""
    return {
        "viewed": lambda key: say(f"view.{key}", lang),
        "make_or_buy": standards.make_or_buy_table(comparison, lang),
        "should_cost": standards.should_cost_table(comparison, lang),
        "years": budgets.yearly_table(comparison, lang),
        "not_real": budgets.not_real(comparison, lang),
        "fiscal": budgets.fiscal_table(comparison, lang),
        "peak": budgets.peak_words(comparison, lang),
        "bridge": budgets.bridge_table(comparison, lang),
        "margins": sensitivity.margin_table(comparison, lang),
        "switching": sensitivity.switching_table(comparison, lang),
    }


def _bids(comparison: Comparison, lang: str) -> dict[str, object]:
    """Return the part about bids: ledgers, chart, rankings and the check for low bids."""
    found = bids(comparison)
    return {
        "heading": say("bids.heading", lang),
        "figure": _figure(chart(_WITH_BIDS), comparison, lang),
        "about": say("bids.about" if found.ledgers else "bids.none", lang),
        "ledgers": bid_words.ledgers(comparison, found, lang) if found.ledgers else None,
        "scores": bid_words.scores(comparison, found, lang),
        "verdict": list(bid_words.verdict(comparison, found, lang)) if found.ledgers else [],
        "warned": found.rankings is not None and not found.rankings.agree,
        "low": list(bid_words.low_bids(comparison, found, lang)) if found.ledgers else [],
    }


def _figure(each: Chart, comparison: Comparison, lang: str) -> Figure:
    """Return a chart drawn for the page; the drawing library has escaped the names in it."""
    picture = Markup(svg(each.draw(comparison, lang), each.name))
    alt = each.alt_text(comparison, lang)
    figures = from_frame(each.table(comparison, lang), say("report.figures", lang), comparison.case.currency, lang)
    return Figure(each.name, picture, alt, figures)

"""The report: one HTML file that opens anywhere, asks for nothing outside and runs no script."""

from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from outsourcing_model.case.cautions import cautions
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts.catalogue import CHARTS, Chart, chart
from outsourcing_model.presentation.charts.svg import svg
from outsourcing_model.presentation.formats import number, period
from outsourcing_model.presentation.headline import disagreements, flip_words, headline_parts
from outsourcing_model.presentation.labels import reason_label
from outsourcing_model.presentation.sections import assumptions, costs, leaving, measures, opening
from outsourcing_model.presentation.sections.grid import Grid, from_frame
from outsourcing_model.wording import say

_FIRST = ("waterfall", "saving-distribution", "cash-fan")
_LEAVING = "exit-cost"
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
        "leaving": leaving.leaving(comparison, lang),
        "leaving_figure": _figure(chart(_LEAVING), comparison, lang),
        "worth_leaving": leaving.worth_leaving(comparison, lang),
        "after_term": leaving.after_term(comparison, lang),
        "abandoning": leaving.abandoning(comparison, lang),
        "flips": [flip_words(flip, comparison, lang) for flip in comparison.flips[:_FLIPS]],
        "warnings": [problem.text(lang) for problem in cautions(comparison.case)],
    }


def _details(comparison: Comparison, lang: str, digest: str) -> dict[str, object]:
    """Return what stands below page one."""
    return {
        "comparison": measures.comparison_table(comparison, lang),
        "structure": costs.cost_structure(comparison, lang),
        "exposure": measures.exposure(comparison, lang),
        "judge": measures.judge_may_change(comparison),
        "ratios": measures.ratios(comparison, lang),
        "levels": assumptions.service_levels(comparison, lang),
        "other_figures": [_figure(each, comparison, lang) for each in CHARTS if each.name not in (*_FIRST, _LEAVING)],
        "conventions": assumptions.conventions(comparison, lang, digest),
        "inputs": assumptions.uncertain_inputs(comparison, lang),
    }


def _figure(each: Chart, comparison: Comparison, lang: str) -> Figure:
    """Return a chart drawn for the page; the drawing library has escaped the names in it."""
    picture = Markup(svg(each.draw(comparison, lang), each.name))
    alt = each.alt_text(comparison, lang)
    figures = from_frame(each.table(comparison, lang), say("report.figures", lang), comparison.case.currency, lang)
    return Figure(each.name, picture, alt, figures)

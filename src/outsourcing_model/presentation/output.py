"""Everything that a run writes: results, cash flows, charts, report and both editions of the term sheet."""

from collections.abc import Callable

from matplotlib.axes import Axes

from outsourcing_model.casefile.digest import digest
from outsourcing_model.metrics.exposure import offers_in_use
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation import budget_csv
from outsourcing_model.presentation.bid_file import bids_csv
from outsourcing_model.presentation.cash_flows import as_csv
from outsourcing_model.presentation.charts.catalogue import charts_of
from outsourcing_model.presentation.charts.png import png
from outsourcing_model.presentation.exit_costs import exit_costs_csv
from outsourcing_model.presentation.report import write_report
from outsourcing_model.presentation.results_json import as_json
from outsourcing_model.presentation.term_sheet import term_sheet, workbook


def outputs(comparison: Comparison, lang: str) -> dict[str, bytes]:
    """Return file name to content of all that a run writes; no term sheet where nothing is outsourced."""
    files = {
        "results.json": as_json(comparison, lang).encode(),
        "cash-flows.csv": as_csv(comparison, lang).encode("utf-8-sig"),
        "budget.csv": budget_csv.as_csv(comparison).encode("utf-8-sig"),
        "bids.csv": bids_csv(comparison, lang).encode("utf-8-sig"),
        "report.html": write_report(comparison, lang, digest(comparison.case)).encode(),
        **{
            f"chart-{chart.name.replace('_', '-')}.png": _picture(chart.draw, comparison, lang)
            for chart in charts_of(comparison)
        },
    }
    if comparison.exit_schedule:
        files["exit-costs.csv"] = exit_costs_csv(comparison).encode("utf-8-sig")
    files.update(_term_sheets(comparison, lang))
    return files


def _term_sheets(comparison: Comparison, lang: str) -> dict[str, bytes]:
    """Return both editions of the term sheet, one to give away for each provider; none where nothing is outsourced."""
    in_use = {name: offers_in_use(comparison.case, name) for name in comparison.alternatives}
    if not any(in_use.values()):
        return {}
    internal = term_sheet(comparison, internal=True, lang=lang)
    shared = term_sheet(comparison, lang=lang)
    files = {"term-sheet.xlsx": workbook(shared.view), "term-sheet-internal.xlsx": workbook(internal.view)}
    if len(internal.view.offers) > 1:
        for offer in internal.view.offers:
            files[f"term-sheet-{offer}.xlsx"] = workbook(term_sheet(comparison, lang=lang, offer=offer).view)
        del files["term-sheet.xlsx"]
    return files


def _picture(draw: Callable[..., Axes], comparison: Comparison, lang: str) -> bytes:
    """Return a chart as a PNG picture, the same bytes for the same comparison."""
    return png(draw(comparison, lang))

"""Everything that a run writes: results, cash flows, charts, report and both editions of the term sheet."""

import io
from collections.abc import Callable

from matplotlib.axes import Axes

from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.cash_flows import as_csv
from outsourcing_model.presentation.charts.catalogue import CHARTS
from outsourcing_model.presentation.report import write_report
from outsourcing_model.presentation.results_json import as_json
from outsourcing_model.presentation.term_sheet import outsourcing_alternatives, term_sheet

DPI = 130


def outputs(comparison: Comparison, lang: str) -> dict[str, bytes]:
    """Return file name to content of all that a run writes; no term sheet where nothing is outsourced."""
    files = {
        "results.json": as_json(comparison, lang).encode(),
        "cash-flows.csv": as_csv(comparison, lang).encode("utf-8-sig"),
        "report.html": write_report(comparison, lang).encode(),
        **{f"chart-{chart.name.replace('_', '-')}.png": _picture(chart.draw, comparison, lang) for chart in CHARTS},
    }
    if outsourcing_alternatives(comparison):
        files["term-sheet.xlsx"] = term_sheet(comparison, lang=lang).to_bytes()
        files["term-sheet-internal.xlsx"] = term_sheet(comparison, internal=True, lang=lang).to_bytes()
    return files


def _picture(draw: Callable[..., Axes], comparison: Comparison, lang: str) -> bytes:
    """Return a chart as a PNG picture, the same bytes for the same comparison."""
    stream = io.BytesIO()
    figure = draw(comparison, lang).get_figure(root=True)
    if figure is None:
        message = "a chart was drawn on no figure"
        raise ValueError(message)
    figure.savefig(stream, format="png", dpi=DPI, metadata={"Software": None})
    return stream.getvalue()

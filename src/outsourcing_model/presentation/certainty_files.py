"""The files that say how sure the answer is: JSON, a table, and the charts."""

import json

from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.certainty_json import certainty_csv, of_comparison
from outsourcing_model.presentation.charts.catalogue import ACCEPTABILITY, CUMULATIVE, WORTH_OF_KNOWING, charts_of
from outsourcing_model.presentation.charts.png import png


def files_of(comparison: Comparison, lang: str) -> dict[str, bytes]:
    """Return file name to content; a chart that has nothing to show is left out."""
    told = json.dumps(of_comparison(comparison, lang), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    own = (CUMULATIVE, WORTH_OF_KNOWING, ACCEPTABILITY)
    return {
        "certainty.json": told.encode(),
        "certainty.csv": certainty_csv(comparison).encode("utf-8-sig"),
        **{f"chart-{each.name}.png": png(each.draw(comparison, lang)) for each in charts_of(comparison) if each in own},
    }

"""From a log to a belief: what is said about it, and the files to write."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from outsourcing_model.casefile.log_rows import open_table
from outsourcing_model.casefile.offer_map import is_id
from outsourcing_model.casefile.outage_log import read_outages
from outsourcing_model.casefile.ticket_log import read_tickets
from outsourcing_model.metrics.attained.outages import attained_outages
from outsourcing_model.metrics.attained.result import Attained
from outsourcing_model.metrics.attained.tickets import attained_tickets
from outsourcing_model.presentation.attained import chart
from outsourcing_model.presentation.attained.fragment import fragment
from outsourcing_model.presentation.attained.record import as_json
from outsourcing_model.presentation.attained.sentences import belief, reading, refusal
from outsourcing_model.presentation.attained.tables import month_grid, part_grid, part_month_grid
from outsourcing_model.presentation.charts.png import png
from outsourcing_model.presentation.charts.svg import svg
from outsourcing_model.presentation.sections.grid import Grid
from outsourcing_model.wording import say

KINDS = ("outages", "tickets")
PICTURES = (".svg", ".png")


@dataclass(frozen=True)
class Wanted:
    """What is to be written.

    Parameters
    ----------
    level : str
        Key of the service level in the case; empty where no fragment is asked for.
    performer : str
        ``in_house`` or the key of an offer.
    out, chart, json : path, optional
        Files for the fragment, the chart and the record.
    """

    level: str = ""
    performer: str = "in_house"
    out: Path | None = None
    chart: Path | None = None
    json: Path | None = None

    def refusal(self, lang: str) -> str:
        """Return what can't be written as asked, empty if all can."""
        if self.out is not None and not self.level:
            return say("attained.refusal.needs_level", lang)
        for name in filter(None, (self.level, self.performer)):
            if not is_id(name):
                return say("attained.refusal.not_an_id", lang, found=name)
        if self.chart is not None and self.chart.suffix.lower() not in PICTURES:
            return say("diff.picture_kind", lang, file=str(self.chart))
        return ""


def read_attained(log: Path, kind: str, map_file: Path, group: str | None = None) -> Attained:
    """Return what a log of outages or of tickets shows.

    Raises
    ------
    CaseError
        With everything that is wrong in the mapping or in the log.
    """
    if kind == "outages":
        return attained_outages(read_outages(log, map_file, group), group or "")
    return attained_tickets(read_tickets(log, map_file, group), group or "")


def columns_of(log: Path, lang: str) -> str:
    """Return which columns a log has, said to somebody who gave no mapping."""
    header = open_table(log, str(log), "", ()).header
    return say("attained.refusal.no_map", lang, file=str(log), columns=", ".join(name for name in header if name))


def told(attained: Attained, lang: str) -> list[str | Grid]:
    """Return what is shown, in order: what was read and dropped, the tables, the belief and its tests."""
    more = [grid for grid in (part_month_grid(attained, lang), part_grid(attained, lang)) if grid is not None]
    return [*reading(attained, lang), month_grid(attained, lang), *more, *belief(attained, lang)]


def files_of(attained: Attained, map_file: Path, wanted: Wanted, lang: str) -> tuple[dict[Path, bytes], str]:
    """Return path to content of the files asked for, and why no fragment can be among them (empty if one is)."""
    reason = refusal(attained, lang) if wanted.out else ""
    files: dict[Path, bytes] = {}
    if wanted.out and not reason:
        files[wanted.out] = fragment(attained, map_file, wanted.level, wanted.performer, lang).encode()
    if wanted.json:
        files[wanted.json] = as_json(attained, lang).encode()
    if wanted.chart:
        files[wanted.chart] = _picture(attained, wanted.chart.suffix.lower(), lang)
    return files, reason and say("attained.refusal.nothing", lang, why=reason)


def _picture(attained: Attained, kind: str, lang: str) -> bytes:
    """Return the chart with its words inside, as SVG or as PNG."""
    axes, words = chart.draw(attained, lang), chart.alt_text(attained, lang)
    if kind == ".png":
        return png(axes, words)
    opening, _, rest = svg(axes, "attained").partition(">")
    return f'{opening} role="img"><title>{escape(words)}</title>{rest}\n'.encode()

"""What the comparison of two versions tells: on the terminal, and in the files that are asked for."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from rich.table import Table

from outsourcing_model.casefile.digest import digest
from outsourcing_model.metrics.movement import Movement
from outsourcing_model.presentation.charts import movement as chart
from outsourcing_model.presentation.charts.png import png
from outsourcing_model.presentation.charts.svg import svg
from outsourcing_model.presentation.movement.record import as_json
from outsourcing_model.presentation.movement.sentence import caution, counts, notes, since
from outsourcing_model.presentation.movement.table import aspect_table, steps_table
from outsourcing_model.wording import say


def warnings(movement: Movement, charted: bool, lang: str) -> Iterator[str]:
    """Yield what a reader must be warned of before the figures."""
    if text := caution(movement, lang):
        yield text
    if charted and not movement.focus:
        yield say("diff.no_chart", lang)


def told(movement: Movement, files: tuple[str, str], lang: str, everything: bool = False) -> Iterator[str | Table]:
    """Yield the parts of the answer in order: sentences, the table of steps, and what moves nothing.

    Parameters
    ----------
    movement : Movement
        What lies between the versions.
    files : tuple of str
        What the earlier and the later version are called.
    lang : str
        Language.
    everything : bool
        Whether every step stands in a row of its own, and changes of sources and wording are listed.
    """
    if not movement.changes:
        yield _same(movement, files, lang)
        return
    yield since(movement, files[0], lang)
    yield from notes(movement, files, lang)
    if movement.steps:
        yield steps_table(movement, lang, everything)
    if everything:
        yield from (aspect_table(movement, each, lang) for each in ("sources", "wording") if movement.of(each))
    else:
        yield from counts(movement, lang)


def _same(movement: Movement, files: tuple[str, str], lang: str) -> str:
    """Return the sentence that nothing changed."""
    before, after = files
    mark, other = digest(movement.before), digest(movement.after)
    key = "same" if mark == other else "same_order"
    return say(f"diff.{key}", lang, before=before, after=after, digest=mark[:12])


def files_of(movement: Movement, json: Path | None, picture: Path | None, lang: str) -> dict[Path, bytes]:
    """Return path to content of the files asked for; no picture where there is no saving to follow."""
    files = {json: as_json(movement, lang).encode()} if json else {}
    if picture and movement.focus:
        files[picture] = _picture(movement, picture.suffix.lower(), lang)
    return files


def _picture(movement: Movement, kind: str, lang: str) -> bytes:
    """Return the chart with its words inside, as SVG or as PNG."""
    axes, words = chart.draw(movement, lang), chart.alt_text(movement, lang)
    if kind == ".png":
        return png(axes, words)
    opening, _, rest = svg(axes, "movement").partition(">")
    return f'{opening} role="img"><title>{escape(words)}</title>{rest}\n'.encode()

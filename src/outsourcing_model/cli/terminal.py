"""What all commands share: their application, options and languages, and how they speak on the terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from outsourcing_model.wording import LANGUAGES, say
from outsourcing_model.wording.person import SPEAKS

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from outsourcing_model.casefile.placed import Placed
    from outsourcing_model.engine.draws import Draws as Drawn
    from outsourcing_model.presentation.sections.grid import Grid

USER_ERROR = 2
PointKind = Literal["keyed", "sobol", "plain"]


def told(key: str) -> str:
    """Return a help text."""
    return say(f"cli.{key}", SPEAKS)


app = typer.Typer(
    help=told("app"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)

CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help=told("case"))]
Lang = Annotated[str | None, typer.Option("--lang", help=told("lang"))]
Scenarios = Annotated[list[str] | None, typer.Option("--scenario", help=told("scenario"))]
Draws = Annotated[int, typer.Option("--draws", min=1, max=10_000_000, help=told("draws"))]
MapFile = Annotated[Path, typer.Option("--map", help=told("map"))]
FragmentOut = Annotated[Path, typer.Option("--out", help=told("fragment_out"))]
Points = Annotated[PointKind, typer.Option("--points", help=told("points"))]
Seed = Annotated[int, typer.Option("--seed", min=0, max=2**63 - 1, help=told("seed"))]


def refuse(text: str) -> NoReturn:
    """Say what is wrong and stop."""
    print(text, file=sys.stderr)  # noqa: T201
    sys.exit(USER_ERROR)


def chosen(lang: str | None, default: str) -> str:
    """Return the language of the outputs."""
    if lang is not None and lang not in LANGUAGES:
        refuse(say("cli.unknown_language", SPEAKS, found=lang, allowed=", ".join(LANGUAGES)))
    return lang or default


def consoles() -> tuple["Console", "Console"]:
    """Return the consoles for results and for everything else."""
    from rich.console import Console

    return Console(markup=False, highlight=False), Console(stderr=True, markup=False, highlight=False)


def show(console: "Console", *parts: "str | Grid | Table") -> None:
    """Print sentences as they are, and tables so that no figure is cut."""
    from outsourcing_model.cli.folded import folded
    from outsourcing_model.presentation.sections.grid import Grid
    from outsourcing_model.presentation.table import grid_table

    for part in parts:
        if isinstance(part, str):
            console.print(part, soft_wrap=True)
        else:
            for table in folded(grid_table(part) if isinstance(part, Grid) else part, console.width):
                console.print(table, crop=False)


@contextmanager
def progress_of(
    console: "Console", total: int, lang: str, what: str = "cli.drawing"
) -> Iterator[Callable[[int], None]]:
    """Yield a function that is told how many draws (or other parts of the work) are done."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(say(what, lang), total=total)
        yield lambda done: bar.update(task, completed=done)


def announce(console: "Console", lang: str) -> None:
    """Say in one line that the engine is compiled now, if it is."""
    from outsourcing_model.engine.compiled import FOLDER
    from outsourcing_model.engine.executor import was_compiled

    if FOLDER is None:
        console.print(say("cli.compiling_in_memory", lang))
    elif not was_compiled():
        console.print(say("cli.compiling", lang))


def warn(placed: "Placed", console: "Console", lang: str) -> int:
    """Print the cautions of a case with their places, then those accepted; return how many are not."""
    from dataclasses import replace

    from outsourcing_model.case.cautions import accepted, cautions

    found = cautions(placed.case)
    for key, problems in (("cli.warning", found), ("cli.accepted", accepted(placed.case))):
        for problem in problems:
            text = replace(problem, place=placed.nearest(problem.path)).text(lang)
            console.print(say(key, lang, text=text), soft_wrap=True)
    return len(found)


def tell_chance(draws: "Drawn", console: "Console", lang: str) -> None:
    """Tell of correlations that had to be changed to be possible, and how closely the pairs go together."""
    from outsourcing_model.presentation.formats import number

    if draws.repaired:
        gap = number(draws.widest_gap, lang, 3)
        text = say("cli.repaired", lang, change=number(draws.repaired, lang, 3), gap=gap)
        console.print(say("cli.warning", lang, text=text), soft_wrap=True)

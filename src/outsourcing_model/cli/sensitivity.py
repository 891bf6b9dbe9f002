"""The commands that ask what drives an answer, and where it turns. Heavy imports stand inside them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outsourcing_model.cli.terminal import (
    CaseFile,
    Draws,
    Lang,
    Scenarios,
    Seed,
    announce,
    app,
    chosen,
    consoles,
    progress_of,
    refuse,
    show,
)
from outsourcing_model.wording import say
from outsourcing_model.wording.person import SPEAKS

if TYPE_CHECKING:
    from outsourcing_model.case.case import Case

PICTURES = (".svg", ".png")
BASES = (64, 65_536)


def _help(key: str) -> str:
    """Return a help text."""
    return say(f"sensitivity.command.{key}", SPEAKS)


Alternative = Annotated[str | None, typer.Option("--alternative", help=_help("alternative"))]
FigurePath = Annotated[str, typer.Argument(metavar="PATH", help=_help("path"))]


@app.command(help=_help("sensitivity"))
def sensitivity(
    case: CaseFile,
    alternative: Alternative = None,
    sobol: Annotated[bool, typer.Option("--sobol", help=_help("sobol"))] = False,
    base: Annotated[int, typer.Option("--base", help=_help("base"))] = 1024,
    scenario: Annotated[list[str] | None, typer.Option("--scenario", help=_help("scenario"))] = None,
    out: Annotated[Path | None, typer.Option("--out", help=_help("out"))] = None,
    draws: Draws = 5000,
    seed: Seed = 1,
    lang: Lang = None,
) -> None:
    """Show what drives the answer."""
    from outsourcing_model.casefile.read import read_case

    stated = read_case(case)
    language = chosen(lang, stated.language)
    if not BASES[0] <= base <= BASES[1] or base & (base - 1):
        refuse(say("sensitivity.command.base_power", language, found=str(base)))
    _known(stated, alternative, language)
    console, aside = consoles()
    announce(aside, language)

    from outsourcing_model.presentation.driven import Asked, driven, files_of, told
    from outsourcing_model.presentation.whole_file import write_all

    asked = Asked(
        stated, alternative, base if sobol else 0, tuple(tuple(s.split("+")) for s in scenario or ()), draws, seed
    )
    if len(stated.alternatives) == 1:
        console.print(say("sensitivity.command.alone", language))
        return
    with progress_of(aside, asked.steps, language, "sensitivity.working") as progress:
        found = driven(asked, progress)
    show(console, *told(found, language))
    if out is not None:
        files = files_of(found, language)
        out.mkdir(parents=True, exist_ok=True)
        write_all(out, files)
        console.print(say("cli.written", language, folder=str(out), files=", ".join(files)), soft_wrap=True)


@app.command("break-even", help=_help("break_even"))
def break_even(
    case: CaseFile,
    path: FigurePath,
    between: Annotated[tuple[str, str] | None, typer.Option("--between", help=_help("between"))] = None,
    low: Annotated[str | None, typer.Option("--from", help=_help("from"))] = None,
    high: Annotated[str | None, typer.Option("--to", help=_help("to"))] = None,
    scenario: Scenarios = None,
    lang: Lang = None,
) -> None:
    """Find where a figure makes two alternatives equally good."""
    from outsourcing_model.case.paths import with_scenarios
    from outsourcing_model.casefile.read import read_case

    stated = with_scenarios(read_case(case), tuple(scenario or ()))
    language = chosen(lang, stated.language)
    console, aside = consoles()
    announce(aside, language)

    from outsourcing_model.metrics.break_even import break_evens
    from outsourcing_model.presentation.sections.drivers import break_even_table

    if (low is None) != (high is None):
        refuse(say("sensitivity.command.one_end", language))
    ends = None if low is None or high is None else tuple(_number(stated, path, end, language) for end in (low, high))
    if ends is not None and not ends[0] < ends[1]:
        refuse(say("sensitivity.command.one_end", language))
    others = [name for name in stated.alternatives if name != stated.reference]
    pairs = [between] if between else [(name, stated.reference) for name in others]
    if not pairs:
        console.print(say("sensitivity.command.alone", language))
        return
    with aside.status(say("sensitivity.working", language)):
        found = break_evens(stated, path, pairs, (ends[0], ends[1]) if ends else None)
    show(console, break_even_table(found, stated, language))


@app.command("table", help=_help("table"))
def table_command(
    case: CaseFile,
    axes: Annotated[list[str], typer.Argument(metavar="PATH:LOW:HIGH:STEPS", help=_help("axes"))],
    chart: Annotated[Path | None, typer.Option("--chart", help=_help("chart"))] = None,
    scenario: Scenarios = None,
    lang: Lang = None,
) -> None:
    """Move one or two figures over a grid and show what is recommended."""
    from outsourcing_model.case.paths import with_scenarios
    from outsourcing_model.casefile.read import read_case

    stated = with_scenarios(read_case(case), tuple(scenario or ()))
    language = chosen(lang, stated.language)
    if chart and chart.suffix.lower() not in PICTURES:
        refuse(say("sensitivity.command.picture_kind", language, file=str(chart)))
    if len(axes) not in (1, 2) or len({text.partition(":")[0] for text in axes}) != len(axes):
        refuse(say("sensitivity.command.axes_count", language))
    console, aside = consoles()
    announce(aside, language)

    from outsourcing_model.metrics.table import axis, table
    from outsourcing_model.presentation.driven import picture
    from outsourcing_model.presentation.sections.drivers import moved_table
    from outsourcing_model.presentation.whole_file import write_whole

    with aside.status(say("sensitivity.working", language)):
        found = table(stated, [axis(stated, *_axis(stated, text, language)) for text in axes])
    show(console, moved_table(found, stated, language))
    if chart is not None:
        write_whole(chart, picture(found, stated, chart.suffix, language))
        console.print(say("cli.written_file", language, file=str(chart)), soft_wrap=True)


def _known(case: "Case", alternative: str | None, lang: str) -> None:
    """Refuse an alternative that the case doesn't have."""
    if alternative is not None and alternative not in case.alternatives:
        allowed = ", ".join(case.alternatives)
        refuse(say("sensitivity.command.unknown_alternative", lang, found=alternative, allowed=allowed))


def _axis(case: "Case", text: str, lang: str) -> tuple[str, list[float]]:
    """Return path and values of an axis as typed."""
    import numpy as np

    from outsourcing_model.case.figure import figure_at
    from outsourcing_model.metrics.searched_range import searched_range

    path, *rest = text.split(":")
    if not rest:
        low, high = searched_range(figure_at(case, path))
        return path, np.linspace(low, high, 7).tolist()
    if len(rest) != 3 or not rest[2].isascii() or not rest[2].isdigit() or not 2 <= int(rest[2]) <= 100:
        refuse(say("sensitivity.command.not_an_axis", lang, found=text))
    low, high = (_number(case, path, end, lang) for end in rest[:2])
    if not low < high:
        refuse(say("sensitivity.command.not_an_axis", lang, found=text))
    return path, np.linspace(low, high, int(rest[2])).tolist()


def _number(case: "Case", path: str, text: str, lang: str) -> float:
    """Return a value as a file would state it."""
    from pydantic_core import PydanticCustomError

    from outsourcing_model.case.figure import figure_at
    from outsourcing_model.quantities import read_number

    kind = figure_at(case, path).kind
    try:
        value = read_number(text, kind)
    except PydanticCustomError:
        wanted = say(f"kind.{kind}", lang)
        refuse(say("sensitivity.command.not_a_number", lang, found=text, path=path, kind=wanted))
    return value

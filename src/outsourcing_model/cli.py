"""The command line. Heavy imports stand inside the commands, so that help is quick."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from outsourcing_model.errors import OutsourcingModelError
from outsourcing_model.wording import LANGUAGES, say

if TYPE_CHECKING:
    from rich.console import Console

    from outsourcing_model.case.case import Case

USER_ERROR, INTERRUPTED = 2, 130


def _speaks() -> str:
    """Return the language of the person at the terminal: their own choice, else the system's, else English."""
    for variable in ("OUTSOURCING_MODEL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable, "")[:2] in LANGUAGES:
            return os.environ[variable][:2]
    return "en"


SPEAKS = _speaks()


def _help(key: str) -> str:
    """Return a help text."""
    return say(f"cli.{key}", SPEAKS)


app = typer.Typer(
    help=_help("app"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)

CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help=_help("case"))]
Lang = Annotated[str | None, typer.Option("--lang", help=_help("lang"))]
Scenarios = Annotated[list[str] | None, typer.Option("--scenario", help=_help("scenario"))]
Draws = Annotated[int, typer.Option("--draws", min=1, max=10_000_000, help=_help("draws"))]
Seed = Annotated[int, typer.Option("--seed", min=0, max=2**63 - 1, help=_help("seed"))]


def main() -> None:
    """Run the command line; problems of the user end with exit code 2 and no traceback."""
    try:
        app()
    except OutsourcingModelError as error:
        _refuse(error.text(_spoken(sys.argv)))
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            print(say("cli.interrupted", _spoken(sys.argv)), file=sys.stderr)  # noqa: T201
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        name = error.filename or ""
        _refuse(say("cli.file_error", _spoken(sys.argv), name=name, what=error.strerror or type(error).__name__))


def _refuse(text: str) -> NoReturn:
    """Say what is wrong and stop."""
    print(text, file=sys.stderr)  # noqa: T201
    sys.exit(USER_ERROR)


def _spoken(arguments: list[str]) -> str:
    """Return the language of messages: as asked on the command line, else the person's."""
    for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
        chosen = value if option == "--lang" else option.removeprefix("--lang=")
        if option.startswith("--lang") and chosen in LANGUAGES:
            return chosen
    return SPEAKS


def _chosen(lang: str | None, default: str) -> str:
    """Return the language of the outputs."""
    if lang is not None and lang not in LANGUAGES:
        _refuse(say("cli.unknown_language", SPEAKS, found=lang, allowed=", ".join(LANGUAGES)))
    return lang or default


def _consoles() -> tuple["Console", "Console"]:
    """Return the consoles for results and for everything else."""
    from rich.console import Console

    return Console(markup=False, highlight=False), Console(stderr=True, markup=False, highlight=False)


@contextmanager
def _progress(console: "Console", total: int, lang: str, what: str = "cli.drawing") -> Iterator[Callable[[int], None]]:
    """Yield a function that is told how many draws (or other parts of the work) are done."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(say(what, lang), total=total)
        yield lambda done: bar.update(task, completed=done)


def _announce(console: "Console", lang: str) -> None:
    """Say in one line that the engine is compiled now, if it is."""
    from outsourcing_model.engine.compiled import FOLDER, is_compiled

    if FOLDER is None:
        console.print(say("cli.compiling_in_memory", lang))
    elif not is_compiled():
        console.print(say("cli.compiling", lang))


def _warn(case: "Case", console: "Console", lang: str) -> int:
    """Print the cautions of a case and return how many there are."""
    from outsourcing_model.case.cautions import cautions

    found = cautions(case)
    for problem in found:
        console.print(say("cli.warning", lang, text=problem.text(lang)), soft_wrap=True)
    return len(found)


@app.command(help=_help("run"))
def run(
    case: CaseFile,
    out: Annotated[Path, typer.Option("--out", help=_help("out"))],
    draws: Draws = 5000,
    seed: Seed = 1,
    scenario: Scenarios = None,
    lang: Lang = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=1024, help=_help("workers"))] = None,
) -> None:
    """Evaluate every alternative and write the results."""
    from outsourcing_model.casefile.read import read_case

    stated = read_case(case)
    language = _chosen(lang, stated.language)
    console, aside = _consoles()
    _warn(stated, aside, language)
    _announce(aside, language)

    from outsourcing_model.presentation.headline import headline
    from outsourcing_model.presentation.output import outputs
    from outsourcing_model.presentation.table import comparison_table, yearly_table
    from outsourcing_model.presentation.whole_file import write_all
    from outsourcing_model.session.study import evaluate

    with _progress(aside, draws, language) as progress:
        study = evaluate(stated, draws, seed, tuple(scenario or ()), workers, progress)
    console.print(comparison_table(study.comparison, language))
    console.print(yearly_table(study.comparison, language))
    console.print(headline(study.comparison, language), soft_wrap=True)
    with aside.status(say("cli.writing", language)):
        files = outputs(study.comparison, language)
    out.mkdir(parents=True, exist_ok=True)
    write_all(out, files)
    console.print(say("cli.written", language, folder=str(out), files=", ".join(files)), soft_wrap=True)


@app.command(help=_help("check"))
def check(case: CaseFile, lang: Lang = None) -> None:
    """Validate a case: list every problem and every warning."""
    from outsourcing_model.casefile.read import read_case

    stated = read_case(case)
    language = _chosen(lang, SPEAKS)
    console, _ = _consoles()
    count = _warn(stated, console, language)
    console.print(say("cli.valid", language, name=stated.case, warnings=count), soft_wrap=True)


@app.command(help=_help("schema"))
def schema() -> None:
    """Print the JSON Schema of a case."""
    import json

    from outsourcing_model.casefile.schema import case_schema

    print(json.dumps(case_schema(), indent=1, ensure_ascii=False))  # noqa: T201


@app.command(help=_help("explain"))
def explain(
    case: CaseFile,
    figure: Annotated[str, typer.Argument(metavar="FIGURE", help=_help("figure"))],
    scenario: Scenarios = None,
    lang: Lang = None,
) -> None:
    """Show where a figure comes from, down to the inputs and their place in the file."""
    from outsourcing_model.casefile.placed import read_placed

    placed = read_placed(case)
    language = _chosen(lang, placed.case.language)
    console, aside = _consoles()
    _announce(aside, language)

    from outsourcing_model.case.paths import with_scenarios
    from outsourcing_model.engine.simulate import expected_run
    from outsourcing_model.presentation.explain import Explainer

    changed = with_scenarios(placed.case, tuple(scenario or ()))
    for line in Explainer(expected_run(changed), placed.place, language).explain(figure).lines():
        console.print(line, soft_wrap=True)


@app.command("term-sheet", help=_help("term_sheet"))
def term_sheet_command(
    case: CaseFile,
    out: Annotated[Path, typer.Option("--out", help=_help("term_sheet_out"))],
    alternative: Annotated[str | None, typer.Option("--alternative", help=_help("alternative"))] = None,
    internal: Annotated[bool, typer.Option("--internal", help=_help("internal"))] = False,
    draws: Draws = 5000,
    seed: Seed = 1,
    scenario: Scenarios = None,
    lang: Lang = None,
) -> None:
    """Write the term sheet alone."""
    from outsourcing_model.casefile.read import read_case

    stated = read_case(case)
    language = _chosen(lang, stated.language)
    console, aside = _consoles()
    _announce(aside, language)

    from outsourcing_model.presentation.term_sheet import term_sheet
    from outsourcing_model.session.study import evaluate

    with _progress(aside, draws, language) as progress:
        study = evaluate(stated, draws, seed, tuple(scenario or ()), None, progress)
    term_sheet(study.comparison, alternative, internal, language).to_excel(out)
    console.print(say("cli.written_file", language, file=str(out)), soft_wrap=True)


@app.command(help=_help("example"))
def example(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=_help("example_name"))] = None,
    to: Annotated[Path | None, typer.Option("--to", help=_help("example_to"))] = None,
) -> None:
    """List the shipped cases, or copy one."""
    import shutil

    from outsourcing_model.casefile.shipped import shipped_cases

    cases = shipped_cases()
    console, _ = _consoles()
    if name is None:
        for known, path in cases.items():
            console.print(say("cli.example_line", SPEAKS, name=known, path=str(path)), soft_wrap=True)
        return
    if name not in cases:
        _refuse(say("cli.unknown_example", SPEAKS, found=name, allowed=", ".join(cases)))
    target = to or Path(name)
    if target.exists() and any(target.iterdir()):
        _refuse(say("cli.not_empty", SPEAKS, folder=str(target)))
    shutil.copytree(cases[name].parent, target, dirs_exist_ok=True)
    console.print(say("cli.copied", SPEAKS, name=name, folder=str(target)), soft_wrap=True)


@app.command(help=say("diff.command.diff", SPEAKS))
def diff(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help=say("diff.command.before", SPEAKS))],
    after: Annotated[Path, typer.Argument(metavar="AFTER", help=say("diff.command.after", SPEAKS))],
    draws: Draws = 2000,
    seed: Seed = 1,
    json: Annotated[Path | None, typer.Option("--json", help=say("diff.command.json", SPEAKS))] = None,
    chart: Annotated[Path | None, typer.Option("--chart", help=say("diff.command.chart", SPEAKS))] = None,
    everything: Annotated[bool, typer.Option("--all", help=say("diff.command.all", SPEAKS))] = False,
    lang: Lang = None,
) -> None:
    """Tell what changed between two versions of a case, and what each change moved."""
    from outsourcing_model.casefile.read import read_cases

    cases = read_cases(before, after)
    language = _chosen(lang, cases[1].language)
    if chart and chart.suffix.lower() not in (".svg", ".png"):
        _refuse(say("diff.picture_kind", language, file=str(chart)))
    console, aside = _consoles()
    _announce(aside, language)

    from outsourcing_model.metrics.movement import movement
    from outsourcing_model.presentation.difference import files_of, told, warnings
    from outsourcing_model.presentation.whole_file import write_whole

    with _progress(aside, 100, language, "diff.comparing") as progress:
        found = movement(cases[0], cases[1], draws, seed, lambda share: progress(round(100 * share)))
    for text in warnings(found, chart is not None, language):
        aside.print(say("cli.warning", language, text=text), soft_wrap=True)
    for part in told(found, (str(before), str(after)), language, everything):
        console.print(part, soft_wrap=isinstance(part, str))
    for path, content in files_of(found, json, chart, language).items():
        write_whole(path, content)
        console.print(say("cli.written_file", language, file=str(path)), soft_wrap=True)

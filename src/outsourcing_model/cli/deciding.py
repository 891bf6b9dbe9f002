"""The commands that evaluate a case. Heavy imports stand inside them, so that help is quick."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from outsourcing_model.cli.terminal import (
    CaseFile,
    Draws,
    Lang,
    Points,
    Scenarios,
    Seed,
    announce,
    app,
    chosen,
    consoles,
    progress_of,
    refuse,
    show,
    tell_chance,
    told,
    warn,
)
from outsourcing_model.wording import say
from outsourcing_model.wording.person import SPEAKS

if TYPE_CHECKING:
    from outsourcing_model.case.case import Case
    from outsourcing_model.session.precision import Reached


@app.command(help=told("run"))
def run(
    case: CaseFile,
    out: Annotated[Path, typer.Option("--out", help=told("out"))],
    draws: Draws = 5000,
    seed: Seed = 1,
    scenario: Scenarios = None,
    lang: Lang = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=1024, help=told("workers"))] = None,
    points: Points = "keyed",
    until_se: Annotated[str | None, typer.Option("--until-se", help=told("until_se"))] = None,
) -> None:
    """Evaluate every alternative and write the results."""
    from outsourcing_model.casefile.placed import read_placed

    placed = read_placed(case)
    stated = placed.case
    language = chosen(lang, stated.language)
    console, aside = consoles()
    warn(placed, aside, language)
    announce(aside, language)

    from outsourcing_model.presentation.headline import headline
    from outsourcing_model.presentation.output import outputs
    from outsourcing_model.presentation.table import comparison_table, yearly_table
    from outsourcing_model.presentation.whole_file import write_all
    from outsourcing_model.session.study import evaluate

    names = tuple(scenario or ())
    if until_se is None:
        with progress_of(aside, draws, language) as progress:
            study = evaluate(stated, draws, seed, names, workers, progress, points)
    else:
        reached = _until(
            until_se, stated, language, n=draws, seed=seed, scenarios=names, workers=workers, points=points
        )
        study = reached.study
    tell_chance(study.draws, aside, language)
    found = study.comparison
    show(console, comparison_table(found, language), yearly_table(found, language), headline(found, language))
    with aside.status(say("cli.writing", language)):
        files = outputs(study.comparison, language)
    out.mkdir(parents=True, exist_ok=True)
    write_all(out, files)
    console.print(say("cli.written", language, folder=str(out), files=", ".join(files)), soft_wrap=True)


def _until(text: str, case: "Case", lang: str, **asked: Any) -> "Reached":
    """Return what is reached by drawing on, and tell of it."""
    from pydantic_core import PydanticCustomError

    from outsourcing_model.presentation.formats import money, number
    from outsourcing_model.session.precision import evaluate_until, read_sought

    _, aside = consoles()
    try:
        sought = read_sought(text)
    except (ValueError, PydanticCustomError):
        refuse(say("cli.no_standard_error", lang, found=text))
    reached = evaluate_until(case, sought, lambda count: progress_of(aside, count, lang), **asked)
    error, least = (money(value, case.currency, lang) for value in (reached.error, reached.sought))
    draws = number(reached.study.draws.count, lang)
    key = "cli.known_well" if reached.met else "cli.not_known_well"
    aside.print(say(key, lang, error=error, sought=least, draws=draws), soft_wrap=True)
    return reached


@app.command(help=told("check"))
def check(case: CaseFile, lang: Lang = None) -> None:
    """Validate a case: list every problem and every warning."""
    from outsourcing_model.casefile.placed import read_placed

    placed = read_placed(case)
    language = chosen(lang, placed.case.language)
    console, _ = consoles()
    count = warn(placed, console, language)
    console.print(say("cli.valid", language, name=placed.case.case, warnings=count), soft_wrap=True)


@app.command(help=told("explain"))
def explain(
    case: CaseFile,
    figure: Annotated[str, typer.Argument(metavar="FIGURE", help=told("figure"))],
    scenario: Scenarios = None,
    lang: Lang = None,
) -> None:
    """Show where a figure comes from, down to the inputs and their place in the file."""
    from outsourcing_model.casefile.placed import read_placed

    placed = read_placed(case)
    language = chosen(lang, placed.case.language)
    console, aside = consoles()
    announce(aside, language)

    from outsourcing_model.case.paths import with_scenarios
    from outsourcing_model.engine.simulate import expected_run
    from outsourcing_model.presentation.explain import Explainer

    changed = with_scenarios(placed.case, tuple(scenario or ()))
    for line in Explainer(expected_run(changed), placed.place, language).explain(figure).lines():
        console.print(line, soft_wrap=True)


@app.command("term-sheet", help=told("term_sheet"))
def term_sheet_command(
    case: CaseFile,
    out: Annotated[Path, typer.Option("--out", help=told("term_sheet_out"))],
    alternative: Annotated[str | None, typer.Option("--alternative", help=told("alternative"))] = None,
    internal: Annotated[bool, typer.Option("--internal", help=told("internal"))] = False,
    draws: Draws = 5000,
    seed: Seed = 1,
    scenario: Scenarios = None,
    lang: Lang = None,
    points: Points = "keyed",
) -> None:
    """Write the term sheet alone."""
    from outsourcing_model.casefile.read import read_case

    stated = read_case(case)
    language = chosen(lang, stated.language)
    if out.suffix.lower() != ".xlsx":
        refuse(say("cli.not_a_workbook", language, file=str(out)))
    console, aside = consoles()
    announce(aside, language)

    from outsourcing_model.presentation.term_sheet import term_sheet
    from outsourcing_model.session.study import evaluate

    with progress_of(aside, draws, language) as progress:
        study = evaluate(stated, draws, seed, tuple(scenario or ()), None, progress, points)
    tell_chance(study.draws, aside, language)
    term_sheet(study.comparison, alternative, internal, language).to_excel(out)
    console.print(say("cli.written_file", language, file=str(out)), soft_wrap=True)


@app.command(help=told("bids"))
def bids(
    case: CaseFile,
    draws: Draws = 5000,
    seed: Seed = 1,
    scenario: Scenarios = None,
    lang: Lang = None,
    points: Points = "keyed",
) -> None:
    """Print the bids from quoted price to comparable cost, ranked by two methods."""
    from outsourcing_model.casefile.read import read_case

    stated = read_case(case)
    language = chosen(lang, stated.language)
    console, aside = consoles()
    announce(aside, language)

    from outsourcing_model.metrics.bids import bids as compared
    from outsourcing_model.presentation.sections.bids import bid_tables, bid_words
    from outsourcing_model.session.study import evaluate

    with progress_of(aside, draws, language) as progress:
        comparison = evaluate(stated, draws, seed, tuple(scenario or ()), None, progress, points).comparison
    found = compared(comparison)
    show(console, *bid_tables(comparison, found, language), *bid_words(comparison, found, language))


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
    language = chosen(lang, cases[1].language)
    if chart and chart.suffix.lower() not in (".svg", ".png"):
        refuse(say("diff.picture_kind", language, file=str(chart)))
    console, aside = consoles()
    announce(aside, language)

    from outsourcing_model.metrics.movement import movement
    from outsourcing_model.presentation.difference import files_of, told, warnings
    from outsourcing_model.presentation.whole_file import write_whole

    with progress_of(aside, 100, language, "diff.comparing") as progress:
        found = movement(cases[0], cases[1], draws, seed, lambda share: progress(round(100 * share)))
    for text in warnings(found, chart is not None, language):
        aside.print(say("cli.warning", language, text=text), soft_wrap=True)
    show(console, *told(found, (str(before), str(after)), language, everything))
    for path, content in files_of(found, json, chart, language).items():
        write_whole(path, content)
        console.print(say("cli.written_file", language, file=str(path)), soft_wrap=True)

"""The command that says how sure the answer is. Heavy imports stand inside it, so that help is quick."""

from pathlib import Path
from typing import Annotated

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
    show,
)
from outsourcing_model.wording import say
from outsourcing_model.wording.person import SPEAKS


@app.command(help=say("certainty.command.certainty", SPEAKS))
def certainty(
    case: CaseFile,
    out: Annotated[Path | None, typer.Option("--out", help=say("certainty.command.out", SPEAKS))] = None,
    draws: Draws = 5000,
    seed: Seed = 1,
    scenario: Scenarios = None,
    lang: Lang = None,
) -> None:
    """Say how sure the answer is, and what is worth finding out before signing."""
    from outsourcing_model.casefile.read import read_case

    stated = read_case(case)
    language = chosen(lang, stated.language)
    console, aside = consoles()
    announce(aside, language)

    from outsourcing_model.presentation.certainty_files import files_of
    from outsourcing_model.presentation.sections import certainty as words
    from outsourcing_model.presentation.whole_file import write_all
    from outsourcing_model.session.study import evaluate

    with progress_of(aside, draws, language) as progress:
        comparison = evaluate(stated, draws, seed, tuple(scenario or ()), None, progress).comparison
    tables = (made(comparison, language) for made in (words.standing_table, words.shopping_table, words.worth_table))
    sentences = words.summary(comparison, language), *words.dominance_words(comparison, language)
    parts = (*sentences, *tables, words.note(comparison, language))
    show(console, *(part for part in parts if part))
    if out is not None:
        with aside.status(say("cli.writing", language)):
            files = files_of(comparison, language)
        out.mkdir(parents=True, exist_ok=True)
        write_all(out, files)
        console.print(say("cli.written", language, folder=str(out), files=", ".join(files)), soft_wrap=True)

"""The command that fits beliefs to logs. Heavy imports stand inside it, so that help is quick."""

from pathlib import Path
from typing import Annotated

import typer

from outsourcing_model.cli.terminal import Lang, app, chosen, consoles, refuse, show
from outsourcing_model.wording import say
from outsourcing_model.wording.person import SPEAKS


def _help(key: str) -> str:
    """Return a help text."""
    return say(f"attained.command.{key}", SPEAKS)


@app.command(help=_help("attainment"))
def attainment(
    log: Annotated[Path, typer.Argument(metavar="LOG", help=_help("log"))],
    kind: Annotated[str, typer.Option("--kind", help=_help("kind"))],
    map_file: Annotated[Path | None, typer.Option("--map", help=_help("map"))] = None,
    out: Annotated[Path | None, typer.Option("--out", help=_help("out"))] = None,
    level: Annotated[str, typer.Option("--level", help=_help("level"))] = "",
    performer: Annotated[str, typer.Option("--of", help=_help("of"))] = "in_house",
    group: Annotated[str | None, typer.Option("--group", help=_help("group"))] = None,
    chart: Annotated[Path | None, typer.Option("--chart", help=_help("chart"))] = None,
    json: Annotated[Path | None, typer.Option("--json", help=_help("json"))] = None,
    lang: Lang = None,
) -> None:
    """Fit a belief about a level to a log."""
    from outsourcing_model.session.attained import KINDS, Wanted, columns_of, files_of, read_attained, told

    language = chosen(lang, SPEAKS)
    wanted = Wanted(level, performer, out, chart, json)
    if kind not in KINDS:
        refuse(say("attained.refusal.unknown_kind", language, found=kind, allowed=", ".join(KINDS)))
    if reason := wanted.refusal(language):
        refuse(reason)
    if map_file is None:
        refuse(columns_of(log, language))
    _, aside = consoles()
    with aside.status(say("attained.command.reading", language)):
        found = read_attained(log, kind, map_file, group)
        parts = told(found, language)
        files, reason = files_of(found, map_file, wanted, language)
    show(consoles()[0], *parts)
    if reason:
        refuse(reason)
    _write(files, language)


def _write(files: dict[Path, bytes], lang: str) -> None:
    """Write files whole and say so."""
    from outsourcing_model.presentation.whole_file import write_whole

    console, _ = consoles()
    for path, content in files.items():
        write_whole(path, content)
        console.print(say("cli.written_file", lang, file=str(path)), soft_wrap=True)

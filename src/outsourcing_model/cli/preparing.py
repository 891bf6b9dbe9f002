"""The commands that prepare a case: schema, examples, the blank case, people's own data."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outsourcing_model.cli.terminal import (
    FragmentOut,
    Lang,
    MapFile,
    app,
    chosen,
    consoles,
    refuse,
    told,
)
from outsourcing_model.wording import say
from outsourcing_model.wording.person import SPEAKS

if TYPE_CHECKING:
    from outsourcing_model.session.own_data import OwnData


@app.command(help=told("schema"))
def schema() -> None:
    """Print the JSON Schema of a case."""
    import json

    from outsourcing_model.casefile.schema import case_schema

    print(json.dumps(case_schema(), indent=1, ensure_ascii=False))  # noqa: T201


@app.command(help=told("example"))
def example(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=told("example_name"))] = None,
    to: Annotated[Path | None, typer.Option("--to", help=told("example_to"))] = None,
) -> None:
    """List the shipped cases, or copy one."""
    import shutil

    from outsourcing_model.casefile.shipped import shipped_cases

    cases = shipped_cases()
    console, _ = consoles()
    if name is None:
        for known, path in cases.items():
            console.print(say("cli.example_line", SPEAKS, name=known, path=str(path)), soft_wrap=True)
        return
    if name not in cases:
        refuse(say("cli.unknown_example", SPEAKS, found=name, allowed=", ".join(cases)))
    target = to or Path(name)
    if target.exists() and any(target.iterdir()):
        refuse(say("cli.not_empty", SPEAKS, folder=str(target)))
    shutil.copytree(cases[name].parent, target, dirs_exist_ok=True)
    console.print(say("cli.copied", SPEAKS, name=name, folder=str(target)), soft_wrap=True)


def _hand_over(data: "OwnData", out: Path) -> None:
    """Say what was read; write its text whole, or refuse and write nothing."""
    from outsourcing_model.presentation.whole_file import write_whole

    results, aside = consoles()
    for line in data.report:
        (aside if data.refusal else results).print(line, soft_wrap=True)
    if data.refusal:
        refuse(data.refusal)
    write_whole(out, data.text.encode("utf-8"))
    results.print(say("cli.written_file", data.lang, file=str(out)), soft_wrap=True)


@app.command(help=told("costs"))
def costs(
    ledger: Annotated[Path, typer.Argument(metavar="LEDGER", help=told("ledger"))],
    map_file: MapFile,
    out: FragmentOut,
    allow_unmatched: Annotated[bool, typer.Option("--allow-unmatched", help=told("allow_unmatched"))] = False,
    lang: Lang = None,
) -> None:
    """Read in-house cost lines out of a general ledger."""
    from outsourcing_model.session.own_data import cost_lines

    _hand_over(cost_lines(ledger, map_file, allow_unmatched, chosen(lang, SPEAKS)), out)


@app.command(help=told("offer"))
def offer(
    sheet: Annotated[Path, typer.Argument(metavar="SHEET", help=told("sheet"))],
    map_file: MapFile,
    out: FragmentOut,
    name: Annotated[str | None, typer.Option("--name", help=told("offer_name"))] = None,
    lang: Lang = None,
) -> None:
    """Read an offer out of a provider's own spreadsheet."""
    from outsourcing_model.session.own_data import provider_offer

    _hand_over(provider_offer(sheet, map_file, name, chosen(lang, SPEAKS)), out)


@app.command(help=told("template"))
def template(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=told("template_file"))], lang: Lang = None
) -> None:
    """Write a blank, commented case."""
    from outsourcing_model.session.own_data import blank

    _hand_over(blank(file, chosen(lang, SPEAKS)), file)

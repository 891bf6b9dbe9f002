"""The cost lines that a cost list gives, as a fragment that a case includes."""

from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from outsourcing_model.case.cost import CostLine
from outsourcing_model.case.faults import problems_of
from outsourcing_model.casefile.fragment import yaml_text
from outsourcing_model.casefile.ledger import Ledger, choice_in_words
from outsourcing_model.casefile.mapping import LedgerMap, MappedLine
from outsourcing_model.errors import CaseError, Problem
from outsourcing_model.wording import say


def cost_fragment(ledger: Ledger, mapping: LedgerMap, map_name: str, lang: str) -> str:
    """Return the YAML of the in-house cost lines, each with its source, below a comment with mapping and totals.

    Raises
    ------
    CaseError
        If a line can't be a cost line, at its place in the mapping.
    """
    problems: list[Problem] = []
    costs: dict[str, dict[str, Any]] = {}
    for name, line in mapping.lines.items():
        costs[name] = _line(ledger, name, line, lang)
        try:
            CostLine.model_validate({**costs[name], line.driver: float(costs[name][line.driver])})
        except ValidationError as error:
            told = problems_of(error, CostLine, ("lines", name))
            problems += [replace(problem, place=map_name) for problem in told]
    if problems:
        raise CaseError(problems)
    return yaml_text({"in_house": {"costs": costs}}, _comments(ledger, mapping, map_name, lang))


def _line(ledger: Ledger, name: str, line: MappedLine, lang: str) -> dict[str, Any]:
    """Return one cost line as a case states it."""
    period = {"first": ledger.period.first, "last": ledger.period.last}
    source = say("own_data.source", lang, file=FilePath(ledger.file).name, choice=choice_in_words(line), **period)
    relevance = line.relevance.members() if line.relevance else {}
    stated = {
        "name": line.name,
        "service": list(line.service) if isinstance(line.service, tuple) else line.service,
        line.driver: ledger.per(name, line.driver),
        "index": line.index,
        "relevance": _plain(relevance["kind"] if set(relevance) == {"kind"} else relevance),
        "category": line.category,
        "source": source,
        "date": str(ledger.period.last),
        "status": "measured",
    }
    return {field: value for field, value in stated.items() if value not in (None, "", [], {})}


def _plain(relevance: Any) -> Any:
    """Return a relevance as a file states it: a belief that is a constant is its number."""
    if not isinstance(relevance, dict):
        return relevance
    return {name: getattr(value, "mean", value) for name, value in relevance.items()}


def _comments(ledger: Ledger, mapping: LedgerMap, map_name: str, lang: str) -> tuple[str, ...]:
    """Return where the figures come from, and how they tie to the list."""
    months = ledger.period.months
    made = say(
        "own_data.made", lang,
        file=FilePath(ledger.file).name, map=FilePath(map_name).name,
        first=ledger.period.first, last=ledger.period.last, months=months, currency=ledger.currency,
    )  # fmt: skip
    annualised = [] if months == 12 else [say("own_data.annualised", lang, months=months)]
    lines = [
        say(
            "own_data.line_made", lang,
            line=name, choice=choice_in_words(line), count=ledger.lines[name].count,
            amount=f"{ledger.lines[name].amount:.2f}",
        )
        for name, line in mapping.lines.items()
    ]  # fmt: skip
    sums = {
        "matched": ledger.matched, "ignored": ledger.ignored.amount, "outside": ledger.outside.amount,
        "unmatched": ledger.left_over, "total": ledger.whole.amount,
    }  # fmt: skip
    tied = say("own_data.tied", lang, **{name: f"{amount:.2f}" for name, amount in sums.items()})
    return (made, *annualised, *lines, tied, say("own_data.include", lang))

"""What the figures rest on: conventions, service levels, and every uncertain input with its source."""

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import beliefs, children, parse
from outsourcing_model.case.record import Record
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.beliefs import spread_words
from outsourcing_model.presentation.conventions import conventions as stated
from outsourcing_model.presentation.conventions import labelled
from outsourcing_model.presentation.formats import money, number, percent
from outsourcing_model.presentation.labels import path_label, path_value
from outsourcing_model.presentation.sections.grid import Grid, Row, missing
from outsourcing_model.wording import say


def conventions(comparison: Comparison, lang: str, digest: str) -> list[tuple[str, str]]:
    """Return name and value of what decides the figures, and of the run that made them."""
    case, draws = comparison.case, comparison.flows.draws
    run = {
        "draws": number(draws.count, lang),
        "seed": number(draws.seed, lang),
        "evpi": money(comparison.evpi, case.currency, lang),
        **({"digest": digest} if digest else {}),
    }
    return labelled({**stated(comparison, lang), **run}, lang)


def service_levels(comparison: Comparison, lang: str) -> Grid | None:
    """Return what is asked of each level, and how each performer is believed to meet it; None without levels."""
    case = comparison.case
    if not case.service_levels:
        return None
    performers = {say("case_term.own_delivery", lang): case.in_house.attainment}
    performers |= {case.label("offers", name): offer.attainment for name, offer in case.offers.items()}
    rows = []
    for name, level in case.service_levels.items():
        stated = [
            case.label("services", level.service),
            percent(level.target, lang, 2) if level.target is not None else missing("", lang),
            percent(level.minimum, lang, 2) if level.minimum is not None else missing("", lang),
        ]
        stands = [each.get(name) for each in performers.values()]
        believed = [percent(each.mean.mean, lang, 2) if each and each.mean else missing("", lang) for each in stands]
        rows.append(Row(case.label("service_levels", name), (*stated, *believed)))
    heads = [say(f"report.level.{each}", lang) for each in ("name", "service", "target", "minimum")]
    columns = (*heads, *(say("report.level.believed", lang, performer=performer) for performer in performers))
    return Grid(say("report.level.caption", lang), columns, tuple(rows), frozenset({0}))


def uncertain_inputs(comparison: Comparison, lang: str) -> Grid:
    """Return every uncertain input with its range, mean, status and source."""
    case = comparison.case
    rows = []
    for path, belief in beliefs(case).items():
        if not belief.is_constant:
            source, status = provenance(case, path)
            words = say(f"report.status.{status}", lang) if status else missing("", lang)
            figures = _range(path, belief, case, lang), path_value(path, belief.mean, case, lang)
            rows.append(Row(path_label(path, case, lang), (*figures, words, source or missing("", lang))))
    names = ("name", "range", "mean", "status", "source")
    columns = tuple(say(f"report.input.{name}", lang) for name in names)
    caption = say("report.input.caption", lang, count=number(len(rows), lang))
    return Grid(caption, columns, tuple(rows), frozenset({0, 2, 3}))


def provenance(case: Case, path: str) -> tuple[str, str]:
    """Return source and status of the figure at a path: its own, else those of the nearest record around it."""
    source = status = ""
    node: object = case
    for part in parse(path):
        node = dict(children(node))[part]
        if isinstance(node, (Record, Uncertain)):
            source = getattr(node, "source", "") or source
            status = getattr(node, "status", "") or status
    return source, status


def _range(path: str, belief: Uncertain, case: Case, lang: str) -> str:
    """Return the spread of a belief in words."""
    return spread_words(belief, lambda value: path_value(path, value, case, lang), lang)

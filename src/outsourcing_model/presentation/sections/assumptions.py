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
from outsourcing_model.presentation.labels import path_label, path_value, with_factor
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
    for name, promise in case.service_levels.items():
        stated = [
            case.label("services", promise.service),
            percent(promise.target, lang, 2) if promise.target is not None else missing("", lang),
            percent(promise.minimum, lang, 2) if promise.minimum is not None else missing("", lang),
        ]
        stands = [each.get(name) for each in performers.values()]
        levels = [each.mean_level if each else None for each in stands]
        believed = [missing("", lang) if level is None else percent(level, lang, 2) for level in levels]
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
    """Return the spread of a belief in words, with the shared factor that it names."""

    def show(value: float) -> str:
        return path_value(path, value, case, lang)

    words = show(belief.values[0]) if belief.is_constant else spread_words(belief, show, lang)
    return with_factor(words, belief, case, lang)

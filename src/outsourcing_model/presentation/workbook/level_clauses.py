"""What stands under the heading of service levels: what is promised, how it is measured, and other targets on offer."""

from collections.abc import Iterator

from outsourcing_model.case.level_options import LevelOptions
from outsourcing_model.case.service_level import ServiceLevel
from outsourcing_model.presentation.formats import number
from outsourcing_model.presentation.workbook.lines import Lines
from outsourcing_model.presentation.workbook.view import View

_UNMEASURED = "reported"
MEDIAN = 0.5


def service_levels(lines: Lines, view: View) -> None:
    """Write what is promised about quality, and the numbers of it that credits are computed from."""
    for offer in view.offers:
        for name in view.levels(offer):
            lines.sentence(" ".join(_promise(view, offer, name)), offer)
            options = view.case.offers[offer].level_options.get(name)
            if options is not None:
                lines.sentence(view.speech.say("level.options", targets=_targets(view, options)), offer)
        for name in view.levels(offer):
            _cells(lines.of(offer, f"levels.{name}", view.case.label("service_levels", name)), view, offer, name)


def goal(view: View, level: ServiceLevel) -> str:
    """Return the goal of a level in words, a share or a number; empty if there is none."""
    if level.goal is None:
        return ""
    return view.speech.number(level.goal) if level.is_number else view.speech.percent(level.goal)


def period(view: View, level: ServiceLevel) -> str:
    """Return over which months a level is measured, in words."""
    key = "rolling" if level.rolling_months else level.window
    return view.speech.say(f"level.period.{key}", count=view.speech.number(level.window_months))


def _promise(view: View, offer: str, name: str) -> Iterator[str]:
    """Yield the sentences of one level."""
    level, say = view.case.service_levels[name], view.speech.say
    target = goal(view, level)
    values = {
        "level": view.case.label("service_levels", name), "target": target, "most": target,
        "period": period(view, level), "hours": view.speech.number(level.agreed_hours),
        "percentile": view.speech.percent(MEDIAN if level.percentile is None else level.percentile),
    }  # fmt: skip
    key = level.metric
    if level.metric == "duration" and level.percentile in (None, MEDIAN):
        key = "duration_median"  # type: ignore[assignment]
    yield say(f"level.{'reported_only' if level.metric == _UNMEASURED and not target else key}", **values)
    if level.metric != _UNMEASURED and level.window_months > 1:
        yield from _windows(view, offer, name, level)
    if level.least_events:
        yield say("level.least_events", units=view.speech.number(level.least_events))
    if level.minimum is not None:
        yield say("level.minimum", minimum=view.speech.percent(level.minimum))
    if level.critical:
        yield say("level.critical")


def _windows(view: View, offer: str, name: str, level: ServiceLevel) -> Iterator[str]:
    """Yield how a period of several months is measured."""
    belief = view.case.offers[offer].attainment.get(name)
    if level.metric != "count":
        yield view.speech.say("level.together" if belief is not None and belief.by_units else "level.averaged")
    yield view.speech.say("level.whole")


def _targets(view: View, options: LevelOptions) -> str:
    """Return the targets on offer, each with its price."""
    parts = []
    for target, price in zip(options.targets, options.monthly, strict=True):
        key = "option" if price > 0 else "option_less" if price < 0 else "option_free"
        values = {"target": view.speech.percent(target), "price": view.speech.price(abs(price))}
        parts.append(view.speech.say(f"level.{key}", **values))
    return view.speech.say("band.separator").join(parts)


def _cells(own: Lines, view: View, offer: str, name: str) -> None:
    """Write the numbers of a level that its credit is computed from, and the prices of other targets."""
    level, terms = view.case.service_levels[name], view.tiers(offer).get(name)
    watched = {
        "minimum" if trigger.below_minimum else "at_most" if level.is_number else "target"
        for trigger in view.case.offers[offer].triggers.values()
        if trigger.months_at_cap is None and name in view.watched(offer, trigger)
    }
    calculated = view.case.offers[offer].credits is not None and view.tiers(offer)
    for field in sorted(watched) if calculated else ():
        kind, unit = ("number", view.unit("number")) if field == "at_most" else ("percent", view.unit("percent"))
        own.value(f"watched_{field}", field, own.label(type(level), field), unit, getattr(level, field), kind)
    if terms is not None and terms.way == "per_point":
        own.cell(level, "", "target", "target", view.unit("percent"), "percent")
    if (terms is not None or watched) and level.window_months > 1:
        label = view.say("window_months")
        own.value("window", "window_months", label, view.unit("months"), float(level.window_months), "whole")
    if terms is not None and terms.way == "per_hour":
        for field in ("service_hours", "maintenance_hours"):
            own.cell(level, "", field, field, view.unit("hours"), "number")
        names = own.page.book.names
        window = f"*{names[f'{own.key}.window']}" if level.window_months > 1 else ""
        formula = f"({names[f'{own.key}.service_hours']}-{names[f'{own.key}.maintenance_hours']}){window}"
        hours = level.agreed_hours * level.window_months
        label = view.say("period_hours")
        own.derived("hours", "period_hours", label, view.unit("hours_period"), formula, hours, "number")
    if terms is not None and level.our_share:
        own.cell(level, "", "our_share", "our_share", view.unit("percent"), "percent")
    options = view.case.offers[offer].level_options.get(name)
    if options is not None:
        ranks = [number(rank, view.lang) for rank in range(1, len(options.targets) + 1)]
        for field, kind, unit in (("targets", "percent", view.unit("percent")),
                                  ("monthly", "money", view.unit("currency_month"))):  # fmt: skip
            labels = [view.say(f"option_{field}", option=rank) for rank in ranks]
            own.column(f"options.{field}", f"option_{field}", labels, list(getattr(options, field)), unit, kind)

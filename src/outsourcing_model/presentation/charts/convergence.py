"""How well the draws know the answer: the mean saving with its 95 % interval, as draws are added."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from outsourcing_model.metrics.precision import Settling, settling
from outsourcing_model.metrics.results import Comparison
from outsourcing_model.presentation.charts import style
from outsourcing_model.presentation.charts.saving_distribution import alone, values
from outsourcing_model.presentation.formats import money, money_exact, number, period
from outsourcing_model.presentation.labels import alternative_label, chart_text
from outsourcing_model.wording import say


def shown(comparison: Comparison) -> Settling | None:
    """Return how the mean saving settles, that of the cost for a lone alternative; None with fewer than 32 draws."""
    return settling(values(comparison)[0])


def settles(comparison: Comparison) -> bool:
    """Return whether there is a mean that settles: with draws enough, and not the same in all of them."""
    found = shown(comparison)
    return found is not None and bool((found.low < found.high).any())


def table(comparison: Comparison, lang: str) -> pd.DataFrame:
    """Return mean and interval at each number of draws."""
    found = shown(comparison)
    names = [say(f"chart.convergence.{name}", lang) for name in ("draws", "mean", "low", "high")]
    if found is None:
        return pd.DataFrame(columns=names)
    counts = [number(int(count), lang) for count in found.draws]
    return pd.DataFrame(dict(zip(names, (counts, found.mean, found.low, found.high), strict=True)))


def message(comparison: Comparison, lang: str) -> str:
    """Return what the chart says, in one sentence."""
    found, case = shown(comparison), comparison.case
    draws = number(comparison.flows.draws.count, lang)
    if found is None:
        return say("chart.distribution.few", lang, draws=draws)
    key = "chart.convergence.alone" if alone(comparison) else "chart.convergence.message"
    name = chart_text(alternative_label(comparison.shown, case), 60)
    return say(key, lang, alternative=name, draws=draws, **_amounts(found, case.currency, lang))


def _amounts(found: Settling, currency: str, lang: str) -> dict[str, str]:
    """Return mean and interval of all draws, in whole units where three digits would not tell them apart."""
    ends = {name: float(getattr(found, name)[-1]) for name in ("low", "mean", "high")}
    shown = {name: money(value, currency, lang) for name, value in ends.items()}
    if len(set(shown.values())) == len(shown):
        return shown
    return {name: money_exact(round(value), currency, lang) for name, value in ends.items()}


def draw(comparison: Comparison, lang: str, axes: Axes | None = None) -> Axes:
    """Return the axes with the mean as a line and its interval as a band."""
    case, found = comparison.case, shown(comparison)
    axes = style.axes_of(axes)
    if found is not None:
        axes.fill_between(found.draws, found.low, found.high, color=style.SKY, alpha=0.4, linewidth=0)
        axes.plot(found.draws, found.mean, color=style.BLUE, linewidth=1.8)
        _scales(axes, found, lang)
        _end(axes, found, case.currency, lang)
    axes.set_xlabel(say("chart.convergence.draws", lang), fontsize=style.TEXT_SIZE, color=style.FAINT)
    style.money_axis(axes, "y", case.currency, lang)
    style.frame(axes)
    key = "chart.convergence.subtitle_alone" if alone(comparison) else "chart.convergence.subtitle"
    reference = chart_text(alternative_label(comparison.reference, case), 40)
    about = {"reference": reference, "currency": case.currency, "period": period(case.timeline, lang)}
    style.title(axes, message(comparison, lang), say(key, lang, **about))
    return axes


def _scales(axes: Axes, found: Settling, lang: str) -> None:
    """Set the draws by their logarithm, and the amounts so that the widest first intervals don't flatten the rest."""
    first, last = int(found.draws[0]), int(found.draws[-1])
    axes.set_xscale("log")
    ticks = [2**power for power in range(5, 30) if first <= 2**power <= last][::-2][::-1]
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, lang)))
    axes.set_xlim(first, last * (last / first) ** 0.22)
    if not _zero_is_far(found):
        axes.axhline(0, color=style.INK, linewidth=1)


def _zero_is_far(found: Settling) -> bool:
    """Return whether zero lies so far from all that is drawn that showing it would flatten the picture."""
    low, high = float(found.low.min()), float(found.high.max())
    return not low - 0.5 * (high - low) <= 0 <= high + 0.5 * (high - low)


def _end(axes: Axes, found: Settling, currency: str, lang: str) -> None:
    """Name mean and interval of all draws at the right end, far enough apart to be read."""
    low, high = axes.get_ylim()
    apart = (high - low) * 0.06
    low_end, mean, high_end = (float(getattr(found, name)[-1]) for name in ("low", "mean", "high"))
    amounts = _amounts(found, currency, lang)
    heights = {"low": min(low_end, mean - apart), "mean": mean, "high": max(high_end, mean + apart)}
    for name, height in heights.items():
        words = say("chart.mark", lang, words=say(f"chart.convergence.{name}", lang), amount=amounts[name])
        look = {"va": "center", "fontweight": "bold" if name == "mean" else "normal"}
        style.note(axes, f" {words}", (float(found.draws[-1]), height), fontsize=style.SMALL_SIZE, **look)


def alt_text(comparison: Comparison, lang: str) -> str:
    """Return the chart in words."""
    return say("chart.convergence.alt", lang, message=message(comparison, lang))

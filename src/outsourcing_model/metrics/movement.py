"""What moved the answer between two versions of a case: each change, one after the other, from the old to the new."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.case.difference import Change, alternatives_in_both, check_comparable, difference
from outsourcing_model.case.patch import UNPLAYED, patched, stages
from outsourcing_model.engine.draws import DEFAULT_SEED, draw, expected_draws
from outsourcing_model.engine.flows import Array, CashFlows
from outsourcing_model.engine.simulate import simulate
from outsourcing_model.metrics.insight import net_benefits
from outsourcing_model.metrics.ranking import best_after_hurdle, probability_of_greatest
from outsourcing_model.metrics.results import Measure
from outsourcing_model.metrics.summary import summarise

MOVEMENT_DRAWS = 2000


@dataclass(frozen=True)
class Figures:
    """One version, or a case between two, in the run at mean beliefs.

    Parameters
    ----------
    reference : str
        Alternative with which the others are compared.
    npv_cost, net_benefit : mapping
        Alternative to its present cost and its net benefit.
    recommended : str
        What this run alone would recommend.
    """

    reference: str
    npv_cost: Mapping[str, float]
    net_benefit: Mapping[str, float]
    recommended: str

    @property
    def reference_cost(self) -> float:
        """Return the present cost of the reference."""
        return self.npv_cost[self.reference]

    def saving(self, alternative: str) -> float:
        """Return the present saving of an alternative against the reference; zero of none."""
        return self.reference_cost - self.npv_cost[alternative] if alternative else 0.0

    def gain(self, alternative: str) -> float:
        """Return what an alternative gains on the reference in net benefit; zero of none."""
        return self.net_benefit[alternative] - self.net_benefit[self.reference] if alternative else 0.0


@dataclass(frozen=True)
class Step:
    """One change, or those that only go together, with the figures before and after.

    Parameters
    ----------
    changes : tuple of Change
        More than one where the first can't be made without the others.
    before, after : Figures
        With all earlier changes; with these too.
    alone : Figures or None
        The old version with these changes only; None where they need earlier ones.
    """

    changes: tuple[Change, ...]
    before: Figures
    after: Figures
    alone: Figures | None

    def moved(self, alternative: str) -> float:
        """Return by how much the step moves the saving of an alternative."""
        return self.after.saving(alternative) - self.before.saving(alternative)

    def moved_gain(self, alternative: str) -> float:
        """Return by how much the step moves what an alternative gains on the reference in net benefit."""
        return self.after.gain(alternative) - self.before.gain(alternative)

    @property
    def moved_reference(self) -> float:
        """Return by how much the step moves the present cost of the reference."""
        return self.after.reference_cost - self.before.reference_cost


@dataclass(frozen=True)
class Simulated:
    """The simulated answer of one version.

    Parameters
    ----------
    recommended : str
        Alternative of greatest mean net benefit if it gains the hurdle, else the reference.
    leader : str
        The alternative that a reader asks about: the recommended one, or the best of the others if that is the
        reference.
    saving : mapping
        Alternative to its saving.
    saving_draws : mapping
        Alternative to its saving in each draw.
    probability_best : mapping
        Alternative to the share of draws in which its net benefit is the greatest.
    """

    recommended: str
    leader: str
    saving: Mapping[str, Measure]
    saving_draws: Mapping[str, Array]
    probability_best: Mapping[str, float]


@dataclass(frozen=True, repr=False)
class Movement:
    """Everything that lies between two versions of a case.

    Parameters
    ----------
    before, after : Case
        The two versions.
    changes : tuple of Change
        All differences, those of sources and wording too.
    steps : tuple of Step
        The changes that can move a figure, in the order applied; their movements add up to ``end`` less ``start``.
    start, end : Figures
        Both versions at mean beliefs.
    was, now : Simulated
        Both versions simulated, with the same chance.
    focus : str
        Alternative whose saving is followed: the recommended one of the later version where both have it; empty if
        they share nothing that is compared with the reference.
    draws, seed : int
        Of both simulations.
    """

    before: Case
    after: Case
    changes: tuple[Change, ...]
    steps: tuple[Step, ...]
    start: Figures
    end: Figures
    was: Simulated
    now: Simulated
    focus: str
    draws: int
    seed: int

    @property
    def total(self) -> float:
        """Return by how much the followed saving moved at mean beliefs."""
        return self.end.saving(self.focus) - self.start.saving(self.focus)

    @property
    def simulated_total(self) -> Measure:
        """Return by how much the followed saving moved, draw by draw; nothing if none is followed."""
        if not self.focus:
            return Measure(0.0, 0.0)
        return summarise(self.now.saving_draws[self.focus] - self.was.saving_draws[self.focus], self.total)

    @property
    def uncertainty_effect(self) -> float:
        """Return the simulated movement of the followed saving less that at mean beliefs."""
        return (self.simulated_total.mean or 0.0) - self.total

    def of(self, aspect: str) -> tuple[Change, ...]:
        """Return the changes of one aspect: ``figure``, ``sources`` or ``wording``."""
        return tuple(change for change in self.changes if change.aspect == aspect)


def movement(
    before: Case,
    after: Case,
    n: int = MOVEMENT_DRAWS,
    seed: int = DEFAULT_SEED,
    progress: Callable[[float], object] | None = None,
) -> Movement:
    """Return what lies between two versions of a case, and what each change moves.

    Parameters
    ----------
    before, after : Case
        The two versions, in the same currency.
    n, seed : int
        Number of draws of the simulated answers, the same chance for both.
    progress : callable, optional
        Told which share of the work is done: half of it is simulation, half is attribution.

    Raises
    ------
    CaseError
        If the currencies differ.

    Notes
    -----
    The changes are applied to the earlier version in the order of the file; each moves what the run at mean beliefs
    gives after it less what it gave before it, so that the movements add up. A change that makes no sound case is
    joined by the fewest later ones with which it does.
    """
    check_comparable(before, after)
    changes = difference(before, after)
    told = progress or float
    was = simulated(before, n, seed, lambda done: told(done / n / 4))
    now = simulated(after, n, seed, lambda done: told((n + done) / n / 4))
    start, end = figures(before), figures(after)
    steps = tuple(_steps(before, after, changes, (start, end), lambda share: told((1 + share) / 2)))
    focus = _focus(before, after, was, now)
    return Movement(before, after, changes, steps, start, end, was, now, focus, n, seed)


def figures(case: Case) -> Figures:
    """Return the figures of a case in the run at mean beliefs."""
    run = simulate(case, expected_draws(case), noise=False, workers=1)
    cost, benefit = _by_alternative(run, run.npv), _by_alternative(run, net_benefits(run))
    hurdle = case.hurdle.value(cost[case.reference])
    return Figures(case.reference, cost, benefit, best_after_hurdle(benefit, case.reference, hurdle)[0])


def simulated(case: Case, n: int, seed: int, progress: Callable[[int], object] | None = None) -> Simulated:
    """Return the simulated answer of a case."""
    run = simulate(case, draw(case, n, seed), progress=progress)
    scores = net_benefits(run)
    benefit = _by_alternative(run, scores)
    hurdle = case.hurdle.value(_by_alternative(run, run.npv)[case.reference])
    chosen = best_after_hurdle(benefit, case.reference, hurdle)[0]
    others = {name: value for name, value in benefit.items() if name != case.reference}
    leader = max(others, key=others.__getitem__) if others and chosen == case.reference else chosen
    at = run.alternatives.index
    savings = {name: run.npv[at(case.reference)] - run.npv[at(name)] for name in case.alternatives}
    expected = figures(case)
    measures = {name: summarise(values, expected.saving(name)) for name, values in savings.items()}
    best = dict(zip(run.alternatives, map(float, probability_of_greatest(scores)), strict=True))
    return Simulated(chosen, leader, measures, savings, {name: best[name] for name in case.alternatives})


def _by_alternative(run: CashFlows, values: Array) -> dict[str, float]:
    """Return alternative to mean, in the order of the case."""
    means = dict(zip(run.alternatives, np.mean(values, axis=1), strict=True))
    return {name: float(means[name]) for name in run.case.alternatives}


def _steps(
    before: Case,
    after: Case,
    changes: tuple[Change, ...],
    ends: tuple[Figures, Figures],
    told: Callable[[float], object],
) -> Iterator[Step]:
    """Yield the steps from the earlier to the later version, those of sections that aren't played last."""
    played = [change for change in changes if change.aspect == "figure" and change.section not in UNPLAYED]
    at, done = ends[0], 0
    for group, case in stages(before, after, played):
        done += len(group)
        reached = ends[1] if done == len(played) else figures(case)
        single = reached if at is ends[0] else _alone(before, after, group)
        yield Step(group, at, reached, single)
        at = reached
        told(done / len(played))
    for change in changes:
        if change.aspect == "figure" and change.section in UNPLAYED:
            yield Step((change,), at, at, ends[0])


def _alone(before: Case, after: Case, group: tuple[Change, ...]) -> Figures | None:
    """Return the figures of the earlier version with some changes only, None if they need others."""
    case = patched(before, after, group)
    return figures(case) if case else None


def _focus(before: Case, after: Case, was: Simulated, now: Simulated) -> str:
    """Return the alternative whose saving is followed: never the later reference, the earlier only if none is left."""
    shared = [name for name in alternatives_in_both(before, after) if name != after.reference]
    compared = [name for name in shared if name != before.reference] or shared
    wanted = [name for name in (now.leader, was.leader) if name in compared]
    return next(iter([*wanted, *sorted(compared, key=lambda name: -(now.saving[name].mean or 0.0))]), "")

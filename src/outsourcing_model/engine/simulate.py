"""Playing a case: every draw, month by month, in blocks handed to a pool of threads."""

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np

from outsourcing_model.case.case import Case
from outsourcing_model.engine.draws import Draws, expected_draws
from outsourcing_model.engine.flows import Array, CashFlows, Step, Sums
from outsourcing_model.engine.later import later
from outsourcing_model.engine.playing import UNIT, Part, Ready, Run, empty, joined
from outsourcing_model.engine.program.translate import Program, translate
from outsourcing_model.engine.trace import trace

T = TypeVar("T")

TASK = 1024
KEEP_ALL, KEEP = 10_000, 8_192
KINDS = {
    "credit": "level_credits", "kept": "kept_credits", "received": "received_parts", "owed": "owed_parts",
    "harm": "level_harm",
}  # fmt: skip
"""Kind of a detail to the field that holds its sums."""
TRIGGER = "trigger "
"""How the counter of a trigger's first month begins."""


def simulate(
    case: Case,
    draws: Draws,
    noise: bool = True,
    workers: int | None = None,
    progress: Callable[[int], object] | None = None,
    task: int = TASK,
) -> CashFlows:
    """Return the cash flows of every alternative in every draw.

    Parameters
    ----------
    case : Case
        What is played.
    draws : Draws
        Drawn for this very case.
    noise : bool
        Whether the month's luck is drawn; without it each credit tier counts by its probability and each event by its
        expectation.
    workers : int, optional
        Threads; as many as processors when absent. The results are the same bytes for any number.
    progress : callable, optional
        Told the number of draws done after each task.
    task : int
        Draws handed out at a time, a multiple of 256; the results do not depend on it.

    Raises
    ------
    ValueError
        If the draws were made for another case, or a result is not finite.
    """
    threads, first = workers or os.cpu_count() or 1, draws.count if draws.count <= KEEP_ALL else KEEP
    measured = _played(case, _ready(Same(case), noise, True), draws, 0, Pace(threads, task, progress))

    def behind() -> CashFlows:
        kept = draws if first == draws.count else replace(draws, values=draws.block(0, first))
        return _played(case, _ready(Same(case), noise, False), kept, first, Pace(threads, task))

    return later(measured, behind)


@dataclass(frozen=True)
class Pace:
    """How draws are handed out: threads, draws at a time, and who is told how many are done."""

    workers: int
    task: int
    progress: Callable[[int], object] | None = None


def _played(case: Case, ready: Ready, draws: Draws, kept: int, pace: Pace) -> CashFlows:
    """Return the cash flows of a program, cash by month and the sums behind the measures of the first draws `kept`."""
    program = ready.program
    _check_rows(program, draws)
    results, run = empty(program, draws.count, kept), Run(ready, draws, kept)
    task = max(pace.task // UNIT, 1) * UNIT
    starts = range(0, draws.count, task)

    def played(start: int) -> Array:
        return run.played(start, min(start + task, draws.count), results)

    for number, units in enumerate(in_order(played, starts, pace.workers)):
        for lines in units:
            results.lines[:] += lines
        if pace.progress:
            pace.progress(min((number + 1) * task, draws.count))
    return gathered(case, program, draws, [results], kept)


@dataclass(frozen=True, eq=False)
class Same:
    """A case that is the same only as itself, so that its program is found again without comparing cases."""

    case: Case

    def __hash__(self) -> int:
        return id(self.case)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.case is other.case


@lru_cache(maxsize=4)
def _ready(same: Same, noise: bool, measures_only: bool) -> Ready:
    """Return the program of a case, that of the last few cases without translating them again."""
    return Ready(translate(same.case, measures_only=measures_only), noise)


def expected_run(case: Case) -> CashFlows:
    """Return the run with every belief at its mean and every chance at its expectation, with its trace."""
    draws = expected_draws(case)
    program = translate(case, keep=True)
    results, run = empty(program, 1, 1), Run(Ready(program, False), draws, 1)
    results.lines[:] = run.played(0, 1, results)[0]
    tiles = run.spare[0].tiles[:, :, 0]
    return gathered(case, program, draws, [results], 1, trace(program, draws, tiles))


def _check_rows(program: Program, draws: Draws) -> None:
    """Raise if the draws are not those of the case's beliefs."""
    wanted = {name for name, content in program.rows.items() if not getattr(content, "is_constant", True)}
    missing = sorted(wanted - set(draws.paths))
    if missing:
        message = f"the draws lack {', '.join(missing[:5])}: make them with draw(case, n, seed) for this very case"
        raise ValueError(message)


def in_order(run: Callable[[int], T], starts: range, workers: int) -> Iterator[T]:
    """Yield the results of the tasks in their order, a few tasks ahead; an interruption leaves nothing running."""
    if workers == 1 or len(starts) == 1:
        yield from map(run, starts)
        return
    pool = ThreadPoolExecutor(workers)
    try:
        queue: list[Future[T]] = []
        waiting = iter(starts)
        for start in waiting:
            queue.append(pool.submit(run, start))
            if len(queue) > 2 * workers:
                yield _first(queue)
        while queue:
            yield _first(queue)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _first(queue: list["Future[T]"]) -> T:
    """Return the result of the oldest task, waiting in short steps so that Ctrl-C is heard."""
    while not queue[0].done():
        wait(queue[:1], timeout=0.2, return_when=FIRST_COMPLETED)
    return queue.pop(0).result()


def gathered(
    case: Case, program: Program, draws: Draws, parts: list[Part], kept: int, steps: Mapping[str, Step] | None = None
) -> CashFlows:
    """Return the parts joined as cash flows, checked to be finite."""
    names = tuple(program.case.alternatives)
    lines = sum((part.lines for part in parts[1:]), parts[0].lines)
    present, plain, counts = (
        joined([getattr(part, name) for part in parts]) for name in ("present", "plain", "counts")
    )
    cash = joined([part.cash for part in parts])[..., :kept]
    if not (all(np.isfinite(row).all() for row in present) and np.isfinite(lines).all()):
        message = "a result is not finite: a number of the case is far out of range"
        raise ValueError(message)

    accounts = program.measured

    def account(name: str, sums: Array) -> Array:
        rows = [accounts.index(f"{alternative}.{name}") for alternative in names]
        together = rows == list(range(rows[0], rows[0] + len(rows)))
        return sums[rows[0] : rows[-1] + 1] if together else sums[rows]

    capped, idle = (_counted(program, counts, name) for name in ("capped", "idle"))

    def counted(months: Mapping[tuple[str, str], Array]) -> Array:
        found = np.zeros((len(names), draws.count))
        for (alternative, _), row in months.items():
            found[names.index(alternative)] += row
        return found

    return CashFlows(
        case=case,
        draws=draws,
        lines=program.lines,
        line_means=lines / draws.count,
        discount=program.discount,
        alternatives=names,
        totals=cash,
        npv=account("cost", present),
        total=account("cost", plain),
        irrelevant_npv=present[accounts.index("irrelevant")],
        value_npv=present[accounts.index("value")],
        units=plain[accounts.index("units")] if "units" in accounts else None,
        harm_npv=account("harm", present),
        received_npv=account("received", present),
        received=account("received", plain),
        owed_npv=account("owed", present),
        owed=account("owed", plain),
        capped_months=counted(capped),
        capped_by_offer=capped,
        idle_by_offer=idle,
        **_details(program, [part.details for part in parts if part.details.size], kept),
        triggers_met=_first_months(program, counts),
        steps=steps or {},
    )


def _details(program: Program, parts: list[Array], kept: int) -> dict[str, Any]:
    """Return the sums behind the measures, by what they are sums of."""
    found: dict[str, dict[tuple[str, ...], Any]] = {kind: {} for kind in (*KINDS.values(), "yearly")}
    if program.details:
        present, plain = joined(parts)[..., :kept] if parts else np.empty((2, len(program.details), 0))
        for row, (kind, *of) in enumerate(program.details.values()):
            if kind in KINDS:
                found[KINDS[kind]][tuple(of)] = Sums(present[row], plain[row])
            else:
                found["yearly"].setdefault(tuple(of[:-1]), []).append(plain[row])
    found["yearly"] = {of: np.array(years) for of, years in found["yearly"].items()}
    return found


def _counted(program: Program, counts: Array, what: str) -> dict[tuple[str, str], Array]:
    """Return a count of months by alternative and offer."""
    words = {row: name.split() for row, name in enumerate(program.counts)}
    return {(word[1], word[2]): counts[row] for row, word in words.items() if word[0] == what}


def _first_months(program: Program, counts: Array) -> dict[tuple[str, str, str], Array]:
    """Return the first month in which each trigger is met, by alternative, offer and name."""
    found = {}
    for row, name in enumerate(program.counts):
        if name.startswith(TRIGGER):
            alternative, offer, trigger = name.removeprefix(TRIGGER).split()
            found[alternative, offer, trigger] = counts[row]
    return found

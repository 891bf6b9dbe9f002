"""The one mutable object: a base case, the knobs turned on it, and the study that follows from them."""

from collections.abc import Callable
from threading import RLock
from types import MappingProxyType
from typing import Any

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import override, with_scenarios
from outsourcing_model.engine.draws import DEFAULT_DRAWS, DEFAULT_SEED
from outsourcing_model.presentation.charts import waterfall
from outsourcing_model.presentation.headline import range_words, what_to_do
from outsourcing_model.presentation.labels import reason_label
from outsourcing_model.session.study import Found, Study, find
from outsourcing_model.wording import say

Observer = Callable[[], object]


class Session:
    """A case that is played with: its figures are changed one at a time, and everything is found again on demand.

    The same seed is kept, so that two answers differ by what was changed and not by luck.

    Parameters
    ----------
    case : Case
        The base case; it is never changed.
    n, seed : int
        Number of draws and what they depend on.
    scenarios : tuple of str
        Names of scenarios of the case, applied in the order given, before the knobs.
    workers : int, optional
        Threads.
    points : {"keyed", "sobol", "plain"}
        How the draws fill the range of what is believed.

    Raises
    ------
    CaseError
        If a scenario is not there or makes a case that can't be.
    """

    def __init__(
        self,
        case: Case,
        n: int = DEFAULT_DRAWS,
        seed: int = DEFAULT_SEED,
        scenarios: tuple[str, ...] = (),
        workers: int | None = None,
        points: str = "keyed",
    ) -> None:
        self._points = points
        self._base, self._scenarios, self._workers = case, scenarios, workers
        self._n, self._seed = n, seed
        self._knobs: dict[str, Any] = {}
        self._case = with_scenarios(case, scenarios)
        self._study: Study | None = None
        self._last: Found | None = None
        self._first: Found | None = None
        self._observers: list[Observer] = []
        # Notebook front ends move widgets on one thread while a cell runs on another.
        self._lock = RLock()

    @property
    def base(self) -> Case:
        """Return the case as it was given."""
        return self._base

    @property
    def case(self) -> Case:
        """Return the case under the scenarios and the knobs."""
        return self._case

    @property
    def knobs(self) -> MappingProxyType[str, Any]:
        """Return path to the value set there, in the order of setting."""
        return MappingProxyType(self._knobs)

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Return the names of the scenarios in force."""
        return self._scenarios

    @property
    def n(self) -> int:
        """Return the number of draws."""
        return self._n

    @property
    def seed(self) -> int:
        """Return what the draws depend on."""
        return self._seed

    def set(self, path: str, value: Any) -> None:
        """Put a value at a path of the case, as a scenario would.

        Parameters
        ----------
        path : str
            Dotted path, such as ``offers.onshore.charges.hosting.price``.
        value
            As a file would state it, or ``{"change": -0.1}`` for a relative change of what the case states.

        Raises
        ------
        CaseError
            If the case can't be changed so; the session is as it was.
        """
        others = {name: held for name, held in self._knobs.items() if name != path}
        self._put({**others, path: value}, self._scenarios)

    def reset(self) -> None:
        """Put every knob back to what the case and the scenarios state; what was kept for quick moves is let go."""
        self._put({}, self._scenarios)
        with self._lock:
            self._last = self._first

    def choose(self, *scenarios: str) -> None:
        """Put other scenarios in force, below the knobs.

        Raises
        ------
        CaseError
            If one is not there or makes a case that can't be; the session is as it was.
        """
        self._put(self._knobs, scenarios)

    def redraw(self, n: int | None = None, seed: int | None = None) -> None:
        """Ask for another number of draws or another seed."""
        with self._lock:
            asked = (self._n if n is None else n, self._seed if seed is None else seed)
            if asked == (self._n, self._seed):
                return
            self._n, self._seed = asked
            self._study = self._last = self._first = None
        self._tell()

    @property
    def study(self) -> Study:
        """Return the evaluation of the case as it is now, found again only if something has changed."""
        with self._lock:
            if self._study is None or self._study.case is not self._case:
                found = find(self._case, (self._n, self._seed, self._points), self._last, self._workers)
                self._last, self._study = found, found.study
                self._first = self._first or found
            return self._study

    def saving_text(self, lang: str) -> str:
        """Return in one line what the alternative in question saves, or costs more, and how surely."""
        comparison = self.study.comparison
        message = waterfall.message(comparison, lang)
        if comparison.shown == comparison.reference:
            return message
        return message + range_words(comparison, comparison.shown, lang)

    def advice_text(self, lang: str) -> str:
        """Return what to do and which test decides it."""
        comparison = self.study.comparison
        do = what_to_do(comparison, lang)
        return say("session.advice", lang, do=do, why=reason_label(comparison.reason, lang, comparison.case))

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Have a function called after every change, and return the function that ends this."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def _put(self, knobs: dict[str, Any], scenarios: tuple[str, ...]) -> None:
        """Take other knobs and scenarios, all or nothing, and tell the observers if the case is another now."""
        with self._lock:
            case = override(with_scenarios(self._base, scenarios), knobs)
            if self._first and case == self._first.study.case:
                case, self._study = self._first.study.case, self._first.study
            changed = case != self._case
            self._knobs, self._scenarios = knobs, scenarios
            if changed:
                self._case = case
        if changed:
            self._tell()

    def _tell(self) -> None:
        """Call the observers."""
        for observer in tuple(self._observers):
            observer()

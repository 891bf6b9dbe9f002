"""A knob: one place of a case, and the settings between which it can be moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from outsourcing_model.case.case import Case
from outsourcing_model.case.paths import parse, value_at
from outsourcing_model.case.uncertain import Uncertain
from outsourcing_model.presentation.formats import percent
from outsourcing_model.presentation.labels import path_label, path_value
from outsourcing_model.quantities import Exact, read_number
from outsourcing_model.session.session import Session
from outsourcing_model.wording import say

MOST = 1001
"""Settings of a knob; a slider has no room for more."""


@dataclass(frozen=True)
class Knob:
    """A slider to be.

    Parameters
    ----------
    path : str
        Dotted path of a number in the case.
    low, high, step : float
        First and last setting and the distance between two, in the units of the case: 0.08 for 8 %.
    relative : bool
        Whether the settings are changes of what the case states, -0.1 for a tenth less. A belief is moved so, since a
        plain number in its place would take its uncertainty away.
    """

    path: str
    low: float
    high: float
    step: float
    relative: bool = False

    def settings(self, case: Case) -> tuple[float, ...]:
        """Return the settings in ascending order, the one that the case states among them.

        Raises
        ------
        ValueError
            If the range is empty or too fine for a slider, or the place holds no plain number.
        """
        count = round((self.high - self.low) / self.step) + 1 if self.step > 0 else 0
        if not 2 <= count <= MOST:
            message = f"{self.path}: {self.low:g} to {self.high:g} by {self.step:g} is no range for a slider"
            raise ValueError(message)
        steps = (round(self.low + self.step * number, 12) for number in range(count))
        return tuple(sorted({*steps, self.stated(case)}))

    def stated(self, case: Case) -> float:
        """Return the setting that leaves a case as it is."""
        if self.relative:
            return 0.0
        found = value_at(case, parse(self.path))
        if isinstance(found, Uncertain) and found.is_constant and not found.times:
            return found.mean
        if isinstance(found, (int, float)) and not isinstance(found, bool):
            return float(found)
        message = f"{self.path} holds no plain number: move it by relative=True, or name a part of it"
        raise ValueError(message)

    def setting(self, session: Session) -> float:
        """Return the setting that is nearest to what the session has in force at the place."""
        held = session.knobs.get(self.path)
        if not self.relative:
            now = self.stated(session.case)
        else:
            now = read_number(held["change"], "fraction") if isinstance(held, Mapping) and "change" in held else 0.0
        return min(self.settings(session.base), key=lambda setting: abs(setting - now))

    def value(self, setting: float) -> Any:
        """Return what to put into the session for a setting."""
        return {"change": Exact(setting)} if self.relative else Exact(setting)

    def label(self, case: Case, lang: str) -> str:
        """Return what is moved."""
        what = path_label(self.path, case, lang)
        return say("session.relative", lang, what=what) if self.relative else what

    def shown(self, setting: float, case: Case, lang: str) -> str:
        """Return a setting as people write it."""
        if not self.relative:
            return path_value(self.path, setting, case, lang)
        if setting == 0:
            return say("session.unchanged", lang)
        return say("session.change", lang, sign="+" if setting > 0 else "", share=percent(setting, lang, 1))

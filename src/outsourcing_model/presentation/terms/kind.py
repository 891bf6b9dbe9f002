"""What a kind of contract term is: its record, rule, formula, worked example and sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from outsourcing_model.case.record import Record
from outsourcing_model.presentation.terms.cells import Cells
from outsourcing_model.presentation.terms.speech import Speech


@dataclass(frozen=True)
class TermKind:
    """One kind of term.

    Parameters
    ----------
    record : type
        What states it in the case.
    rule : callable
        What plays it in the engine.
    formula : callable
        What computes it in a workbook: (record, cells by role) to a formula.
    example : callable
        The rule applied to one month: (record, drivers by name) to a number.
    sentence : callable
        What a clause says: (record, speech, names, drivers) to a text whose last figure is the example's.
    drivers : tuple of str
        What varies by month.
    """

    record: type[Record]
    rule: Callable[..., Any]
    formula: Callable[[Any, Cells], str]
    example: Callable[..., float]
    sentence: Callable[[Any, Speech, Mapping[str, str], Mapping[str, float]], str]
    drivers: tuple[str, ...]

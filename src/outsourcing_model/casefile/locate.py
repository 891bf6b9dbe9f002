"""From what a file states to a case or another record, or to every problem with its place."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from pydantic import ValidationError

from outsourcing_model.case.case import Case
from outsourcing_model.case.checks import problems as problems_between
from outsourcing_model.case.faults import problems_of
from outsourcing_model.case.record import Record
from outsourcing_model.casefile.document import Document
from outsourcing_model.errors import CaseError, Problem

_OF_THE_KEY = {"unknown_key", "unknown_key_near", "not_an_id", "reserved"}

Stated = TypeVar("Stated", bound=Record)


def case_of(document: Document) -> Case:
    """Return the case that a document states.

    Raises
    ------
    CaseError
        With everything that is wrong, in the order of the file, each with its place.
    """
    return record_of(document, Case, problems_between)


def record_of(document: Document, root: type[Stated], between: Callable[[Stated], list[Problem]]) -> Stated:
    """Return the record that a document states.

    Parameters
    ----------
    document : Document
        The file read.
    root : type
        The record class that the file is about.
    between : callable
        Gives what is wrong between the records of a valid one.

    Raises
    ------
    CaseError
        With everything that is wrong, in the order of the file, each with its place.
    """
    found, record = list(document.problems), None
    if () not in document.refused:
        record, faults = _validated(document, root, between)
        above = {path[:length] for path in document.refused for length in range(len(path))}
        told = (item for item in faults if item.path not in above and not document.is_refused(item.path))
        found += [_placed(document, item) for item in told]
    if record is None or found:
        raise CaseError(_in_order(found, document.file))
    return record


def _validated(
    document: Document, root: type[Stated], between: Callable[[Stated], list[Problem]]
) -> tuple[Stated | None, list[Problem]]:
    """Return the record and what is wrong between its parts, or what is wrong in them."""
    try:
        record = root.model_validate(document.tree)
    except ValidationError as error:
        return None, problems_of(error, root)
    return record, between(record)


def _placed(document: Document, problem: Problem) -> Problem:
    """Return a problem with its place: of the key when the key is what is wrong, else of the value."""
    about_key = problem.key in _OF_THE_KEY or (bool(problem.path) and problem.values.get("found") == problem.path[-1])
    return replace(problem, place=document.place(problem.path, about_key))


def _in_order(problems: Iterable[Problem], main: str) -> list[Problem]:
    """Return problems from the top of the file down, its fragments after it, each problem once."""
    once = {(problem.place, problem.path, problem.key, str(problem.values)): problem for problem in problems}
    return sorted(once.values(), key=lambda problem: _position(problem, main))


def _position(problem: Problem, main: str) -> tuple[bool, str, int, int]:
    """Return where a problem stands, as something that sorts."""
    file, line, column = problem.place.rsplit(":", 2)
    return file != main, file, int(line), int(column)

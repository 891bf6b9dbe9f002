"""The one door for a case file."""

import os
from pathlib import Path as FilePath

from outsourcing_model.case.case import Case
from outsourcing_model.casefile.include import read_with_includes
from outsourcing_model.casefile.locate import case_of
from outsourcing_model.errors import CaseError, Problem


def read_case(path: str | os.PathLike[str]) -> Case:
    """Return the case that a YAML file states.

    Parameters
    ----------
    path : path
        The file, with the fragments that it includes beside it or below.

    Raises
    ------
    CaseError
        With everything that is wrong in the file, each with line, column and path.
    """
    return case_of(read_with_includes(FilePath(path), os.fspath(path)))


def read_cases(*paths: str | os.PathLike[str]) -> tuple[Case, ...]:
    """Return the cases that several files state.

    Raises
    ------
    CaseError
        With everything that is wrong in any of them, file by file.
    """
    found: list[Case] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found.append(read_case(path))
        except CaseError as error:
            problems += error.problems
    if problems:
        raise CaseError(problems)
    return tuple(found)

"""The one door for a case file."""

import os
from pathlib import Path as FilePath

from outsourcing_model.case.case import Case
from outsourcing_model.casefile.include import read_with_includes
from outsourcing_model.casefile.locate import case_of


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

"""One caution: a warning at a place of the case, named after its rule."""

from outsourcing_model.errors import Path, Problem


def warn(path: Path, rule: str, /, **values: object) -> Problem:
    """Return the warning of a rule; what it says stands in the catalogue, figures are told in the reader's language."""
    return Problem(path, rule, values, severity="warning")

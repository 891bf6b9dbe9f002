"""What the fields of records are called in the catalogue of words."""

import re

from outsourcing_model.case.record import Record
from outsourcing_model.wording import known


def field_key(record: type[Record], field: str) -> str:
    """Return the catalogue's key of a record's field.

    Examples
    --------
    >>> from outsourcing_model.case.offer import ExitTerms
    >>> field_key(ExitTerms, "cure_days")
    'case_term.exit_terms.cure_days'
    """
    own = f"case_term.{re.sub(r'(?<!^)(?=[A-Z])', '_', record.__name__).lower()}.{field}"
    return own if known(own) else f"case_term.any.{field}"

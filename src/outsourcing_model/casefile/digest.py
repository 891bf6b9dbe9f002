"""The fingerprint of a case: the same for every way to write the same case down."""

import hashlib
import json

from outsourcing_model.case.canonical import canonical, canonical_scenario
from outsourcing_model.case.case import Case


def digest(case: Case) -> str:
    """Return the SHA-256 of a case's values at 15 significant digits.

    Order of keys, comments, spelling (``8 %`` or ``0.08``) and defaults that are spelt out make no difference.
    """
    stated = canonical(case) | {"scenarios": {name: canonical_scenario(case, name) for name in case.scenarios}}
    text = json.dumps(stated, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

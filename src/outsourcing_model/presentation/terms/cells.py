"""The cells that a formula reads, by role."""

from collections.abc import Mapping

Cells = Mapping[str, str]
"""Role to the name of a cell or range, or to a place in a row: ``{"base": "desk_base", "volume": "F$9"}``."""

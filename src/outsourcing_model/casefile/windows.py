"""Windows of time in which something was down, one a row."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Codes = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Windows:
    """Windows of time, one a row.

    Parameters
    ----------
    start, end : ndarray
        Seconds since 1970.
    group, unit : ndarray
        Positions of what is down among the groups, and of the part of it that is.
    share : ndarray
        Share of the service that is down meanwhile.
    row : ndarray
        Number of the row in the file.
    length : ndarray
        Seconds that the outage lasted, as the log says or from its beginning to its end, before it is cut to a period.
    """

    start: Array
    end: Array
    group: Codes
    unit: Codes
    share: Array
    row: Codes
    length: Array

    def only(self, kept: Mask) -> "Windows":
        """Return some of the windows."""
        times = self.start[kept], self.end[kept]
        codes = self.group[kept], self.unit[kept]
        return Windows(*times, *codes, self.share[kept], self.row[kept], self.length[kept])

"""A chart as a PNG picture: the same bytes each time, without a date."""

import io
from typing import cast

from matplotlib.axes import Axes
from matplotlib.figure import Figure

DPI = 130


def png(axes: Axes, description: str = "") -> bytes:
    """Return the figure of the axes as a PNG picture, with its description in words inside the file if there is one."""
    stream = io.BytesIO()
    about = {"Software": None, **({"Description": description} if description else {})}
    cast(Figure, axes.get_figure(root=True)).savefig(stream, format="png", dpi=DPI, metadata=about)
    return stream.getvalue()

"""A chart as a notebook shows it: the picture, with its words for those who don't see it."""

from base64 import b64encode
from dataclasses import dataclass
from html import escape

from matplotlib.axes import Axes

from outsourcing_model.presentation.charts.png import png

_LOOK = "max-width: 100%; width: 54em; height: auto"


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawn chart; the last line of a cell shows it.

    Parameters
    ----------
    axes : Axes
        What was drawn.
    alt_text : str
        The chart in words.
    """

    axes: Axes
    alt_text: str

    def _repr_html_(self) -> str:
        """Return the picture with its words."""
        data = b64encode(png(self.axes)).decode()
        return f'<img style="{_LOOK}" alt="{escape(self.alt_text)}" src="data:image/png;base64,{data}">'

    def __repr__(self) -> str:
        return f"Picture({self.alt_text!r})"

"""Arithmetic of availability: minutes agreed, minutes down, and chains of components."""

from math import prod


def availability(agreed_minutes: float, downtime: float) -> float:
    """Return the share of the agreed minutes in which the service was up; agreed minutes exclude agreed exclusions.

    Examples
    --------
    >>> round(availability(43_200 - 600, 300), 6)
    0.992958
    """
    if agreed_minutes <= 0 or not 0 <= downtime <= agreed_minutes:
        message = f"downtime of {downtime:g} minutes does not fit in {agreed_minutes:g} agreed minutes"
        raise ValueError(message)
    return (agreed_minutes - downtime) / agreed_minutes


def allowed_downtime(target: float, window_minutes: float) -> float:
    """Return the minutes that may be lost in a window before the target is missed; state the window beside the figure.

    Examples
    --------
    >>> round(allowed_downtime(0.999, 30 * 24 * 60), 1)
    43.2
    """
    return (1 - target) * window_minutes


def in_series(*availabilities: float) -> float:
    """Return the availability of a chain that needs every component, if they fail independently.

    Examples
    --------
    >>> round(in_series(0.999, 0.9995, 0.998), 6)
    0.996503
    """
    return prod(availabilities)


def in_parallel(*availabilities: float) -> float:
    """Return the availability of components of which one is enough, if they fail independently.

    Examples
    --------
    >>> round(in_parallel(0.99, 0.99), 4)
    0.9999
    """
    return 1 - prod(1 - share for share in availabilities)

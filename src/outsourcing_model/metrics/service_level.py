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


def downtime_cost(lost_an_hour: float, idle_an_hour: float, hours: float, recovery: float = 0.0) -> float:
    """Return what an outage costs: business lost and people idle for so many hours, and what it takes to recover.

    Source: the seven-step guide of Power Partners, whose example is 53,000.

    Examples
    --------
    >>> downtime_cost(10_000, 2_000, 4, 5_000)
    53000
    """
    return (lost_an_hour + idle_an_hour) * hours + recovery


def value_of_level(before: float, after: float, cost_an_hour: float, hours: float = 8760.0) -> float:
    """Return what a better availability spares: hours of downtime fewer, times what an hour costs.

    Parameters
    ----------
    before, after : float
        Availabilities as fractions; the value is negative if the later one is lower.
    cost_an_hour : float
        Harm of an hour without the service.
    hours : float
        Agreed hours of the period, a year around the clock by default.

    Examples
    --------
    >>> round(value_of_level(0.995, 0.999, 12_000), 2)
    420480.0
    """
    return (after - before) * hours * cost_an_hour

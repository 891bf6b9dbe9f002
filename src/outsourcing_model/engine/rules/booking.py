"""Entering a series into the books: by month of payment, in present and in plain money."""

from outsourcing_model.engine.compiled import Array, rule


@rule
def book_line(amount: Array, weight: float, lag: int, live: int, months: Array) -> None:
    """Add to `months` ``[cash month]`` the sum over the live draws, moved by the payment lag."""
    for m in range(amount.shape[0]):
        total = 0.0
        for k in range(live):
            total += amount[m, k]
        months[m + lag] += weight * total


@rule
def book_cash(amount: Array, weight: float, lag: int, cash: Array) -> None:
    """Add to `cash` ``[cash month, draw]`` the amounts, moved by the payment lag."""
    for m in range(amount.shape[0]):
        for k in range(amount.shape[1]):
            cash[m + lag, k] += weight * amount[m, k]


@rule
def book_cost(amount: Array, weight: float, lag: int, live: int, months: Array, cash: Array) -> None:
    """Add to `months` and to `cash` what the rules for each of them add, in one go."""
    for m in range(amount.shape[0]):
        total = 0.0
        for k in range(live):
            total += amount[m, k]
        months[m + lag] += weight * total
        for k in range(amount.shape[1]):
            cash[m + lag, k] += weight * amount[m, k]


@rule
def book_value(amount: Array, weight: float, lag: int, discount: Array, present: Array, plain: Array) -> None:
    """Add to `present` and `plain` ``[draw]`` the discounted and the undiscounted sum over the months."""
    for m in range(amount.shape[0]):
        factor = weight * discount[m + lag]
        for k in range(amount.shape[1]):
            present[k] += factor * amount[m, k]
            plain[k] += weight * amount[m, k]


@rule
def book_due(
    amount: Array, weight: float, lag: int, live: int, discount: Array, months: Array, present: Array, plain: Array
) -> None:
    """Add to `months`, `present` and `plain` what the rules for each of them add for the live draws, in one go."""
    months_of_service = amount.shape[0]
    # Two months in one go: each sum over the months is read and written half as often.
    for m in range(0, months_of_service - 1, 2):
        one, other = weight * discount[m + lag], weight * discount[m + 1 + lag]
        first, second = 0.0, 0.0
        for k in range(live):
            present[k] += one * amount[m, k] + other * amount[m + 1, k]
            plain[k] += weight * (amount[m, k] + amount[m + 1, k])
            first += amount[m, k]
            second += amount[m + 1, k]
        months[m + lag] += weight * first
        months[m + 1 + lag] += weight * second
    if months_of_service % 2 == 1:
        last = months_of_service - 1
        book_line(amount[last:], weight, last + lag, live, months)
        book_value(amount[last:], weight, last + lag, discount, present, plain)


@rule
def book_years(amount: Array, weight: float, yearly: Array) -> None:
    """Add to `yearly` ``[contract year, draw]`` the undiscounted sum over the months of each year, without lag."""
    for m in range(amount.shape[0]):
        for k in range(amount.shape[1]):
            yearly[m // 12, k] += weight * amount[m, k]

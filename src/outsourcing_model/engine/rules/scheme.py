"""What a credit scheme makes of the credits that levels are due: points, pool, caps, earn-back."""

import numpy as np

from outsourcing_model.engine.compiled import Array, rule


@rule
def due_part(due: Array, part: Array, out: Array) -> None:
    """Fill `out` with the part of a month's credit that is due: without our own share of the fault, by contract year.

    `part` is ``[month]``.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = due[m, k] * part[m]


@rule
def points_credit(points: Array, invoice: Array, at: Array, credit: Array, sampled: int, out: Array) -> None:
    """Fill `out` with what the points of a month return: the credit of the greatest total reached, of the invoice.

    `at` and `credit` are ``[step]``. With `sampled` 0 the points are expectations and the table is read between its
    steps, in straight lines from no points.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            share, since, before = 0.0, 0.0, 0.0
            for s in range(at.size):
                if points[m, k] >= at[s] - 1e-9:
                    share = credit[s]
                elif sampled == 0 and points[m, k] > since:
                    share = before + (credit[s] - before) * (points[m, k] - since) / (at[s] - since)
                since, before = at[s], credit[s]
            out[m, k] = share * max(invoice[m, k], 0.0)


@rule
def part_of_points(points: Array, total: Array, credit: Array, out: Array) -> None:
    """Fill `out` with the part of the month's credit that a level brings: its points over all points."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = credit[m, k] * points[m, k] / total[m, k] if total[m, k] > 0.0 else 0.0


@rule
def within_cap(due: Array, together: Array, charge: Array, cap: float, out: Array) -> None:
    """Fill `out` with a level's credit, cut in the ratio that brings all of its service down to `cap` of its charge."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            most = cap * max(charge[m, k], 0.0)
            out[m, k] = due[m, k] * most / together[m, k] if together[m, k] > most else due[m, k]


@rule
def pooled_credit(together: Array, invoice: Array, at_risk: float, capped_months: Array, out: Array) -> None:
    """Fill `out` with what the levels of a pool return together: at most the amount at risk, a share of the invoice.

    Adds to `capped_months` ``[draw]`` one for each month that the amount at risk cut.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            most = at_risk * max(invoice[m, k], 1e-9)
            capped_months[k] += 1.0 if together[m, k] > most * (1.0 + 1e-9) else 0.0
            out[m, k] = min(together[m, k], most)


@rule
def repeat_ratio(repeats: Array, single: Array, out: Array) -> None:
    """Fill `out` with the credits due with repeated misses over those without, 1 where nothing is due."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = repeats[m, k] / single[m, k] if single[m, k] > 0.0 else 1.0


@rule
def kept_credit(due: Array, invoice: Array, cap: float, idle_months: Array, out: Array) -> None:
    """Fill `out` with what a monthly cap leaves of the credits due: at most `cap` of the month's invoice.

    Adds to `idle_months` ``[draw]`` one for each invoiced month whose credits reach the cap.
    """
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            most = cap * max(invoice[m, k], 1e-9)
            idle_months[k] += 1.0 if invoice[m, k] > 0.0 and due[m, k] >= most * (1.0 - 1e-9) else 0.0
            out[m, k] = min(due[m, k], most)


@rule
def kept_credits(
    due: Array,
    invoice: Array,
    ratio: Array,
    clean: Array,
    steps: Array,
    end: int,
    capped_months: Array,
    idle_months: Array,
    out: Array,
) -> None:
    """Fill `out` with what the steps of a scheme leave of the credits due, less what goes back to the provider.

    Each step takes what the one before left; caps of several months count what was kept in the months before. `steps`
    is ``[step * 3]``: kind, limit, months. Kinds: 0 repeats, times `ratio`; 1 cap on the month's invoice; 2 cap on the
    invoices of the last months; 3 cap on those of the contract year; 4 cap on those of the term; 5 cap on the term as
    an amount; 6 earn-back, its limit 1 if it makes room under the caps again; 7 amount at risk, which cuts nothing
    here. `clean` is the probability that no credited level is missed in a month; nothing goes back from month `end` on.
    Adds to `capped_months` and `idle_months` ``[draw]`` the months that a monthly cap cut, and the invoiced months in
    which a cap is reached, so that a further miss returns nothing.
    """
    months, draws = out.shape
    billed = np.zeros(months + 1)
    kept, counted = np.empty(months), np.empty(months)
    for k in range(draws):
        for m in range(months):
            billed[m + 1] = billed[m] + max(invoice[m, k], 0.0)
        for m in range(months):
            left, back, idle = due[m, k], 0.0, 0.0
            for s in range(0, steps.size, 3):
                kind, limit, span = int(steps[s]), steps[s + 1], int(steps[s + 2])
                if kind == 0:
                    left *= ratio[m, k]
                elif kind == 6:
                    if span <= m < end:
                        back = kept[m - span]
                        for j in range(m - span + 1, m + 1):
                            back *= clean[j, k]
                        counted[m - span] -= back * limit
                else:
                    first, last = m, m + 1
                    if kind == 2:
                        first = max(m - span + 1, 0)
                    elif kind == 3:
                        first = m - m % 12
                        last = min(first + 12, months)
                    elif kind == 4 or kind == 5:
                        first, last = 0, months
                    most = limit if kind == 5 else limit * (billed[last] - billed[first])
                    if kind == 1 or kind == 7:
                        most = limit * max(invoice[m, k], 1e-9)
                    else:
                        for j in range(first, m):
                            most -= counted[j]
                        most = max(most, 0.0)
                    if invoice[m, k] > 0.0 and left >= most * (1.0 - 1e-9):
                        idle = 1.0
                    if kind == 1 and left > most * (1.0 + 1e-9):
                        capped_months[k] += 1.0
                    if kind != 7:
                        left = min(left, most)
            kept[m] = left
            counted[m] = left
            idle_months[k] += idle
            out[m, k] = left - back


@rule
def claimed_credit(kept: Array, claimed: Array, out: Array) -> None:
    """Fill `out` with the part of the credits kept that is really claimed and paid."""
    for m in range(out.shape[0]):
        for k in range(out.shape[1]):
            out[m, k] = kept[m, k] * claimed[k]

"""What a credit scheme makes of the credits that levels are due: points, pool, caps, earn-back."""

from outsourcing_model.engine.compiled import Array, rule


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

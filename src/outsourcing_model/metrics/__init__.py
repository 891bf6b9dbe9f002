"""What the cash flows are worth: cost, value, ratio, exposure, risk, and the comparison of alternatives."""

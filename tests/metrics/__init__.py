"""What the cash flows are worth."""

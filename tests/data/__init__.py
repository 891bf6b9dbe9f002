"""The shipped cases and where their figures come from."""

"""Cases whose answers are printed elsewhere; the tolerance is the printed precision."""

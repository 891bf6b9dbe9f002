"""From a case to a program: the rules to apply, in order, and the numbers they need."""

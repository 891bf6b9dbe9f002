"""From a case to a program."""

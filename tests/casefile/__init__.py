"""From a file to a case."""

"""Charts of a comparison: each takes the result, a language and axes if one has them, and returns the axes."""

"""A second, naive model written from docs/conventions.md alone: the engine must agree with it."""

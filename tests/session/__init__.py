"""A case that is played with."""

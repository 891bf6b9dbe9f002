"""The sheets of the term sheet: each module fills one, from a view that holds all it may show."""

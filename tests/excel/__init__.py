"""The term sheet recalculated by others, and what it may not hold."""

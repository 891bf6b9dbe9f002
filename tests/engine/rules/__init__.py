"""Each clause by itself, against values by hand."""

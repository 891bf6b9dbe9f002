"""The terms of an offer as they are computed live in a workbook and said in a clause, one kind of term at a time."""

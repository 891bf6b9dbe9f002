"""How the answer is shown to people: charts, one-file report, clauses and term sheet, in two languages."""

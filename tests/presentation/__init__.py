"""How the answer is shown: formats, labels, charts, headline and report."""

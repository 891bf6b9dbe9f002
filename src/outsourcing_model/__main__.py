"""``python -m outsourcing_model``."""

from outsourcing_model.cli import main

main()

"""``python -m outsourcing_model``."""

from outsourcing_model.cli.main import main

main()

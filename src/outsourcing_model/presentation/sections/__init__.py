"""The parts of the report, each a few texts and tables made from a comparison."""

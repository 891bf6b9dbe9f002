"""Complete small deals that no shipped case states, each from the file to everything that a run writes."""

"""What happens, month by month: rules, draws, attainment and the simulation."""

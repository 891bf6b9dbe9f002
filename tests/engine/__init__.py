"""What happens, month by month."""

"""What a log shows that was attained: shares by month, a belief fitted to them, and how far it can be trusted."""

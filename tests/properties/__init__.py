"""What must hold for every case, whatever its figures."""

"""What is agreed and believed: frozen records without files, chance or arrays."""

"""What is agreed and believed."""

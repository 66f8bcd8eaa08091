"""What is assumed where nothing is known for sure: the fitted number, and central values."""

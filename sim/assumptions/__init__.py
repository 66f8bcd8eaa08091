"""What is assumed where nothing is known for sure: distributions, the fitted number, and central values."""

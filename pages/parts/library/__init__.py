"""The library page: a list of all saved scenarios, one scenario in full, import, backup."""

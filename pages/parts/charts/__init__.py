"""Chart kinds, one a module, and what they share."""

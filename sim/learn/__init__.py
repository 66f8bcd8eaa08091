"""Learning from a company's own quarters: what they say of the assumptions, by the model's own equations."""

"""Ways of choosing draws: uncertainty, sensitivity, attribution, comparison. Each imports the model, never a page."""

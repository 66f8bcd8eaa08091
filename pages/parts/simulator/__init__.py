"""The Simulator: the live stage with what its buttons open, and the plain page that does without scripts."""

"""Answers for assistants over the Model Context Protocol: the commands as typed tools, with units and provenance."""

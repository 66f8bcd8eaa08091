"""The model explained from its own definitions: equations in order, and the document generated from plan and code."""

"""A workshop's room: questions in rounds, private answers, what they come to together, and what is saved of it.

A room is a list of events and nothing else: it is what replaying them makes of it, so it survives a restart, two
processes that read the same list see the same room, and every answer ever given is kept.
"""

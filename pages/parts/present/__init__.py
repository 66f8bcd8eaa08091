"""Presenter mode and the follower screen: one stage for the room, one way to show it."""

"""Cooperative games over coalitions: exact Shapley values, and nested (Owen) values inside a group.

A coalition is a bit mask over players; a game is an array of 2^n values indexed by that mask. The Shapley value is the
only division of v(all) - v(none) that is complete, treats equal players equally, gives nothing to a player who changes
nothing, and is additive over measures; it does not depend on any order. What two players achieve only together is
shared between them.

Inside a group the Owen value is used: the Shapley value of the game averaged over what the other groups do. By its
quotient property the members' values sum to the group's own Shapley value, which a plain Shapley value over all
levers does not give.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import factorial

import numpy as np

from sim.model.axes import Array

BoolArray = np.ndarray


@lru_cache(maxsize=8)  # a bridge is drawn at every move, of a handful of players
def memberships(players: int) -> BoolArray:
    """Return which player is in which coalition. Shape (player, 2^players), read-only; column index = bit mask."""
    masks = np.arange(2**players)
    found = (masks[None, :] >> np.arange(players)[:, None] & 1).astype(bool)
    found.setflags(write=False)
    return found


@lru_cache(maxsize=8)
def coalition_weights(others: int) -> Array:
    """Return the weight of each coalition of `others` players in a marginal contribution. (2^others,), read-only

    They sum to one.
    """
    sizes = memberships(others).sum(axis=0)
    by_size = np.array([factorial(s) * factorial(others - s) / factorial(others + 1) for s in range(others + 1)])
    found = by_size[sizes]
    found.setflags(write=False)
    return found


def shapley_values(game: Array) -> Array:
    """Return the Shapley value of every player.

    Parameters
    ----------
    game : (2^player, …)
        Value of each coalition, any trailing axes.

    Returns
    -------
    values : (player, …)
        Sum to `game[-1] - game[0]` up to rounding.
    """
    players = int(game.shape[0]).bit_length() - 1
    if game.shape[0] != 2**players:
        raise ValueError("a game needs one value for every coalition")
    values = np.empty((players, *game.shape[1:]))
    for player in range(players):
        # By the player's bit: coalitions without it, and the same ones with it, each in the order of their masks.
        pairs = game.reshape(-1, 2, 2**player, *game.shape[1:])
        joined = (pairs[:, 1] - pairs[:, 0]).reshape(-1, *game.shape[1:])
        values[player] = np.tensordot(coalition_weights(players - 1), joined, axes=1)
    return values


def averaged_game(values: Array, others: int) -> Array:
    """Return the game inside a group, averaged over what the other groups do.

    Parameters
    ----------
    values : (2^others, coalition, …)
        Value of each coalition of the other groups with each coalition inside the group.

    Returns
    -------
    game : (coalition, …)
        Its Shapley values are the members' Owen values.
    """
    return np.tensordot(coalition_weights(others), values, axes=1)


def sampled_values(players: int, game: Callable[[BoolArray], Array], orders: int, seed: int = 0) -> tuple[Array, Array]:
    """Return Shapley values from random orders, each used forwards and backwards, and their standard errors.

    For groups too large for all coalitions. Every order hands out v(all) - v(none) completely, so the sum is exact;
    only the split between players carries an error.

    Parameters
    ----------
    game : function
        Takes memberships (player, coalition) and returns (coalition,) values; called once.
    orders : int
        Pairs of orders.

    Returns
    -------
    values, errors : (player,)
    """
    generator = np.random.default_rng(np.random.SeedSequence([seed, 0x5A4B1E]))
    forward = np.array([generator.permutation(players) for _ in range(orders)])
    both = np.concatenate([forward, forward[:, ::-1]])
    rank = np.argsort(both, axis=1)
    # prefix k of an order: the players that stand at places before k
    members = rank[:, :, None] < np.arange(players + 1)
    columns = members.transpose(1, 0, 2).reshape(players, -1)
    unique, back = np.unique(columns, axis=1, return_inverse=True)
    along = game(unique)[back.ravel()].reshape(2 * orders, players + 1)
    marginal = np.take_along_axis(np.diff(along, axis=1), rank, axis=1)
    pairs = (marginal[:orders] + marginal[orders:]) / 2
    return pairs.mean(axis=0), pairs.std(axis=0, ddof=1) / np.sqrt(orders)

"""What risk cases do to the quantities of the model, as arrays; `Effects()` is a world without risk.

Which quantities there are, and how an effect acts on each, stands in `sim.plan.effects`. "Never helps" is built in:
limits replace a value only where that is worse for the company.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.model.axes import Array, multiply
from sim.plan.effects import EFFECTS


@dataclass(frozen=True, eq=False)
class Effects:
    """Disturbances by quarter; what is missing changes nothing.

    Attributes
    ----------
    sizes : quantity → (quarter, draw), or (quarter, region, draw) of regional ones [unit of the kind]
    strength : quantity → (quarter, draw)
        Of limits: the share of what the limit takes away that is really lost; the rest a countermeasure saves.
    hold_net_spend : (draw,) or None
        1 where a lost subsidy shrinks the digital programme (net spend held), 0 where the company pays more.
    extra_cost : (quarter, draw) or None [CNY_m]
        Money for countermeasures.
    """

    sizes: Mapping[str, Array] = field(default_factory=dict)
    strength: Mapping[str, Array] = field(default_factory=dict)
    hold_net_spend: Array | None = None
    extra_cost: Array | None = None

    def __iter__(self) -> Iterator[Array]:
        yield from self.sizes.values()
        yield from self.strength.values()
        yield from (one for one in (self.hold_net_spend, self.extra_cost) if one is not None)

    def on(self, quantity: str, values: Array, *, own: bool = False) -> Array:
        """Return the values of a quantity under these effects.

        Parameters
        ----------
        own : bool
            Nobody else holds `values`, so their memory may take the result.

        Raises
        ------
        KeyError
            No effect acts on such a quantity.
        """
        kind = EFFECTS[quantity]
        size = self.sizes.get(quantity)
        if size is None:
            return values
        if kind.op == "set":
            return values - (values - kind.combine(values, size)) * self.strength.get(quantity, 1.0)
        if own and kind.op == "multiply":
            return multiply(values, size)
        return kind.combine(values, size)


NO_EFFECTS = Effects()


def join_effects(parts: Sequence[Effects], draws: Sequence[int]) -> Effects:
    """Return the effects of several batches of draws as those of one; what touches none of a batch is neutral there.

    Parameters
    ----------
    draws : how many draws each batch has; effects of one draw are spread over their batch
    """

    def join(found: Sequence[Array | None], neutral: float) -> Array:
        rows = next(one.shape[:-1] for one in found if one is not None)
        filled = [
            np.full((*rows, count), neutral) if one is None else np.broadcast_to(one, (*rows, count))
            for one, count in zip(found, draws, strict=True)
        ]
        return np.concatenate(filled, axis=-1)

    def join_all(found: Sequence[Mapping[str, Array]], neutral: Mapping[str, float]) -> dict[str, Array]:
        names = dict.fromkeys(name for one in found for name in one)
        return {name: join([one.get(name) for one in found], neutral[name]) for name in names}

    def join_any(found: Sequence[Array | None]) -> Array | None:
        return None if all(one is None for one in found) else join(found, 0.0)

    return Effects(
        join_all([one.sizes for one in parts], {id: kind.neutral for id, kind in EFFECTS.items()}),
        join_all([one.strength for one in parts], dict.fromkeys(EFFECTS, 1.0)),
        join_any([one.hold_net_spend for one in parts]),
        join_any([one.extra_cost for one in parts]),
    )

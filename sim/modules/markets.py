"""Markets: what a region's market does by itself, and how much further the company gets into it.

The growth levers then say what the market does, a condition; penetration is a promise on top: what is left after
people, conversion, churn and mix, which the kernel counts. Where it is piloted first, it waits for the pilot's gate.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.modules.module import Array, At, Formula, Module, Symbol, compute_once, so_far

GATE_QUARTERS = 2
"""Quarters a pilot runs before it is assessed (six months)."""


@compute_once
def _activated(at: At) -> Array:
    """(quarter, region, draw) Share of a region that the programme has reached: its pilot, all once a gate opens."""
    passed = np.arange(at.plan.quarter_count) // GATE_QUARTERS
    gates = np.arange(passed[-1] + 1)[:, None]  # a power is dear: one a gate, not one a quarter
    opened = 1 - (1 - at.assumption["gate_chance"]) ** gates
    pilot = at.regional("pilot_share")
    return (pilot + (1 - pilot) * opened[:, None, :])[passed]


def _promising(at: At, promised: Array) -> Any:
    """Return the places of regions of which a gain is promised: of the others there is nothing to compute."""
    some = promised.any(axis=(0, 2))
    return slice(None) if some.all() or "penetration_gain" in at.effects.sizes else np.flatnonzero(some)


def _funded(at: At, places: Any) -> Array:
    """(quarter, region, draw) How far a region's marketing money reaches against the plan's own programme."""
    floor, constant = at.assumption["enablement_floor"], at.assumption["saturation_constant"]
    spent, planned = so_far(at.found["marketing"]), so_far(at.found["marketing_reference"])
    usual = np.array([lever.plan for lever in at.plan.family("marketing_mix")], dtype=float)[None, :, None]
    reference = planned[:, None, :] * usual
    mine = spent[:, None, :] * at.family("marketing_mix")[None]
    for place, more in at.found.get("regional_marketing", {}).items():  # what rules give to regions besides
        mine[:, place] += so_far(more)
    ratio = (mine / np.where(reference > 0, reference, np.inf))[:, places]
    return floor + (1 - floor) * ((1 + constant) * ratio / (ratio + constant))


class Penetration(NamedTuple):
    """What a run gains above its markets, (quarter, region, draw).

    Attributes
    ----------
    gains : [points a year], less as the ceiling comes near
    demand : logarithm of what they add to the index of demand
    """

    gains: Array
    demand: Array


def _penetration(at: At) -> Penetration:
    """Return what is gained, computed once a run."""
    if "penetration" in at.found:
        return at.found["penetration"]
    promised = at.family("penetration")[None] * (at.assumption["penetration_share"] * at.assumption["realisation"])
    places = _promising(at, promised)
    full = promised[:, places] * _funded(at, places) * _activated(at)[:, places]
    full = np.minimum(full, at.effects.on("penetration_gain", full))
    start, ceiling = at.plan.market_share, np.maximum(at.assumption["share_ceiling"], at.plan.market_share * 1.01)
    market = 1 + at.found["growth"][:, places]
    shape = np.broadcast_shapes(full.shape, ceiling.shape, market.shape)
    gains, grown, so_far = np.empty(shape), np.empty(shape), np.zeros(shape[1:])
    slope, room = start / ceiling, np.empty(shape[1:])
    steepness, whole = -slope, 1 - slope
    for quarter in range(shape[0]):  # in place: what a quarter reads and writes stays in the processor's cache
        np.exp(so_far, out=room)
        room *= steepness
        room += 1
        np.maximum(room, 0, out=room)
        room /= whole
        np.multiply(full[quarter], room, out=gains[quarter])
        np.divide(gains[quarter], market[min(quarter, len(market) - 1)], out=room)
        np.log1p(room, out=room)
        room /= 4
        so_far = np.add(so_far, room, out=grown[quarter])
    at.found["penetration"] = Penetration(_spread(at, gains, places), _spread(at, grown, places))
    return at.found["penetration"]


def _spread(at: At, values: Array, places: Any) -> Array:
    """Return what some regions gain as that of all."""
    if isinstance(places, slice):
        return values
    found = np.zeros((len(values), len(at.plan.regions), values.shape[2]))
    found[:, places] = values
    return found


def demand(at: At, values: Array) -> Array:
    """(quarter, region, draw) Logarithm of what penetration adds to the index of demand."""
    return _penetration(at).demand


def retention(at: At, values: Array) -> Array:
    """(quarter, region, draw) Existing accounts follow penetration as far as it is passed on; share gained is won."""
    return at.assumption["penetration_passthrough"] / 4 * _penetration(at).gains / values


MODULE = Module(
    levers={
        "penetration": Symbol("n_r", each="region", kind="promise"),
        "marketing_mix": Symbol("m^{\\mathrm{mkt}}_r", each="region"),
    },
    assumptions={
        "penetration_share": Symbol(r"\nu_r"),
        "penetration_passthrough": Symbol(r"\theta_n"),
        "gate_chance": Symbol("p_G"),
        "share_ceiling": Symbol(r"\bar S"),
        "pilot_share": Symbol(r"\pi_r", each="region"),
    },
    acts={"demand": demand, "retention": retention},
    neutral={"penetration": 0.0},
    formulas=(
        Formula(
            "demand",
            r"M_{r,t} \to M_{r,t}\prod_{s\le t}\Bigl(1+\frac{i_{r,s}}{1+g_r+\delta+\delta_r}\Bigr)^{1/4}",
        ),
        Formula(
            "gain",
            r"i_{r,t} = n_r\,\nu_r\,\rho\,F_{r,t}\,A_{r,t}\,\frac{(1-S_{r,t-1}/\bar S)^{+}}{1-S_0/\bar S}",
            ("penetration", "penetration_share", "share_ceiling"),
        ),
        Formula(
            "funding",
            r"F_{r,t} = f+(1-f)\,h\Bigl(\frac{m_r\sum_{s\le t} G_{\mathrm{mkt},s}}"
            r"{m_r^{\ast}\sum_{s\le t} G^{\ast}_{\mathrm{mkt},s}}\Bigr)",
            ("marketing_mix",),
        ),
        Formula(
            "pilot",
            r"A_{r,t} = \pi_r + (1-\pi_r)\bigl[1-(1-p_G)^{\lfloor (t-1)/2\rfloor}\bigr]",
            ("gate_chance", "pilot_share"),
        ),
        Formula(
            "accounts",
            r"1-\frac{\chi_t}{4}+\theta\frac{g_r}{4} \to"
            r" 1-\frac{\chi_t}{4}+\theta\frac{g_r}{4}+\theta_n\frac{i_{r,t}}{4}",
            ("penetration_passthrough",),
        ),
    ),
)

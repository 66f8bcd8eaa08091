"""Adoption: how many people use the tools that digital money buys, measured, instead of assumed along the pace.

Realisation already contains tools that nobody uses. So what tools do for a rep follows usage alone here, and whatever
else realisation says of promises stays with the others.
"""

from __future__ import annotations

import numpy as np

from sim.modules.module import Array, At, Formula, Module, Result, Run, Symbol


def _way(at: At) -> Array:
    """(draw,) How much of the plan's own rise of usage a lever asks for."""
    lever = at.plan.inputs["tool_usage"]
    whole = lever.plan - lever.base
    return at.change("tool_usage") / whole if whole else np.ones(1)


def _none(at: At) -> Array:
    """(draw,) How far usage can fall, as a share of the planned rise: to nobody; reps lose no more than the tools."""
    lever = at.plan.inputs["tool_usage"]
    whole = lever.plan - lever.base
    return np.atleast_1d(-at.base["tool_usage"] / whole if whole > 0 else -np.inf)


def _held_back(at: At, rise: Array) -> Array:
    """Return a rise as far as risk cases let it come; a planned decline is not softened."""
    return np.minimum(rise, at.effects.on("usage_rise", rise))


def digital_use(at: At, values: Array) -> Array:
    """(quarter, draw) What usage says instead of realisation."""
    rise = at.pace * (_way(at) * at.assumption["usage_attainment"])
    lost = rise - np.maximum(_held_back(at, rise), _none(at))
    return at.pace * (_way(at) * at.assumption["usage_attainment"] - at.assumption["realisation"]) - lost


def usage(run: Run) -> Array:
    """(quarter, draw) [fraction] Share of people who use the tools."""
    at = run.at
    rise = _held_back(at, at.change("tool_usage") * at.assumption["usage_attainment"] * at.pace)
    return np.clip(at.base["tool_usage"] + rise, 0, 1)


MODULE = Module(
    levers={"tool_usage": Symbol("U_T", kind="promise")},
    assumptions={"usage_attainment": Symbol(r"\eta_U")},
    acts={"digital_use": digital_use},
    results={"usage": Result(usage, "percent", "stock")},
    pictures=(("usage",),),
    neutral={"tool_usage": "plan", "usage_attainment": "realisation"},
    formulas=(
        Formula(
            "usage", r"U_t = \max\bigl(U_0 + (U_T-U_0)\,\eta_U\,\pi_t,\ 0\bigr)", ("tool_usage", "usage_attainment")
        ),
        Formula(
            "productivity",
            r"1+p_{\mathrm{dig}}\,\rho\,\pi_t\,h(x_{\mathrm{dig},t}) \to"
            r" 1+p_{\mathrm{dig}}\,\frac{U_t-U_0}{U^{\ast}-U_0}\,h(x_{\mathrm{dig},t})",
        ),
    ),
)

"""The equations of the model in the order in which one quarter is computed.

One definition for the model page, for sim/MODEL.md and for provenance: a sentence for each stands in the language files
under `equation-<id>`, a heading for each step under `equation-step-<step>`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sim.model.measure_base import Level
from sim.model.measures import measures
from sim.modules import MODULES
from sim.plan import Plan

STEPS = ("money", "levers", "people", "leads", "customers", "revenue", "results")
"""Steps of one quarter, in order."""


@dataclass(frozen=True)
class Equation:
    """One equation.

    Attributes
    ----------
    latex : str
        As typeset; symbols are the same in every language.
    needs : tuple of str
        Equations whose result this one uses.
    inputs : tuple of str
        Families of levers, assumptions and base-year quantities that enter here (`growth` means every `growth.*`).
    """

    id: str
    step: str
    latex: str
    needs: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()


EQUATIONS: tuple[Equation, ...] = (
    Equation("spend", "money", r"G_{c,t} = \frac{B_c\,\varphi_{y(t)}}{4}", inputs=("budget", "budget_phasing")),
    Equation(
        "funding", "money", r"x_{c,t} = \frac{\sum_{s\le t} G_{c,s}}{\sum_{s\le t} G^{\ast}_{c,s}}", needs=("spend",)
    ),
    Equation("saturation", "money", r"h(x) = \frac{(1+\kappa)\,x}{x+\kappa}", inputs=("saturation_constant",)),
    Equation(
        "enablement",
        "money",
        r"e_t = w\,[f+(1-f)\,h(x_{\mathrm{dig},t})] + (1-w)\,[f+(1-f)\,h(x_{\mathrm{trn},t})]",
        needs=("funding", "saturation"),
        inputs=("enablement_floor", "enablement_digital_weight"),
    ),
    Equation(
        "adstock",
        "money",
        r"A_t = \lambda A_{t-1} + (1-\lambda)\,\frac{G_{\mathrm{mkt},t}}{\bar G^{\ast}_{\mathrm{mkt}}},\quad A_0=0",
        needs=("spend",),
        inputs=("adstock",),
    ),
    Equation(
        "lift",
        "money",
        r"u_t = 1 + u\,\rho\,h(A_t)",
        needs=("adstock", "saturation"),
        inputs=("marketing_lift", "realisation"),
    ),
    Equation(
        "pace",
        "levers",
        r"v_t = v_0 + (v_T - v_0)\,\pi_t",
        inputs=("pace", "attrition_rate", "ramp_months", "deal_size"),
    ),
    Equation(
        "productivity",
        "levers",
        r"q_t = \bigl(1+p_{\mathrm{dig}}\,\rho\,\pi_t\,h(x_{\mathrm{dig},t})\bigr)"
        r"\bigl(1+p_{\mathrm{trn}}\,\rho\,\pi_t\,h(x_{\mathrm{trn},t})\bigr)",
        needs=("funding", "saturation", "pace"),
        inputs=("digital_productivity", "training_productivity", "realisation"),
    ),
    Equation(
        "improvement",
        "levers",
        r"v_t = \max\bigl(v_0 + (v_T - v_0)\,\pi_t\,e_t\,\rho,\ 0\bigr)",
        needs=("enablement", "pace"),
        inputs=("conversion_rate", "churn_rate", "realisation"),
    ),
    Equation(
        "new-share",
        "levers",
        r"s_t = \max\bigl(s_0 + (s_T - s_0)\,\pi_t\,\rho,\ 0\bigr)",
        needs=("pace",),
        inputs=("new_product_share", "realisation"),
    ),
    Equation(
        "headcount",
        "people",
        r"H_{r,t} = H_{r,0} + \eta\,(H_T - H_0)\,m_r\,\pi_t",
        needs=("pace",),
        inputs=("headcount", "hire_mix", "hiring_attainment"),
    ),
    Equation(
        "hires",
        "people",
        r"N_{r,t} = \max\bigl(H_{r,t} - H_{r,t-1} + \tfrac{a_t}{4} H_{r,t-1},\ 0\bigr)",
        needs=("headcount", "pace"),
    ),
    Equation(
        "ramp",
        "people",
        r"\phi_{k,t} = \min\Bigl(1,\ \frac{k+\frac12}{(\tau_t+\tau_{+})/3}\Bigr),\quad k=0,\dots,3",
        needs=("pace",),
        inputs=("ramp_extra",),
    ),
    Equation(
        "effective",
        "people",
        r"E_{r,t} = H_{r,t} - \sum_{k=0}^{3} N_{r,t-k}\,(1-\phi_{k,t})",
        needs=("headcount", "hires", "ramp"),
    ),
    Equation(
        "market",
        "leads",
        r"M_{r,t} = (1+g_r+\delta+\delta_r)^{t/4}",
        inputs=("growth", "growth_shock"),
    ),
    Equation(
        "leads",
        "leads",
        r"\ell_{r,t} = M_{r,t}\,\Bigl(\frac{E_{r,t}\,q_t}{E_{r,0}}\Bigr)^{\beta\,\gamma_r} u_t",
        needs=("market", "effective", "productivity", "lift"),
        inputs=("elasticity", "market_response"),
    ),
    Equation(
        "new-business",
        "customers",
        r"\omega_r = (\mu + \chi_0 - \theta\,g_0)\,B_{r,0}",
        inputs=("momentum", "market_passthrough", "revenue", "market.growth"),
    ),
    Equation(
        "wins",
        "customers",
        r"W_{r,t} = \frac{\omega_r}{4}\,\ell_{r,t}\,\frac{c_t}{c_0}\,\frac{d_t}{d_0}",
        needs=("new-business", "leads", "improvement", "pace"),
    ),
    Equation(
        "run-rate",
        "customers",
        r"b_{r,t} = b_{r,t-1}\Bigl(1-\frac{\chi_t}{4}+\theta\,\frac{g_r+\delta+\delta_r}{4}\Bigr) + W_{r,t},\quad"
        r" b_{r,0}=B_{r,0}\Bigl(1+\frac{\mu}{2}\Bigr)",
        needs=("wins", "improvement"),
    ),
    Equation(
        "mix",
        "revenue",
        r"m_t = \frac{1-(1-\zeta)\,s_0}{1-(1-\zeta)\,s_t}",
        needs=("new-share",),
        inputs=("cannibalisation",),
    ),
    Equation(
        "revenue",
        "revenue",
        r"R_{r,t} = \frac{b_{r,t-1}+b_{r,t}}{2}\cdot\frac{\sigma_{q(t)}}{4}\cdot m_t",
        needs=("run-rate", "mix"),
        inputs=("seasonality",),
    ),
    Equation(
        "products",
        "revenue",
        r"R^{\mathrm{new}}_{r,t} = s_t R_{r,t},\qquad R^{\mathrm{core}}_{r,t} = (1-s_t)\,R_{r,t}",
        needs=("revenue", "new-share"),
    ),
    Equation(
        "cost",
        "results",
        r"K_t = \xi\,G_{\mathrm{dig},t}\,(1-z) + G_{\mathrm{mkt},t} + G_{\mathrm{trn},t}",
        needs=("spend",),
        inputs=("digital_cost_ratio", "subsidy_rate"),
    ),
    Equation(
        "profit",
        "results",
        r"P_t = \alpha_c R^{\mathrm{core}}_t + \alpha_n R^{\mathrm{new}}_t - \frac{k_H}{4} H_t"
        r" - o\Bigl(\nu\,\frac{R_0}{4} + (1-\nu)\,R_t\Bigr) - K_t",
        needs=("products", "headcount", "cost"),
        inputs=("margin_core", "margin_new", "cost_per_rep", "overhead_rate", "overhead_fixed_share"),
    ),
    Equation(
        "share",
        "results",
        r"\psi_t = \frac{R_t}{\frac{R_0}{\psi_0}\,(1+g_0)^{t/4}\,\frac{\sigma_{q(t)}}{4}}",
        needs=("revenue",),
        inputs=("market.share", "market.growth"),
    ),
    Equation(
        "rep",
        "results",
        r"\bar R_y = \frac{\sum_{t\in y} R_t}{H_{y,4}}",
        needs=("revenue", "headcount"),
    ),
    Equation(
        "front",
        "results",
        r"\varepsilon_y = \frac{\sum_{t\in y} R_t}{\sum_{t\in y} \bigl(\frac{k_H}{4} H_t + K_t\bigr)}",
        needs=("revenue", "headcount", "cost"),
        inputs=("cost_per_rep",),
    ),
    Equation(
        "growth",
        "results",
        r"\hat g_y = \Bigl(\frac{R_y}{R_0}\Bigr)^{1/n} - 1",
        needs=("revenue",),
    ),
    Equation(
        "return",
        "results",
        r"\mathrm{ROI} = \frac{\sum_t \bigl(R_t - R^{(0)}_t\bigr)}{\sum_t K_t}",
        needs=("revenue", "cost"),
    ),
    Equation(
        "limit",
        "results",
        r"\frac{E_{r,t}\,q_t}{E_{r,0}} \lessgtr M_{r,t}",
        needs=("effective", "productivity", "market"),
    ),
)

ENTRY = Equation(
    "entry",
    "customers",
    r"W_{r,t} = w_r\,\frac{\ell_{r,t}\,c_t\,d_t}{\ell^{\ast}_{r,t_0}\,c^{\ast}_{t_0}\,d^{\ast}_{t_0}},\quad"
    r" E_{r,0} = E^{\ast}_{r,t_0},\quad t \ge t_0",
    needs=("leads", "improvement", "pace"),
    inputs=("entries",),
)
"""What stands in the place of "wins" in a region that starts from zero."""

SYMBOLS = {
    "headcount": "H_T",
    "hire_mix": "m_r",
    "attrition_rate": "a",
    "ramp_months": r"\tau",
    "conversion_rate": "c",
    "churn_rate": r"\chi",
    "deal_size": "d",
    "new_product_share": "s",
    "growth": "g_r",
    "budget": "B_c",
    "budget_phasing": r"\varphi",
    "subsidy_rate": "z",
    "pace": r"\pi",
    "momentum": r"\mu",
    "elasticity": r"\beta",
    "cannibalisation": r"\zeta",
    "marketing_lift": "u",
    "adstock": r"\lambda",
    "digital_productivity": r"p_{\mathrm{dig}}",
    "training_productivity": r"p_{\mathrm{trn}}",
    "realisation": r"\rho",
    "ramp_extra": r"\tau_{+}",
    "hiring_attainment": r"\eta",
    "growth_shock": r"\delta",
    "digital_cost_ratio": r"\xi",
    "saturation_constant": r"\kappa",
    "enablement_floor": "f",
    "enablement_digital_weight": "w",
    "market_passthrough": r"\theta",
    "market_response": r"\gamma_r",
    "margin_core": r"\alpha_c",
    "margin_new": r"\alpha_n",
    "cost_per_rep": "k_H",
    "overhead_rate": "o",
    "overhead_fixed_share": r"\nu",
    "off_today": r"\epsilon_0",
    "off_end": r"\epsilon_1",
}
"""The symbol of a lever or assumption, by family."""


def symbol(id: str) -> str:
    """Return the symbol of a lever or assumption in the equations; a regional shock carries its index."""
    if id.startswith("growth_shock."):
        return r"\delta_r"
    family = id.split(".")[0]
    for module in MODULES.values():
        if family in module.symbols:
            return module.symbols[family].latex
    return SYMBOLS[family]


def equations_of(plan: Plan) -> tuple[Equation, ...]:
    """Return the equations that a plan is computed with, its modules' apart, in the order of computation."""
    if not plan.entries:
        return EQUATIONS
    found: list[Equation] = []
    for equation in EQUATIONS:
        found.append(replace(equation, needs=(*equation.needs, ENTRY.id)) if "wins" in equation.needs else equation)
        if equation.id == "wins":
            found.append(ENTRY)
    return tuple(found)


BY_ID = {equation.id: equation for equation in EQUATIONS}


def explained_measures() -> dict[str, str]:
    """Return which equation gives a measure, by the measure's id."""
    return {one.id: one.equation for one in measures(Level.PART) if one.equation}


def upstream(id: str, equations: tuple[Equation, ...] = EQUATIONS) -> tuple[Equation, ...]:
    """Return the equation and everything it rests on, in the order of computation."""
    wanted = {id}
    for equation in reversed(equations):  # every equation needs only earlier ones
        if equation.id in wanted:
            wanted.update(equation.needs)
    return tuple(equation for equation in equations if equation.id in wanted)

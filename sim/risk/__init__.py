"""Risk cases: what a scenario says of them, and what they do to the quantities of the model."""

from sim.risk.effects import central_effects, cost_together, mitigation_cost, sample_effects
from sim.risk.settings import RiskSetting, check_risks, force, parse_word, resolve, with_risk

__all__ = [
    "RiskSetting",
    "central_effects",
    "check_risks",
    "cost_together",
    "force",
    "mitigation_cost",
    "parse_word",
    "resolve",
    "sample_effects",
    "with_risk",
]

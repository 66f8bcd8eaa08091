"""Plan packs: base year, levers, assumption sets, targets and facts of one plan, each with unit and source."""

from sim.plan.facts import Fact
from sim.plan.load import load_plan, plan_ids, read_plan
from sim.plan.plan import Assumption, Lever, Plan, Target

__all__ = ["Assumption", "Fact", "Lever", "Plan", "Target", "load_plan", "plan_ids", "read_plan"]

"""Plan packs: base year, levers, assumption sets, targets and facts of one plan, each with unit and source."""

from sim.plan.catalogue import DEFAULT_PLAN, Catalogue, Folder, find_plan, load_plan, open_catalogue, plan_ids
from sim.plan.facts import Fact
from sim.plan.load import read_plan
from sim.plan.plan import Assumption, Lever, Plan, Target, plan_names

__all__ = [
    "DEFAULT_PLAN",
    "Assumption",
    "Catalogue",
    "Fact",
    "Folder",
    "Lever",
    "Plan",
    "Target",
    "find_plan",
    "load_plan",
    "open_catalogue",
    "plan_ids",
    "plan_names",
    "read_plan",
]

"""A workbook to fill in: a small plan, everything that is not asked for at the program's own values."""

from __future__ import annotations

from sim.language import Language
from sim.plan.from_numbers import pack_from_numbers
from sim.plan.load import read_pack
from sim.plan.plan import Plan
from sim.plan.questions import Form, numbers_of, usual_answers


def template_plan(language: Language, currency: str = "CNY", regions: str = "") -> Plan:
    """Return the plan whose workbook is the template.

    Parameters
    ----------
    currency : ISO 4217 code
    regions : their names, with commas between them; by default two

    Raises
    ------
    PlanError
        Regions that no plan may have.
    """
    said = usual_answers(language)
    if regions:
        said["regions"] = ", ".join(f"{name.strip()} 100" for name in regions.split(","))
    numbers, problems = numbers_of(Form(language.text("new-name-default"), said, currency=currency))
    if numbers is None:
        raise problems[0]
    return read_pack(pack_from_numbers(numbers, "my-plan"))

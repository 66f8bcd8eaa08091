"""Every number of a plan's pack as a row that people edit: found where the workbook finds it, in the reader's units."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.language import Language
from sim.language.errors import PlanError
from sim.plan.admitted import limits_of, written_in
from sim.plan.change_text import change_name, format_of
from sim.plan.changes import PlanChange, near
from sim.plan.distributions import KINDS, OPTIONS
from sim.plan.fact_text import places
from sim.plan.leaves import Path, leaves
from sim.plan.plan import Plan
from sim.plan.questions import range_parts
from sim.plan.schema import JUDGED
from sim.plan.watched import FILE as TRACKING
from sim.plan.workbook.tables import SHEETS, holds
from sim.reading.entries import entries
from sim.reading.numbers import read_typed

RESTING = ("value", *KINDS)
"""Keys of numbers that the source and the reason beside them speak of; a range or a step rests on nothing."""
UNITED = ("range", "step", "size", "quarters", "cost", "strength", "median", "sd", "growth", "low", "high")
MEASURED = (*RESTING, *OPTIONS, *UNITED)
"""Keys of numbers in the unit that stands beside them; a year, a weight or a share has none."""
NO_QUANTITY = ("version", "direction")
"""Keys of numbers that measure nothing: how a file is counted, and what a test holds a lever to."""
BETWEEN = "; "
"""What stands between the numbers of one row."""
LONGEST = 120
DIGITS = 12
"""Digits that survive the way into a unit of a language and back."""

Number = float | int
Numbers = Number | list[Number]


@dataclass(frozen=True)
class NumberRow:
    """One number of a pack, or the numbers of one statement (a range, a distribution).

    Attributes
    ----------
    section : str
        Key of the name of the workbook's sheet that it stands on.
    value : as the pack states it
    unit : str
        The pack's own, "" where it says none.
    source : tuple of str
        Ids of facts and publications, where the pack says what the number rests on.
    assumption : str
        Key of its reasoning.
    sourced : bool
        Whether a source may stand beside it.
    span : (low, high) in the pack's unit, or None
    judged : bool
        Whether the pack may say how well it is known: by its basis, and between which ends it lies.
    basis : str
        "measured", "estimated", "guessed", or "" where it does not say.
    ends : (low, high)
        Between which it lies in eight cases of ten, in the pack's unit; None where the pack does not say.
    """

    section: str
    file: str
    path: Path
    value: Any
    unit: str = ""
    format: str = ""
    source: tuple[str, ...] = ()
    assumption: str = ""
    sourced: bool = False
    span: tuple[float, float] | None = None
    judged: bool = False
    basis: str = ""
    ends: tuple[float, float] | None = None

    @property
    def place(self) -> tuple[str, Path]:
        return self.file, self.path

    @property
    def judgement(self) -> dict[str, Any]:
        """Return what the pack says of how well it is known, None where it does not say."""
        low, high = self.ends or (None, None)
        return {"basis": self.basis or None, "low": low, "high": high}

    @property
    def change(self) -> PlanChange:
        """Return the row as a change that has not been made."""
        return PlanChange(self.file, self.path, self.value, self.value, self.unit, self.format)

    def name(self, language: Language) -> str:
        """Return what it is called in a plan's language."""
        told, plain = change_name(self.change, language), f"{self.file}: "
        if not told.startswith(plain):
            return told
        return " · ".join(part.replace("_", " ") for part in self.path if part != "value")

    def scale(self, language: Language) -> float:
        """Return how often the shown unit goes into the pack's."""
        format = format_of(self.change, language)
        return language.formats[format].scale if format else 1.0

    def shown_unit(self, language: Language) -> str:
        """Return the unit that its number is shown and typed in."""
        format = format_of(self.change, language)
        return language.unit(format) if format else self.unit.replace("_", " ")

    def write(self, value: Any, language: Language) -> str:
        """Return a value as it stands in the table: exact digits with a point, ungrouped, so that it can be edited."""
        if isinstance(value, list):
            return BETWEEN.join(self.write(one, language) for one in value)
        if value is None:
            return ""
        scaled = value * self.scale(language)
        digits = f"{scaled:.{places(scaled)}f}"
        return digits if math.isclose(float(digits), scaled, rel_tol=1e-11, abs_tol=0) else f"{scaled:.{DIGITS}g}"

    def span_text(self, language: Language) -> str:
        """Return the span as it stands beside the number; "" where only the whole plan tells."""
        return "" if self.span is None else " – ".join(self.write(one, language) for one in self.span)

    def ends_text(self, language: Language) -> str:
        """Return the ends as they stand in the table: "5 – 9"."""
        return "" if self.ends is None else " – ".join(self.write(one, language) for one in self.ends)

    def parse_ends(self, text: str, language: Language) -> tuple[Number, Number] | None:
        """Return the ends that somebody typed ("5 to 9 %"), in the pack's unit; None where the cell was emptied.

        Raises
        ------
        PlanError
            No two numbers, the larger one first, or one outside of what is allowed; names the row.
        """
        if not text.strip():
            return None
        ends = self.parse_range(text, language)
        if ends is None:
            raise self._refusal(text, language)
        return ends

    def parse_range(self, text: str, language: Language) -> tuple[Number, Number] | None:
        """Return the two ends of a range that somebody typed; None for anything else. PlanError as `parse_ends`."""
        parts, known = range_parts(text), self.ends or (None, None)
        if len(parts) != 2:
            return None
        low, high = (self._number(part, old, language) for part, old in zip(parts, known, strict=True))
        if low > high:
            raise self._refusal(text, language)
        return low, high

    def parse(self, text: str, language: Language) -> Numbers:
        """Return what somebody typed, in the pack's unit.

        Raises
        ------
        PlanError
            No number, one that could be two, or one outside of what is allowed; names the row.
        """
        text = text.strip()
        if isinstance(self.value, list):
            parts = entries(text, ("groups",))
            if not parts:
                raise self._refusal(text, language)
            known = [*self.value, *([None] * len(parts))]
            return [self._number(part, old, language) for part, old in zip(parts, known, strict=False)]
        return self._number(text, self.value, language)

    def _number(self, text: str, known: Number | None, language: Language) -> Number:
        scale, unit = self.scale(language), self.shown_unit(language)
        digits = text.strip().removesuffix(unit).strip() if unit else text.strip()
        if unit.startswith("%"):
            digits = digits.removesuffix("%").removesuffix("％").strip()
        low, high = (-math.inf, math.inf) if self.span is None else (self.span[0] * scale, self.span[1] * scale)
        found = read_typed(digits, low, high) if len(digits) <= LONGEST else ()
        if len(found) > 1:
            two = " / ".join(f"{one:g}" for one in found)
            raise PlanError("error-plan-number-two", row=self.name(language), value=text[:LONGEST], both=two)
        if not found or not low - abs(low) * 1e-9 <= found[0] <= high + abs(high) * 1e-9:
            raise self._refusal(text, language)
        value = float(f"{found[0] / scale:.{DIGITS}g}")
        if known is not None and math.isclose(value, known, rel_tol=1e-10, abs_tol=1e-15):
            return known
        return int(value) if value.is_integer() and not isinstance(known, float) else value

    def _refusal(self, text: str, language: Language) -> PlanError:
        told = {"row": self.name(language), "value": text[:LONGEST], "unit": self.shown_unit(language) or "none"}
        told["allowed"] = self.span_text(language) or "float"
        return PlanError("error-plan-number" if text.strip() else "error-plan-number-empty", **told)


def number_rows(plan: Plan, files: Mapping[str, str] | None = None) -> tuple[NumberRow, ...]:
    """Return every number of a plan's pack, in the order of the workbook's sheets.

    Parameters
    ----------
    files : other files of the same plan, which need not be fine; by default its own
    """
    files = plan.files if files is None else files
    found: list[NumberRow] = []
    values = {sheet.file: leaves(files.get(sheet.file, ""), sheet.file) for sheet in SHEETS if sheet.kind == "values"}
    for sheet in (one for one in SHEETS if one.kind == "values"):
        known = values[sheet.file]
        found += [
            _row(sheet.text, sheet.file, path, value, known, plan)
            for path, value in known.items()
            if holds(sheet, path)
            and path[-1] not in NO_QUANTITY
            and _is_number(value)
            and not (
                path[-1] in JUDGED and _takes_basis(sheet.file, (*path[:-1], "value"), known)
            )  # they stand beside their number
        ]
    return tuple(found)


def sections(rows: tuple[NumberRow, ...]) -> tuple[str, ...]:
    """Return the sections that rows stand in, in their order."""
    return tuple(dict.fromkeys(row.section for row in rows))


def _row(section: str, file: str, path: Path, value: Any, known: Mapping[Path, Any], plan: Plan) -> NumberRow:
    beside = path[:-1]
    resting = path[-1] in RESTING and any((*beside, name) in known for name in ("source", "assumption"))
    source = known.get((*beside, "source")) if resting else None
    span = limits_of(plan, file, path)
    measured = path[-1] in MEASURED or "range" in path
    unit, format = (near(known, path, name) if measured else "" for name in ("unit", "format"))
    if measured and not unit:  # the pack leaves it to the defaults
        unit, format = written_in(plan, file, path)
    judged = _takes_basis(file, path, known)
    low, high = (known.get((*beside, name)) for name in ("low", "high"))
    if path[-2:-1] == ("fit",):  # an assumption is fitted so that the plan's revenue comes out
        unit, format = (plan.quantities["revenue_total"].unit if path[-1] == "value" else "", "")
    return NumberRow(
        section,
        file,
        path,
        value,
        unit,
        format,
        tuple(source) if isinstance(source, list) else (str(source),) if source else (),
        str(known.get((*beside, "assumption"), "")) if resting else "",
        resting,
        span if isinstance(span, tuple) else None,
        judged,
        str(known.get((*beside, "basis"), "")) if judged else "",
        (low, high) if judged and low is not None and high is not None else None,
    )


def _takes_basis(file: str, path: Path, known: Mapping[Path, Any]) -> bool:
    """Tell whether a number is a `Value` of the schema, which may say its basis and its ends."""
    return (
        path[-1] == "value"
        and path in known
        and path[0] not in ("sets", "presets")  # there a distribution says it, or nothing does
        and file not in (TRACKING, "outside_view.yaml", "references.yaml")
        and any((*path[:-1], name) in known for name in ("source", "assumption"))
    )


def _is_number(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) > 0 and all(_is_number(one) and not isinstance(one, list) for one in value)
    return isinstance(value, int | float) and not isinstance(value, bool)

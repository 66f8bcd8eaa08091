"""What a room can be asked, and what counts as an answer.

Ranges are frozen with the question: no plan is needed later.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from sim.language.errors import RoomError

SLACK = 1e-9
SURE = (0.5, 0.99)
"""What a share of certainty may be: less than an even chance is another range, and nobody is certain."""
MAX_OPTIONS = 8
MAX_LEVERS = 6
MAX_TEAMS = 12
TEAM_NAME = 40
TEXT_LIMIT = 200


class Strict(BaseModel):
    """Frozen, complete, of exactly these types; `NaN` and infinities are no numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Span(Strict):
    """A range of admissible values and the named format they are written in."""

    low: float
    high: float
    format: str

    def holds(self, value: float) -> bool:
        return self.low - SLACK <= value <= self.high + SLACK


class Number(Strict):
    """An answer to Predict: one value in the model's unit."""

    value: float


class Range(Strict):
    """An answer to Estimate: lowest, best and highest value, and the chance that the truth lies between the ends."""

    low: float
    best: float
    high: float
    sure: float = Field(ge=SURE[0], le=SURE[1])


class Choice(Strict):
    """An answer to Vote: the option's place."""

    option: int


class Setting(Strict):
    """An answer to Levers: a value a lever, and what the model makes of them [the measure's unit]."""

    levers: dict[str, float]
    result: float


class _Question(Strict):
    text: str = Field(max_length=TEXT_LIMIT)
    answer: ClassVar[type[BaseModel]]


class Predict(_Question):
    """Guess a result before it is shown: a measure of a year of a scenario; `truth` is what the model says, `base` what
    the measure was in the base year, for orientation."""

    kind: Literal["predict"] = "predict"
    measure: str
    year: int
    span: Span
    truth: float
    base_year: int
    base: float | None
    scenario: dict[str, Any]
    answer: ClassVar[type[BaseModel]] = Number

    def admits(self, given: Any) -> bool:
        return self.span.holds(given.value)


class Estimate(_Question):
    """Estimate an assumption of the plan, or the probability of a risk case, as a range."""

    kind: Literal["estimate"] = "estimate"
    of: Literal["assumption", "risk"]
    id: str
    span: Span
    answer: ClassVar[type[BaseModel]] = Range

    def admits(self, given: Any) -> bool:
        inside = self.span.holds(given.low) and self.span.holds(given.high)
        return inside and given.low <= given.best <= given.high and given.low < given.high


class Option(Strict):
    """One thing to vote for; `scenario` is the id of a saved scenario, or empty."""

    label: str = Field(min_length=1, max_length=TEXT_LIMIT)
    scenario: str = ""


class Vote(_Question):
    """Vote for one of some options."""

    kind: Literal["vote"] = "vote"
    options: tuple[Option, ...] = Field(min_length=2, max_length=MAX_OPTIONS)
    answer: ClassVar[type[BaseModel]] = Choice

    def admits(self, given: Any) -> bool:
        return 0 <= given.option < len(self.options)


class Drag(Strict):
    """One lever to set: where it starts and how far it goes."""

    id: str
    span: Span
    step: float = Field(gt=0)
    start: float


class Levers(_Question):
    """Set a few levers of a scenario and see what a measure of a year becomes; each for themselves, or each team."""

    kind: Literal["levers"] = "levers"
    levers: tuple[Drag, ...] = Field(min_length=1, max_length=MAX_LEVERS)
    measure: str
    year: int
    format: str
    scenario: dict[str, Any]
    start: float
    teams: tuple[Annotated[str, Field(min_length=1, max_length=TEAM_NAME)], ...] = Field((), max_length=MAX_TEAMS)
    answer: ClassVar[type[BaseModel]] = Setting

    @field_validator("teams")
    @classmethod
    def _told_apart(cls, teams: tuple[str, ...]) -> tuple[str, ...]:
        if len(teams) == 1 or len({one.casefold() for one in teams}) < len(teams):
            raise ValueError("teams are told apart by their names")
        return teams

    def admits(self, given: Any) -> bool:
        known = {drag.id: drag for drag in self.levers}
        return set(given.levers) == set(known) and all(known[id].span.holds(one) for id, one in given.levers.items())


Question = Annotated[Predict | Estimate | Vote | Levers, Field(discriminator="kind")]
_questions: TypeAdapter[Any] = TypeAdapter(Question)


def read_question(content: Mapping[str, Any]) -> Any:
    """Return the question that plain JSON values state.

    Raises
    ------
    RoomError
        They state none; names the place.
    """
    try:
        return _questions.validate_python(dict(content), strict=False)
    except ValidationError as problem:
        place = ".".join(map(str, problem.errors()[0]["loc"]))
        raise RoomError("error-room-question", place=place[:80]) from problem


def read_answer(question: Any, content: Mapping[str, Any]) -> Any:
    """Return the answer that plain JSON values state, if the question admits it.

    Raises
    ------
    RoomError
        It is no answer to this question, or out of its range.
    """
    try:
        given = question.answer.model_validate(content)
    except ValidationError as problem:
        raise RoomError("error-room-answer") from problem
    if not question.admits(given):
        raise RoomError("error-room-answer")
    return given

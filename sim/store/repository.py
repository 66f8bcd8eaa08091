"""What a scenario library can do, whatever keeps it. `DuckStore` keeps it in one local file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from sim.model import Results
from sim.scenario import Scenario
from sim.store.records import (
    AssumptionSet,
    Chance,
    Clash,
    Entry,
    Facets,
    Imported,
    Opened,
    Origin,
    Page,
    Query,
    Revision,
    RevisionDiff,
    StoreStatus,
)


class ScenarioRepository(ABC):
    """A library of scenarios. Nothing in it is ever overwritten: each change is a new revision.

    Every method may raise `StoreError`: the library cannot be opened, read or written (nothing of the call is stored
    then), there is no such scenario, or a text breaks a limit. `by` is who does it; empty if unknown.
    """

    @property
    @abstractmethod
    def status(self) -> StoreStatus:
        """Whether the library can be used now; never raises."""

    # -- writing ----------------------------------------------------------------------------------------------------
    @abstractmethod
    def save(
        self,
        scenario: Scenario,
        name: str | None = None,
        *,
        id: str | None = None,
        note: str | None = None,
        tags: Sequence[str] | None = None,
        favourite: bool | None = None,
        by: str = "",
        based_on: int | None = None,
        parent: Origin | None = None,
        assumption_set: AssumptionSet | None = None,
        results: Results | None = None,
        baseline: Results | None = None,
        chance: Chance | None = None,
        on_clash: Clash = "refuse",
    ) -> Entry:
        """Store a scenario with its results: a new one, or with `id` a new revision of one.

        Parameters
        ----------
        name, note, tags, favourite
            None keeps what the scenario has; a new one needs a name.
        based_on : int, optional
            The revision its author had open, so that history shows when two people saved at once.
        parent : Origin, optional
            What a new scenario was made from.
        assumption_set : AssumptionSet, optional
            Somebody's own set whose values the scenario carries as overrides.
        results, baseline : Results, optional
            Deterministic runs, if they are at hand; else computed.
        chance : Chance, optional
            Simulated probability of reaching the target.
        on_clash : "refuse" or "number"
            What to do if another scenario outside the bin has the name: StoreError, or "name (2)".
        """

    @abstractmethod
    def save_as(
        self, id: str, name: str, *, revision: int | None = None, by: str = "", on_clash: Clash = "refuse"
    ) -> Entry:
        """Duplicate a scenario, or one revision of it, under another name; the copy remembers where it came from."""

    @abstractmethod
    def rename(self, id: str, name: str, *, by: str = "", on_clash: Clash = "refuse") -> Entry: ...

    @abstractmethod
    def annotate(self, id: str, note: str, *, by: str = "") -> Entry: ...

    @abstractmethod
    def tag(self, id: str, tags: Sequence[str], *, by: str = "") -> Entry:
        """Give a scenario exactly these tags."""

    @abstractmethod
    def set_favourite(self, id: str, favourite: bool, *, by: str = "") -> Entry: ...

    @abstractmethod
    def delete(self, id: str, *, by: str = "") -> Entry:
        """Move a scenario to the bin; its name becomes free."""

    @abstractmethod
    def restore(self, id: str, *, by: str = "") -> Entry:
        """Take a scenario out of the bin; "(2)" joins its name if that has been taken meanwhile."""

    @abstractmethod
    def revert(self, id: str, revision: int, *, by: str = "") -> Entry:
        """Make a new revision with inputs, results and note of an earlier one."""

    @abstractmethod
    def purge(self, ids: Sequence[str]) -> int:
        """Remove scenarios in the bin for good, with their history; return how many. The one thing not kept."""

    @abstractmethod
    def record_chance(self, run_id: int, chance: Chance) -> None:
        """Add a probability simulated after the run was saved."""

    # -- reading ----------------------------------------------------------------------------------------------------
    @abstractmethod
    def entry(self, id: str, revision: int | None = None) -> Entry: ...

    @abstractmethod
    def resolve(self, name_or_id: str, *, in_bin: bool = False) -> str:
        """Return the id of the scenario people call so.

        Raises
        ------
        StoreError
            There is none, or in the bin several have the name.
        """

    @abstractmethod
    def open(self, id: str, revision: int | None = None) -> Opened:
        """Return inputs, stored results, results as of now, and what has changed in between."""

    @abstractmethod
    def history(self, id: str) -> tuple[Revision, ...]:
        """Return every revision, newest first."""

    @abstractmethod
    def diff(self, id: str, before: int, after: int) -> RevisionDiff: ...

    @abstractmethod
    def find(self, query: Query | None = None) -> Page: ...

    @abstractmethod
    def facets(self) -> Facets: ...

    # -- files ------------------------------------------------------------------------------------------------------
    @abstractmethod
    def export(self, id: str, revision: int | None = None) -> dict[str, Any]:
        """Return a scenario as plain JSON values that `import_scenario` reads."""

    @abstractmethod
    def import_scenario(self, content: bytes, *, by: str = "") -> Imported:
        """Store a scenario from an exported file, under a free name; its results are computed anew.

        Raises
        ------
        FormatError
            Not such a file, too large, from a newer version, or of a plan that is not here.
        ScenarioError
            Inputs that the plan does not admit.
        """

    # -- assumption sets --------------------------------------------------------------------------------------------
    @abstractmethod
    def save_assumption_set(
        self, plan_id: str, name: str, base: str, overrides: Mapping[str, float], *, note: str = "", by: str = ""
    ) -> AssumptionSet:
        """Store an assumption set of one's own, or a new revision of it."""

    @abstractmethod
    def assumption_set(self, plan_id: str, name: str) -> AssumptionSet: ...

    @abstractmethod
    def assumption_sets(self, plan_id: str) -> tuple[AssumptionSet, ...]: ...

    @abstractmethod
    def delete_assumption_set(self, plan_id: str, name: str, *, by: str = "") -> None:
        """Take a set off the list; scenarios saved with it keep their values."""

    @abstractmethod
    def close(self) -> None: ...

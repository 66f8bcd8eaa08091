"""What the audit knows of metrics, scopes, remarks and identities: read once from `data/audit/*.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from sim.reading.units import Unit, read_unit
from sim.reading.writing import clean

DATA = Path(__file__).resolve().parents[2] / "data" / "audit"


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric: how its figures behave. Fields as explained in `data/audit/metrics.yaml`."""

    id: str
    form: str
    of: str = ""
    against: str = ""
    direction: str = ""
    headline: bool = False
    continuous: bool = False
    bounded: bool = False
    signed: bool = False
    adds: bool = False
    complete_list: bool = False
    last_total: bool = False
    portion_of: str = ""
    stage_of: str = ""
    scope: str = ""
    accumulates: bool = False
    exact: bool = False
    whole: tuple[str, ...] = ()

    @property
    def additive(self) -> bool:
        """Whether figures of disjoint parts add up to the whole's figure."""
        return self.form in ("amount", "stock", "share") or self.adds

    @property
    def flow(self) -> bool:
        """Whether figures of consecutive periods add up."""
        return self.form == "amount" or self.adds


@dataclass(frozen=True)
class Identity:
    """A rule by its certainty (arithmetic or wording) and, where it is fixed, its severity."""

    id: str
    certainty: str
    severity: str = ""
    always_high_for_headlines: bool = False


def read_yaml(name: str) -> Any:
    """Return one registry file."""
    return yaml.load((DATA / name).read_text(encoding="utf-8"), yaml.CSafeLoader)


def join_patterns(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _plural(word: str) -> str:
    """Return the plural of an English noun, the name under which a count of it is stated."""
    if not word.isascii() or word.endswith("s"):
        return word
    return f"{word[:-1]}ies" if re.search(r"[^aeiou]y$", word) else f"{word}s"


@dataclass(eq=False)
class Registry:
    """All registries, with the rules for words they do not list."""

    metrics: dict[str, Metric] = field(default_factory=dict)
    metric_names: dict[str, str] = field(default_factory=dict)
    replaced: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        metrics = read_yaml("metrics.yaml")
        for id, spec in metrics["metrics"].items():
            for name in (id, *spec.get("names", [])):
                self.metric_names |= {clean(name.replace(*way)): id for way in (("_", " "), (" ", "_"))}
            if "as" in spec:
                self.replaced[id] = spec["as"]
                continue
            known = {key: value for key, value in spec.items() if key != "names"}
            known["whole"] = tuple(clean(name) for name in spec.get("whole", ()))
            self.metrics[id] = Metric(id, **known)
        self.suffixes: list[dict[str, Any]] = metrics["suffixes"]
        self.per_unit = re.compile(metrics["per_unit"])
        self.flows = re.compile(metrics["flows"])
        self.balances = re.compile(metrics["balances"])
        self.signed = re.compile(metrics["signed"])
        self.once = re.compile(metrics["once"])
        notes = read_yaml("notes.yaml")
        self.flags = {flag: join_patterns(patterns) for flag, patterns in notes["flags"].items()}
        self.about_share: float = notes["about_share"]
        self.span = re.compile(notes["span"], re.IGNORECASE)
        self.threshold = re.compile(notes["threshold"], re.IGNORECASE)
        self.scopes: dict[str, Any] = read_yaml("scopes.yaml")
        self.places: dict[str, list[str]] = {}
        for larger, smaller in self.scopes["places"].items():
            for place in smaller:
                self.places.setdefault(clean(place), []).append(larger)
        identities = read_yaml("identities.yaml")
        self.identities = {id: Identity(id, **spec) for id, spec in identities["identities"].items()}
        self.severity: dict[str, float] = identities["severity"]
        self.ratios: dict[str, dict[str, str]] = identities["ratios"]
        self.differences: dict[str, dict[str, str]] = identities["differences"]
        self.singular: dict[str, str] = identities["singular"]
        self.complements: list[dict[str, Any]] = identities["complements"]

    @staticmethod
    def unit(text: str) -> Unit:
        """Return the unit a word names; one that nobody knows measures itself."""
        return read_unit(text)

    @lru_cache(maxsize=8192)  # noqa: B019
    def metric(self, name: str, unit: str) -> Metric:
        """Return the metric of that name; a name that is not listed is read by its ending and its unit."""
        id = self.metric_names.get(clean(name), re.sub(r"[\s\-]+", "_", clean(name)))
        if spec := self.replaced.get(id):
            base = self.metric(spec["metric"], unit)
            return Metric(**{**{s: getattr(base, s) for s in base.__slots__}, "scope": spec.get("scope", "")})
        if known := self.metrics.get(id):
            if known.form == "change" and self.points_or_percent(name, unit):
                known = replace(known, form="uplift")
            return replace(known, whole=tuple(dict.fromkeys((*known.whole, *self._whole(id, known.of)))))
        measured = self.unit(unit)
        for rule in self.suffixes:
            if id.endswith(rule["ends"]) and (measured.dimension in ("fraction", "ratio") or measured.countable):
                of = rule.get("of", "").format(of=id.removesuffix(rule["ends"]))
                form = rule["form"]
                if form == "change" and not measured.points and measured.dimension == "fraction":
                    form = "uplift"
                if form == "rate" or (form == "share" and measured.dimension != "fraction"):
                    return Metric(id, "rate" if measured.dimension == "fraction" else "level")
                parts = of.removeprefix("online_") if form == "growth" else of
                adds, against = rule.get("adds", False), rule.get("against", "")
                return Metric(id, form, parts, against, adds=adds, whole=self._whole(id, parts))
        if self.per_unit.search(id):
            return Metric(id, "level", whole=self._whole(id, ""))
        if measured.dimension.startswith("money"):
            form = "stock" if self.balances.search(id) else "amount"
            return Metric(id, form, signed=bool(self.signed.search(id)))
        if measured.countable:
            return Metric(id, "amount" if self.flows.search(id) else "stock")
        return Metric(id, "level")

    def points_or_percent(self, name: str, unit: str) -> str:
        """Return the fraction that a metric is the change of, stated in % so that it may be points or per cent of it.

        "" for any other metric.
        """
        id = self.metric_names.get(clean(name), re.sub(r"[\s\-]+", "_", clean(name)))
        measured = self.unit(unit)
        if measured.dimension != "fraction" or measured.points:
            return ""
        known = self.metrics.get(id)
        base = known.of if known and known.form == "change" else id.removesuffix("_change") if not known else ""
        of = self.metrics.get(base)
        fraction = of.form in ("share", "rate") if of else base.endswith(("_share", "_rate"))
        return base if base and base != id and fraction else ""

    def _whole(self, id: str, base: str) -> tuple[str, ...]:
        """Return the scopes that mean the whole: of a metric that speaks about `base`, and of a ratio by its terms."""
        about = [base] if base else list(self.ratio_terms(id) or ())
        return tuple(dict.fromkeys(word for name in about if name in self.metrics for word in self.metrics[name].whole))

    def ratio_terms(self, metric: str) -> tuple[str, str] | None:
        """Return (over, under) of a ratio metric: listed in the registry, or read from "A_per_B" and "A_to_B"."""
        if rule := self.ratios.get(metric):
            return rule["over"], rule["under"]
        match = re.fullmatch(r"(?:average_|avg_)?(.+?)_(?:per|to)_(.+)", metric)
        if not match or match[2].startswith(("10", "year", "month", "day", "hour")):
            return None
        under = self.singular.get(match[2]) or self.metric_names.get(match[2]) or _plural(match[2])
        return self.metric_names.get(match[1], match[1]), under


@lru_cache
def get_registry() -> Registry:
    """Return the registries of `data/audit`."""
    return Registry()

"""Where the documents contradict each other: the readings, what taking one does, and where it is named."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import replace

import pytest
from spoken import spoken

from sim import provenance
from sim.analysis.differences import Entrant
from sim.analysis.text import likely_name
from sim.audit.alternatives import choices, find_reading, find_taken, reads, take, with_reading
from sim.cli import BAD_INPUT, main
from sim.cli.audit import alternatives_document
from sim.export.inputs import assumption_rows
from sim.export.report import make_report
from sim.language import languages
from sim.language.errors import PlanError, ScenarioError
from sim.plan import load_plan
from sim.plan.alternatives import FILE, alternatives, check_alternatives, read_alternatives
from sim.scenario import Scenario

MOMENT = dt.datetime(2026, 1, 2)
PLAN = load_plan("growth-2026-v2")
AS_PLANNED = Scenario.of(PLAN, "plan")
ALL = [(one, reading) for one in alternatives(PLAN) for reading in one.readings]
REPS = find_reading(PLAN, "customers", "reps")


def test_contradictions_of_the_documents_are_questions_of_the_pack():
    assert {"customers", "loyalty", "online"} <= {one.id for one in alternatives(PLAN)}
    assert [reading.set["customer_count"] for reading in alternatives(PLAN)[0].readings] == [213, 570, 7000]
    sold, facts = PLAN.base_revenue.sum(), {id: fact.value for id, fact in PLAN.facts.items()}
    counted = {
        "accounts": sold / (facts["D1-096"] / 100 * sold / facts["D1-144"]),
        "lifetime": sold / (facts["D1-147"] / facts["D1-329"]),
        "reps": facts["D1-028"] * facts["D1-031"],
    }
    for id, count in counted.items():
        assert find_reading(PLAN, "customers", id).set["customer_count"] == pytest.approx(count, rel=0.002)
    assert alternatives(load_plan("growth-2026")) == ()


@pytest.mark.parametrize(("question", "reading"), ALL, ids=lambda one: one.id)
def test_a_reading_is_taken_and_given_back(question, reading):
    changed = with_reading(AS_PLANNED, reading)
    assert reads(changed, reading)
    assert (changed == AS_PLANNED) == (reading is question.own_reading) == reads(AS_PLANNED, reading)
    assert with_reading(changed, question.own_reading) == AS_PLANNED
    assert find_taken(AS_PLANNED, changed) == (None if changed == AS_PLANNED else (question, reading))
    for language in map(spoken, languages()):
        words = PLAN.vocabulary(language)
        assert all(words.text(f"alternative-{question.id}-{reading.id}{part}") for part in ("", ".help"))


def test_each_reading_says_what_it_does_to_the_target():
    for readings in choices(AS_PLANNED):
        for one in readings:
            revenue = with_reading(AS_PLANNED, one.reading).run().annual("revenue")[-1, 0]
            assert one.value == pytest.approx(revenue) and one.in_force == (one.reading is one.question.own_reading)
            assert one.change == pytest.approx(revenue - AS_PLANNED.run().annual("revenue")[-1, 0])
            assert (one.also is None) == one.in_force
    churn = {one.reading.id: one.change for one in choices(AS_PLANNED)[1]}
    assert churn["repurchase"] < churn["renewal"] < churn["churn"] == 0


def test_a_reading_is_named_wherever_the_value_is(capsys):
    scenario = take(AS_PLANNED, ["customers=reps"])
    origin = provenance.assumption(PLAN, "customer_count", own_assumptions=scenario.own_assumptions)
    assert origin.set_by == "user" and [fact.id for fact in origin.facts] == ["D1-028", "D1-031"]
    for language in map(spoken, languages()):
        words = PLAN.vocabulary(language)
        name = words.text("alternative-customers-reps")
        assert name in likely_name(scenario, words)
        assert any(name in line for line in provenance.lines(PLAN, origin, words))
    report = make_report([Entrant("A", scenario)], spoken("zh"), MOMENT, futures=None)
    name = PLAN.vocabulary(spoken("zh")).text("alternative-customers-reps")
    row = next(one for one in assumption_rows(report) if one.id == "customer_count")
    assert row.rests_on == name and name in row.source
    two = take(scenario, ["loyalty=renewal"])
    assert "2" in likely_name(two, PLAN.vocabulary(spoken("en")))
    lever = provenance.lever_value(PLAN, "churn_rate", two.levers["churn_rate"])
    assert [fact.id for fact in lever.facts] == ["D1-223"]
    assert main(["run", "--plan", PLAN.id, "--reading", "customers=reps", "--draws", "16", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["assumptions"]["overrides"] == {"customer_count": 7000}
    assert found["sources"]["assumptions"]["customer_count"]["sources"][:2] == ["D1-028", "D1-031"]


def test_readings_are_listed_and_taken_on_the_command_line(capsys):
    found = alternatives_document(AS_PLANNED)
    assert json.loads(json.dumps(found)) == found
    assert [(one["question"], each["reading"]) for one in found for each in one["readings"]] == [
        (one.id, reading.id) for one, reading in ALL
    ]
    assert main(["audit", "--plan", PLAN.id]) == 0
    assert "customers=reps" in capsys.readouterr().out
    assert main(["run", "--plan", PLAN.id, "--reading", "customers=luck"]) == BAD_INPUT
    assert "customers=reps" in capsys.readouterr().err
    with pytest.raises(ScenarioError):
        take(Scenario.of(load_plan("growth-2026")), ["customers=reps"])


FIRST = "{id: a, set: {customer_count: 213}, source: D1-147}"


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        (f"[{FIRST}, {{id: b, set: {{luck: 1}}, source: D1-147}}]", "luck"),
        (f"[{FIRST}, {{id: b, set: {{customer_count: 1}}, source: D1-147}}]", "50"),
        (f"[{FIRST}, {{id: a, set: {{customer_count: 570}}, source: D1-147}}]", "questions.q"),
        (
            "[{id: a, set: {customer_count: 570}, source: D1-147}, {id: b, set: {customer_count: 600}, source: D1}]",
            "213",
        ),
        ("[{id: a, set: {luck: 5}, source: D1-147}, {id: b, set: {luck: 6}, source: D1}]", "set.luck"),
        (f"[{FIRST}]", "readings"),
        (f"[{FIRST}, {{id: b, set: {{customer_count: 570}}}}]", "b"),
        (f"[{FIRST}, {{id: b, set: {{customer_count: .nan}}, source: D1}}]", "customer_count"),
    ],
)
def test_readings_that_make_no_sense_are_refused_by_name(readings, said):
    text = f"questions: [{{id: q, readings: {readings}}}]"
    with pytest.raises(PlanError) as problem:
        read_alternatives(text)
        check_alternatives(replace(PLAN, extras={**PLAN.extras, FILE: text}))
    assert said in str(problem.value)


def test_a_reading_says_all_that_its_question_is_about():
    assert all(reading.set.keys() == set(one.quantities) for one, reading in ALL)
    assert not any(math.isnan(value) for _, reading in ALL for value in reading.set.values())


def test_whoever_misspells_a_reading_is_told_its_names():
    with pytest.raises(ScenarioError) as told:
        find_reading(PLAN, "customers", "guess")
    for language in languages():
        words = PLAN.vocabulary(spoken(language))
        said = told.value.text(language)
        reps = words.text("with-note", name="customers=reps", note=words.text("alternative-customers-reps"))
        assert "customers=guess" in said and reps in said
        assert "loyalty" not in said, "the readings of the question that was asked"

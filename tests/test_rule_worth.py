"""What rules are worth: paired futures, a table on the command line, and a card with switches on the Risk page."""

from __future__ import annotations

import json

import numpy as np
import pytest
from spoken import spoken
from streamlit.testing.v1 import AppTest

from pages.parts import session
from pages.parts.risk import rules as card
from sim.analysis.rule_worth import TOGETHER, column_name, note_text, rule_table, switches
from sim.cli import BAD_INPUT, DONE, main
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.ensemble import run_ensemble
from sim.scenario.history import History

PLAN = load_plan("growth-2026-v2")
SCENARIO = Scenario.of(PLAN)
DRAWS = 128


@pytest.fixture(scope="module")
def table():
    return rule_table(SCENARIO, DRAWS)


def test_worth_is_the_difference_over_the_same_futures(table):
    def outcome(*on):
        scenario = SCENARIO.with_levers(switches(PLAN, *on))
        return run_ensemble(
            scenario,
            lambda results: {
                "value": results.annual("revenue")[-1],
                "profit": results.annual("operating_profit").sum(axis=0),
            },
            DRAWS,
        )

    before, after = outcome(), outcome("campaign_stop")
    row = next(one for one in table.rows if one.id == "campaign_stop")
    assert row.profit == pytest.approx((after["profit"] - before["profit"]).mean()) and row.profit > 0
    assert row.middle == pytest.approx(np.quantile(after["value"], 0.5))
    assert row.middle_change == pytest.approx(row.middle - np.quantile(before["value"], 0.5))
    assert row.chance_change == pytest.approx(row.chance.value - table.without.value)
    assert [one.id for one in table.rows] == [*PLAN.policies, TOGETHER]


def test_quarters_say_when_a_rule_is_triggered(table):
    for row in table.rows:
        assert row.fired.shape == (12,) and row.fired[-1] == 0
        assert row.ever <= row.fired.sum() + 1e-12 and row.ever >= row.fired.max()
        if row.id != TOGETHER:
            assert row.times == pytest.approx(row.fired.sum())
            assert row.times <= PLAN.policies[row.id].times
    west = next(one for one in table.rows if one.id == "region_help")
    assert west.fired[0] > 0.99, "the west grows by 4 % in its first quarter, not by 25"


def test_whatever_a_scenario_has_switched_on_its_rules_are_compared_with_none(table):
    on = rule_table(SCENARIO.with_levers({"rule.campaign_stop": "on"}), DRAWS)
    assert on.without == table.without and [one.profit for one in on.rows] == [one.profit for one in table.rows]


def test_a_plan_without_rules_has_none():
    assert rule_table(Scenario.of(load_plan()), 16).rows == ()


def test_the_command_line_says_what_rules_are_worth(capsys, table):
    assert main(["rules", "--plan", PLAN.id, "--draws", str(DRAWS), "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert [one["rule"] for one in found["rules"]] == [*PLAN.policies, None]
    assert found["rules"][3]["profit"] == pytest.approx(table.rows[3].profit)
    assert list(found["rules"][0]["fired"]) == list(PLAN.quarters)
    assert main(["rules"]) == BAD_INPUT
    assert "growth-2026-v2" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_card_says_which_rule_brings_most(table, language):
    words = PLAN.vocabulary(spoken(language))
    said = card.title(table, words)
    assert words.text("lever-rule-campaign-stop") in said
    assert card.title(None, words) and "10" in note_text(SCENARIO, table, words)


def test_a_click_switches_a_rule_on_and_off_again():
    def script():
        from pages.parts import session
        from pages.parts.risk import rules
        from sim.language import get_language

        scenario = session.get_scenario()
        rules.show(scenario, None, scenario.plan.vocabulary(get_language("en")))

    app = AppTest.from_function(script)
    app.session_state[session.SLOT] = History.start(session.fresh(PLAN))
    app.run()
    for state in ("on", "off"):
        app.button(key="rule-campaign_stop").click().run()
        assert not app.exception
        assert app.session_state[session.SLOT].now.scenario.levers["rule.campaign_stop"] == state


@pytest.mark.parametrize(("language", "name"), [("en", "P10, revenue 2026"), ("zh", "2026 年营收 P10")])
def test_quantiles_say_of_what_and_of_which_year_they_are(language, name):
    """The columns were called P10 and P50 alone."""
    assert column_name("rule-worth-low", SCENARIO, PLAN.vocabulary(spoken(language))) == name

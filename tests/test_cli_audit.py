"""The audit and sources commands: the keys others rely on, both languages, one-line errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sim.cli import BAD_INPUT, main

FACTS = Path(__file__).resolve().parent.parent / "data" / "plans" / "growth-2026" / "facts.csv"


def run_json(capsys, *words: str):
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def complaint(capsys, *words: str) -> str:
    assert main(list(words)) == BAD_INPUT
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1
    return err


def test_audit_prints_what_was_promised(capsys):
    found = run_json(capsys, "audit")
    assert {"findings", "holds", "counts", "facts", "checked_facts"} <= set(found)
    assert found["facts"] == 513 and found["checked_facts"] > 200
    first = found["findings"][0]
    assert {"severity", "identity", "facts", "stated", "implied", "gap", "sentence", "effect"} <= set(first)
    assert {"identity", "facts", "stated", "implied", "sentence"} <= set(found["holds"][0])
    assert sum(found["counts"].values()) == len(found["findings"])
    effects = [finding["effect"] for finding in found["findings"] if finding["effect"]]
    assert effects and all(effect["unit"] == "CNY_m" and effect["year"] == 2026 for effect in effects)
    largest = max(effects, key=lambda effect: effect["spread"])
    low, high = sorted(side["revenue"] for side in largest["sides"])
    assert largest["spread"] == pytest.approx(high - low, abs=1e-3)


def test_one_document_and_one_table(capsys):
    only = run_json(capsys, "audit", "--document", "D1")
    again = run_json(capsys, "audit", "--facts", str(FACTS), "--document", "D1")
    assert only["findings"] == again["findings"] and only["findings"]
    documents = {source["document"] for finding in only["findings"] for source in finding["sources"]}
    assert documents == {"D1"}


def test_a_strangers_table_has_no_effects(capsys, tmp_path):
    file = tmp_path / "facts.csv"
    file.write_text(
        "document,metric,scope,period,kind,value,unit\n"
        "D1,revenue,company,2024,actual,100,EUR_m\nD1,revenue,company,2024,actual,90,EUR_m\n"
    )
    found = run_json(capsys, "audit", "--facts", str(file))
    assert len(found["findings"]) == 1 and found["findings"][0]["effect"] is None


@pytest.mark.parametrize(("language", "words"), [("en", "findings:"), ("zh", "项结论")])
def test_the_table_is_for_people(capsys, language, words):
    assert main(["audit", "--language", language]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert words in lines[0] and "D1" in out
    assert "revenue_share" not in out, "words, not ids"
    found = json.loads(_json(capsys, "audit"))
    assert len(lines) == 3 + len(found["findings"])


def _json(capsys, *words: str) -> str:
    assert main([*words, "--json"]) == 0
    return capsys.readouterr().out


def test_sentences_follow_the_language(capsys):
    english = run_json(capsys, "audit", "--language", "en")["findings"][0]["sentence"]
    chinese = run_json(capsys, "audit", "--language", "zh")["findings"][0]["sentence"]
    assert english.isascii() is False or english != chinese
    assert "。" in chinese and "。" not in english


@pytest.mark.parametrize(
    "words",
    [
        ("audit", "--facts", "/no/such/file.csv"),
        ("audit", "--document", "D9"),
        ("audit", "--facts"),
        ("audit", "D1"),
        ("audit", "--facts", str(Path(__file__).parent)),
        ("sources", "no-such-word-anywhere-xyz"),
        ("sources", "--plan", "nowhere"),
    ],
)
def test_bad_input_is_one_line(capsys, words):
    assert complaint(capsys, *words)


def test_mistakes_of_a_table_are_named_in_the_line(capsys, tmp_path):
    file = tmp_path / "facts.csv"
    file.write_text("metric,scope,period,kind,value,unit\nrevenue,company,2024,actual,many,CNY_m\n")
    line = complaint(capsys, "audit", "--facts", str(file), "--language", "en")
    assert "Row 2" in line and "value" in line and "many" in line


def test_sources_lead_from_a_number_to_its_source(capsys, plan):
    (found,) = run_json(capsys, "sources", "D1-203")
    assert found["kind"] == "fact" and found["document"] == "D1" and found["section"] == "4.4"
    assert found["value"] == 15 and found["unit"] == "pct_per_year" and found["statement"] == "plan"
    (number,) = found["used_by"]
    assert number["item"] == "lever:growth.east:plan" and number["value"] == pytest.approx(0.15)
    assert any("D1" in line for line in number["lines"])
    everything = run_json(capsys, "sources")
    assert len(everything) >= len(plan.facts) + len(plan.references)
    assert {one["kind"] for one in everything} == {"fact", "publication", "reason"}


def test_several_words_all_have_to_be_there(capsys):
    found = run_json(capsys, "sources", "East", "2026", "target", "--language", "en")
    assert 0 < len(found) < 60
    assert main(["sources", "D1-203", "--language", "zh"]) == 0
    out = capsys.readouterr().out
    assert "华东" in out and "D1 第 4.4 节" in out


def test_the_address_of_a_number_gives_its_sources(capsys, plan):
    found = run_json(capsys, "sources", "lever:headcount")
    numbers = {one["item"]: one for one in found if one["kind"] == "number"}
    assert numbers["lever:headcount:plan"]["value"] == 350 and numbers["lever:headcount:plan"]["sources"] == ["D1-240"]
    assert {one["id"] for one in found if one["kind"] != "number"} == {"D1-028", "D1-240"}
    (share,) = run_json(capsys, "sources", "metric:new_revenue")
    assert share["equations"][-1] == "products"
    assert main(["sources", "metric:revenue", "--language", "en"]) == 0
    assert "Computed by the model" in capsys.readouterr().out


def test_a_run_says_what_every_number_of_it_rests_on(capsys, plan):
    sources = run_json(capsys, "run", "--set", "headcount=310", "--assume", "elasticity=0.2")["sources"]
    assert set(sources["levers"]) == set(plan.levers) and set(sources["assumptions"]) == set(plan.assumptions)
    assert sources["levers"]["headcount"] == {"set_by": "user", "sources": []}
    assert sources["assumptions"]["elasticity"]["set_by"] == "user"
    assert sources["levers"]["churn_rate"]["sources"] == ["D1-191"]
    assert sources["results"]["revenue"]["equations"][-1] == "revenue"
    for entry in (*sources["levers"].values(), *sources["assumptions"].values()):
        assert entry["sources"] or entry["set_by"] == "user"

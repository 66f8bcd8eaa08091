"""Every number of the plan leads to its sources, and every source to the numbers that rest on it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from spoken import spoken

from sim import provenance
from sim.explain.equations import BY_ID, EQUATIONS, STEPS, explained_measures, upstream
from sim.language import languages
from sim.language.errors import SimError
from sim.model.measures import annual_measures
from sim.plan import Fact, fact_text, load_plan
from sim.plan.facts import slug


@pytest.fixture(params=languages())
def language(request):
    return spoken(request.param)


def test_every_number_of_the_plan_rests_on_something(plan):
    origins = provenance.origins(plan)
    items = [origin.item for origin in origins]
    assert len(items) == len(set(items))
    for origin in origins:
        assert origin.sources, origin.item
        assert origin.set_by in ("document", "publication", "judgement", "fit"), origin.item
    kinds = {origin.kind for origin in origins}
    assert kinds == {"quantity", "lever", "assumption", "target", "claim", "risk"}


def test_an_origin_says_where_its_number_stands(plan):
    origin = provenance.quantity(plan, "revenue.east")
    assert [(fact.document, fact.section, fact.unit, fact.kind) for fact in origin.facts] == [
        ("D1", "1.2", "CNY_m", "actual")
    ]
    assert origin.set_by == "document"
    west = provenance.quantity(plan, "revenue.west")
    assert west.set_by == "judgement" and west.reason == "reason-west-split" and len(west.facts) == 3


def test_a_lever_value_comes_from_a_preset_or_from_the_user(plan):
    assert provenance.lever_value(plan, "headcount", 350).variant == "plan"
    assert provenance.lever_value(plan, "headcount", 200.0).variant == "baseline"
    own = provenance.lever_value(plan, "headcount", 310, author="Li")
    assert (own.set_by, own.author, own.sources) == ("user", "Li", ())
    assert provenance.lever_value(plan, "pace", "linear").reason == "reason-pace"


def test_an_assumption_comes_from_its_set_its_default_or_the_user(plan):
    fitted = provenance.assumption(plan, "realisation")
    assert fitted.set_by == "fit" and [fact.id for fact in fitted.facts] == ["D1-123"]
    evidence = provenance.assumption(plan, "elasticity", "evidence")
    assert [id for id, _ in evidence.references] == ["albers-2010"] and evidence.set_by == "publication"
    assert provenance.assumption(plan, "margin_core", "evidence").reason == "reason-margin"
    own = provenance.assumption(plan, "elasticity", "evidence", {"elasticity": 0.2})
    assert own.value == 0.2 and own.set_by == "user"


def test_a_result_leads_to_its_equations_and_to_what_the_plan_says_of_it(plan):
    for name in (*(one.id for one in annual_measures()), "roi"):
        origin = provenance.metric(plan, name)
        assert origin.equations and origin.equations[-1].id == explained_measures()[name]
    revenue = provenance.metric(plan, "revenue")
    assert {"leads", "run-rate", "mix"} <= {equation.id for equation in revenue.equations}
    assert [fact.id for fact in revenue.facts] == ["D1-123"]
    assert "revenue" not in {equation.id for equation in provenance.metric(plan, "headcount").equations}


def test_unknown_names_are_refused_with_what_there_is(plan):
    for call in (provenance.quantity, provenance.metric, provenance.assumption):
        with pytest.raises(SimError, match="nothing-like-it"):
            call(plan, "nothing-like-it")
    with pytest.raises(SimError, match="headcount"):
        provenance.preset_value(plan, "nothing-like-it", "plan")


def test_uses_is_origins_turned_round(plan):
    uses = provenance.uses(plan)
    for origin in provenance.origins(plan):
        for source in origin.sources:
            assert origin in uses[source]
    assert {origin.item for origin in uses["D1-169"]} >= {"lever:budget.digital:plan"}
    ids = [source.id for source in provenance.sources(plan)]
    assert len(ids) == len(set(ids))
    assert set(plan.facts) | set(plan.references) <= set(ids)


def test_every_fact_is_shown_in_words_of_the_language(plan, language):
    """No raw id, in any column of any fact; Chinese holds no English metric."""
    for fact in plan.facts.values():
        for column in ("metric", "scope", "kind", "note"):
            id = getattr(fact, column)
            if id:
                assert language.has(f"fact-{column}-{slug(id)}"), (fact.id, column, id)
        text = fact_text.statement(fact, language)
        assert "_" not in text, text
        assert fact_text.place(fact, language).startswith(fact.document)
        assert fact_text.document_title(plan.documents[fact.document], language)


def test_stated_values_are_never_rounded(plan):
    english, chinese = (spoken(id) for id in ("en", "zh"))
    assert fact_text.value(plan.facts["D4-038"], english) == "CNY 0.0035 m"
    assert fact_text.value(plan.facts["D4-038"], chinese) == "0.35 万元"
    assert fact_text.value(plan.facts["D1-011"], chinese) == "15.2 亿元"
    assert fact_text.value(plan.facts["D1-003"], english) == "USD 22.3 trillion"
    assert fact_text.value(plan.facts["D1-134"], english) == "\N{MINUS SIGN}10 points"


def test_a_users_own_words_are_shown_as_they_are(plan, language):
    own = Fact("X-1", "X", "1", "umbrella_count", "my shop", "sometime", "guess", 3.0, "umbrellas", "wet")
    text = fact_text.statement(own, language)
    for word in ("umbrella count", "my shop", "sometime", "guess", "3 umbrellas"):
        assert word in text


@pytest.mark.parametrize(
    ("stated", "english", "chinese"),
    [
        ("2023", "2023", "2023 年"),
        ("2024-2026", "2024–2026", "2024–2026 年"),
        ("2025H1", "H1 2025", "2025 年上半年"),
        ("2026Q2", "Q2 2026", "2026 年第 2 季度"),
        ("year", "one plan year", "单个计划年度"),
        ("n/a", "no period", "未注明期间"),
    ],
)
def test_periods_in_words(plan, stated, english, chinese):
    fact = dataclasses.replace(plan.facts["D1-011"], period=stated)
    assert fact_text.period(fact, spoken("en")) == english
    assert fact_text.period(fact, spoken("zh")) == chinese


def test_every_origin_can_be_told_in_words(plan, language):
    for origin in provenance.origins(plan):
        if origin.kind != "risk":  # risk names are another file's
            assert provenance.item_name(origin, language)
        for line in provenance.lines(plan, origin, language):
            assert line and "_" not in line.replace("_m", ""), line
    for name in explained_measures():
        assert provenance.lines(plan, provenance.metric(plan, name), language)
        assert provenance.item_name(provenance.metric(plan, name), language)
    named = provenance.lever_value(plan, "headcount", 311, author="Wang")
    assert "Wang" in provenance.lines(plan, named, language)[0]
    assert provenance.lines(plan, provenance.lever_value(plan, "headcount", 311), language)


def test_search_finds_by_number_word_document_and_use(plan):
    english, chinese = (spoken(id) for id in ("en", "zh"))

    def found(query, language=english):
        return {source.id for source in provenance.search(plan, query, language)}

    assert found("D1-123") == {"D1-123"}
    assert "albers-2010" in found("albers")
    assert "albers-2010" in found("elasticity quoted")
    assert "D1-123" in found("2026 revenue company target")
    assert "D1-123" in found("2026 目标 公司 营收", chinese)
    assert found("reps 350") >= {"D1-240"}
    assert found("no such thing anywhere") == set()
    assert found("") == {source.id for source in provenance.sources(plan)}


def test_equations_are_in_order_and_complete(language):
    seen: list[str] = []
    for equation in EQUATIONS:
        assert set(equation.needs) <= set(seen), equation.id
        assert equation.step in STEPS
        assert language.text(f"equation-{equation.id}") and language.text(f"equation-{equation.id}.name")
        seen.append(equation.id)
    assert [STEPS.index(equation.step) for equation in EQUATIONS] == sorted(
        STEPS.index(equation.step) for equation in EQUATIONS
    )
    assert set(explained_measures().values()) <= set(BY_ID)
    assert upstream("spend") == (BY_ID["spend"],)
    for step in STEPS:
        assert language.text(f"equation-step-{step}")


def test_every_lever_and_assumption_enters_some_equation(plan):
    entering = {name for equation in EQUATIONS for name in equation.inputs}
    for id in (*plan.levers, *plan.assumptions):
        assert id in entering or id.split(".")[0] in entering, id
    known = {id.split(".")[0] for id in (*plan.levers, *plan.assumptions, *plan.quantities)} | set(plan.quantities)
    assert entering <= known, entering - known


def test_a_number_has_an_address_under_which_it_is_found(plan, language):
    for origin in provenance.origins(plan):
        assert origin in provenance.find_origins(plan, origin.address)
        assert provenance.find_origins(plan, origin.item) == (origin,) or ":" not in origin.item.removeprefix(
            origin.address
        )
    for name in explained_measures():
        (found,) = provenance.find_origins(plan, f"metric:{name}")
        assert found.equations and provenance.brief(plan, found, language)
    assert {origin.variant for origin in provenance.find_origins(plan, "lever:headcount")} == {"baseline", "plan"}
    for nothing in ("", ":", "lever", "lever:", "lever:nothing", "metric:nothing", "headcount", "rubbish:headcount"):
        assert provenance.find_origins(plan, nothing) == (), nothing


def test_search_by_addresses_and_ids_gives_their_sources_and_no_others(plan, language):
    def found(query):
        return {source.id for source in provenance.search(plan, query, language)}

    assert found("lever:headcount") == {"D1-028", "D1-240"}
    assert found("lever:headcount:plan") == {"D1-240"}
    assert found("D1-028 D1-089") == {"D1-028", "D1-089"}
    assert found("metric:revenue lever:headcount") == {"D1-123", "D1-028", "D1-240"}
    assert found("metric:headcount_rubbish") == set()


def test_the_short_name_of_an_origin_is_honest(plan, language):
    t = language.text
    assert provenance.brief(plan, provenance.assumption(plan, "realisation"), language).startswith(t("model-fit"))
    albers = provenance.brief(plan, provenance.assumption(plan, "elasticity", "evidence"), language)
    assert "Albers" in albers and t("read-secondary.short") in albers
    own = provenance.lever_value(plan, "headcount", 311)
    assert provenance.brief(plan, own, language) == t("origin-user")
    for origin in provenance.origins(plan):
        assert provenance.brief(plan, origin, language), origin.item


def test_headline_numbers_lead_to_their_source(plan, language):
    from pages.parts.reading import Number, Source, _leading
    from pages.parts.source_link import source_of

    for name in (
        "metric:revenue",
        "metric:programme_net",
        "target:revenue",
        "futures:revenue",
        f"risk:{next(iter(plan.risks))}",
    ):
        source = source_of(plan, name, language)
        assert source is not None and source.lines and name.replace(":", "%3A") in source.link
        shown = _leading(Number("<img>", "1", source=source))
        assert shown.startswith("<a ") and "<img" not in shown
    assert source_of(plan, "metric:nothing", language) is None
    assert "<a" not in _leading(Number("x", "1", source=Source("", ("entered here",))))


def test_every_fact_counts_once_by_what_it_is_used_for(plan, capsys):
    from sim.cli import main
    from sim.provenance.catalogue import uses
    from sim.track.fact_use import USES, fact_use

    found = fact_use(plan)
    assert tuple(found.first) == USES
    listed = [id for ids in found.first.values() for id in ids]
    assert sorted(listed) == sorted(plan.facts) and found.use_count == len(plan.facts) - len(found.first["read"])
    assert set(found.first["model"]) | set(found.first["compared"]) == set(uses(plan)) & set(plan.facts)
    assert "D1-290" in found.first["tracked"] and "D2-032" in found.first["classes"]
    assert not set(found.first["read"]) & {one.fact for one in plan.milestones}
    assert main(["sources", "--use"]) == 0
    assert str(found.use_count) in capsys.readouterr().out


def test_a_chance_is_traced_to_what_differs_between_futures(plan, language):
    from pages.parts.sources.number import number_name, number_sentence
    from pages.parts.stage.source_marks import source_marks
    from sim.scenario import Scenario

    scenario = Scenario.of(plan)
    marks = source_marks(plan, "revenue", (), plan.vocabulary(language))["headline"]
    assert marks["chance"][0] == "futures:revenue" != marks["revenue"][0]
    head, goal = provenance.find_origins(plan, "futures:revenue")
    assert (goal.kind, goal.id) == ("target", "revenue")
    assert provenance.lines(plan, head, language)[0].count(language.text("set-evidence")) == 1
    stated = plan.assumption_sets["evidence"]
    differs = provenance.origins_of_spread(plan, "evidence")
    assert {one.id for one in differs if one.kind == "assumption"} == {
        id for id, one in stated.items() if one.uncertain
    }
    assert {one.id for one in differs if one.kind == "risk"} == {id for id, one in plan.risks.items() if one.armed}
    assert not [one for one in provenance.origins_of_spread(plan, "calibrated") if one.kind == "assumption"]
    said = number_sentence(plan, scenario, "futures:revenue", language)
    assert str(sum(one.kind == "risk" for one in differs)) in said
    for asked in ("lever:headcount", "metric:revenue", "assumption:elasticity", "target:revenue", "futures:revenue"):
        assert asked not in number_name(plan, asked, language) != ""
        assert number_sentence(plan, scenario, asked, language)
    assert not number_name(plan, "D1-123", language) and not number_sentence(plan, scenario, "albers", language)


def test_every_fact_of_the_documents_is_told_one_by_one_and_the_kept_table_is_in_step(capsys):
    from sim.cli import main
    from sim.plan.catalogue import shipped_ids
    from sim.track.fact_table import ROLES, as_csv, by_document, fact_table

    rows = fact_table(map(load_plan, shipped_ids()))
    kept = Path(__file__).resolve().parent.parent / "data" / "facts" / "uses.csv"
    assert as_csv(rows) == kept.read_text(encoding="utf-8"), "python -m sim facts --to data/facts/uses.csv"
    told = {row.fact.id: row for row in rows}
    assert set(told) == set(load_plan().facts)
    assert {(row.role, bool(row.used_by)) for row in rows if row.role in ROLES[:5]} == {
        (one, True) for one in ROLES[:5]
    }
    assert not [row for row in rows if row.role in ("read", "audited") and row.used_by]
    assert not [row for row in rows if row.role == "read" and row.audited]
    for id, role, why in (
        ("D1-240", "lever", "rests"), ("D1-017", "base", "rests"), ("D5-003", "base", "rests"),
        ("D1-290", "tracked", "followed"), ("D2-032", "classes", "classifies"), ("D1-001", "audited", "checked"),
        ("D5-006", "read", "no-quantity"),
    ):  # fmt: skip
        assert (told[id].role, told[id].why) == (role, why), id
    counts = by_document(rows)
    assert list(counts) == ["D1", "D2", "D3", "D4", "D5"] and sum(map(sum, map(dict.values, counts.values()))) == 513
    assert main(["facts", "--document", "D5"]) == 0
    assert "D5-053" in capsys.readouterr().out
    assert main(["facts", "--document", "D9"]) == 2 and "D1, D2" in capsys.readouterr().err


def test_what_a_module_changes_is_the_plan_with_it_against_without():
    from sim.provenance.module_worth import module_rows

    plan = load_plan("growth-2026-v2")
    rows = {row.id: row for row in module_rows(plan)}
    assert list(rows) == list(plan.modules) and not module_rows(load_plan())
    assert rows["lines"].revenue == pytest.approx(202.67, abs=0.01)
    assert rows["money"].revenue == 0 and rows["money"].profit < 0, "its upkeep costs, its reserve only holds back"
    assert all(row.levers or row.assumptions for row in rows.values())
    assert sum(row.judged + row.facts + row.read + row.remembered for row in rows.values()) > 0


def test_what_is_left_out_of_a_short_origin_is_counted_apart_from_what_stands_there(plan):
    """“甲、乙等 1 项” says in Chinese that there is one in all."""
    long = next(one for one in provenance.origins(plan) if len(one.facts) > 3)
    assert provenance.brief(plan, long, plan.vocabulary(spoken("zh")), most=1).count("，另有 ") == 1

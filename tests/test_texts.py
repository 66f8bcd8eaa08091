"""The texts of a plan: its own, in its languages, complete or said to be incomplete; never code, never mark-up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml_text

from sim.language import get_language, key, languages
from sim.language.errors import PlanError
from sim.plan import read_plan
from sim.plan.catalogue import SHIPPED
from sim.plan.files import FORMER
from sim.plan.texts import vocabulary

SOURCE = SHIPPED / "growth-2026"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOURCE, tmp_path / "pack"))


def rewrite(pack: Path, language: str, change) -> None:
    """Change the content of one file of texts."""
    path = pack / "texts" / f"{language}.yaml"
    content = yaml_text.read(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml_text.write(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def refused(pack: Path, error: str) -> list[str]:
    with pytest.raises(PlanError) as problem:
        read_plan(pack)
    assert problem.value.key == error
    return [problem.value.text(language) for language in languages()]


def test_two_plans_of_one_process_name_a_lever_differently(pack, plan):
    rewrite(pack, "en", lambda texts: texts["levers"]["headcount"].update(name="Consultants, end 2026"))
    other = read_plan(pack)
    english = get_language("en")
    assert other.vocabulary(english).text("lever-headcount") == "Consultants, end 2026"
    assert plan.vocabulary(english).text("lever-headcount") == "Sales reps, end 2026"
    assert not english.has("lever-headcount")
    both = vocabulary(english, other, plan)
    assert both.text("lever-headcount") == "Consultants, end 2026"  # the first plan's names hold
    assert vocabulary(other.vocabulary(english), plan).text("lever-headcount") == "Sales reps, end 2026"  # bound anew


def test_names_are_no_part_of_what_a_plan_computes(pack, plan):
    rewrite(pack, "zh", lambda texts: texts["levers"]["headcount"].update(name="顾问人数"))
    assert read_plan(pack).hash == plan.hash


def test_a_pack_whose_files_say_the_same_in_other_words_keeps_its_hash(pack, plan):
    assert plan.hash == "4f279b92a825087a"  # what stored scenarios and links name
    (pack / FORMER).unlink()
    today = read_plan(pack).hash
    assert today != plan.hash
    (pack / FORMER).write_text(f'"{today}": "{plan.hash}"\n', encoding="utf-8")
    assert read_plan(pack).hash == plan.hash
    levers = pack / "levers.yaml"
    levers.write_text(levers.read_text(encoding="utf-8").replace("step: 5", "step: 10"), encoding="utf-8")
    assert read_plan(pack).hash not in (today, plan.hash)  # an edit after it is another plan
    (pack / FORMER).write_text('"today": "yesterday"\n', encoding="utf-8")
    assert all(FORMER in text for text in refused(pack, "error-plan-wrong-value"))


@pytest.mark.parametrize("language", languages())
def test_the_shipped_plan_is_complete_in_every_language(plan, language):
    assert plan.texts.missing[language] == ()
    own = plan.vocabulary(get_language(language))
    for fact in plan.facts.values():
        assert own.has(key("fact-metric", fact.metric))


@pytest.mark.parametrize(
    ("kind", "id"),
    [
        ("regions", "west"), ("claims", "base_margin"), ("risks", "price_war"), ("mitigations", "bundles"),
        ("stress", "perfect_storm"), ("reasons", "reason-stress-2025"),
    ],
)  # fmt: skip
def test_a_text_that_the_original_lacks_is_named(pack, kind, id):
    rewrite(pack, "en", lambda texts: texts[kind].pop(id))
    for text in refused(pack, "error-plan-text-missing"):
        assert "texts/en.yaml" in text and f"{kind}.{id}" in text


@pytest.mark.parametrize(
    ("kind", "id", "english", "chinese"),
    [
        ("levers", "headcount", "Sales reps at the end", "2026 年末销售人数"),
        ("levers", "growth.west", "West: demand growth", "西部需求增速"),
        ("products", "new", "new products", "新品"),
        ("budgets", "digital", "Digital", "数字化"),
        ("families", "hire_mix", "Where new reps go", "新增人员的区域分配"),
        ("assumptions", "market_response.west", "Capacity response: West", "产能响应：西部"),
        ("sets", "evidence", "Outside evidence", "外部证据"),
        ("factors", "market", "How the market turns out", "市场走势如何"),
    ],
)
def test_what_has_a_name_in_every_plan_keeps_it_where_the_pack_has_none(pack, kind, id, english, chinese):
    rewrite(pack, "en", lambda texts: texts[kind].pop(id))
    plan = read_plan(pack)
    prefix = {"levers": "lever", "products": "product", "budgets": "budget", "families": "lever", "sets": "set",
              "assumptions": "assumption", "factors": "factor"}[kind]  # fmt: skip
    assert plan.texts.missing["en"] == (f"{kind}.{id}",), "it is counted all the same"
    assert not plan.texts.lacking("en"), "nobody reads another language for it"
    assert plan.vocabulary(get_language("en")).text(key(prefix, id)) == english
    assert plan.vocabulary(get_language("zh")).text(key(prefix, id)) == chinese


def test_a_text_that_a_translation_lacks_falls_back_and_is_said(pack):
    rewrite(pack, "zh", lambda texts: (texts["levers"].pop("headcount"), texts.pop("title")))
    plan = read_plan(pack)
    assert plan.texts.missing == {"en": (), "zh": ("title", "levers.headcount")}
    assert plan.texts.lacking("zh") == plan.texts.missing["zh"], "the original's own name stands in for it"
    chinese = plan.vocabulary(get_language("zh"))
    assert chinese.text("lever-headcount") == "Sales reps, end 2026"
    assert chinese.text("lever-attrition-rate") == "离职率"


def test_a_language_without_a_file_shows_the_original(pack):
    (pack / "texts" / "zh.yaml").unlink()
    plan = read_plan(pack)
    assert plan.texts.languages == ("en",)
    assert plan.vocabulary(get_language("zh")).text("region-west") == "West"


def test_a_file_says_which_language_stands_in(pack):
    rewrite(pack, "zh", lambda texts: texts.update(fallback="tlh"))
    assert all("tlh" in text and "zh.yaml" in text for text in refused(pack, "error-plan-wrong-value"))
    rewrite(pack, "zh", lambda texts: texts.pop("fallback"))
    assert all("texts/zh.yaml" in text for text in refused(pack, "error-plan-texts-original"))
    rewrite(pack, "zh", lambda texts: texts.update(fallback="en"))
    rewrite(pack, "en", lambda texts: texts.update(fallback="zh"))
    refused(pack, "error-plan-texts-original")
    for path in (pack / "texts").iterdir():
        path.unlink()
    refused(pack, "error-plan-texts-original")


def test_a_pack_without_texts_calls_everything_by_its_id(pack, plan):
    shutil.rmtree(pack / "texts")
    other = read_plan(pack)
    assert other.hash == plan.hash
    for language in languages():
        own, ours = other.vocabulary(get_language(language)), plan.vocabulary(get_language(language))
        assert own.text("lever-attrition-rate") == "attrition rate"
        named = [
            name
            for name in plan.texts.of(language)
            if not name.startswith(("fact-", "document-", "plan-demo", "plan-short"))
        ]
        assert all(own.has(name) and ours.has(name) for name in named), "whatever a page asks for is there"
        assert other.texts.missing == dict.fromkeys(("id", "en"), other.texts.missing["en"])
    assert "levers.headcount" in other.texts.missing["en"]


def test_a_chain_of_fallbacks_ends_in_the_original(pack):
    (pack / "texts" / "de.yaml").write_text("fallback: zh\nregions: {west: Westen}\n", encoding="utf-8")
    plan = read_plan(pack)
    assert plan.texts.of("de")["region-west"] == "Westen"
    assert plan.texts.of("de")["region-east"] == "华东"
    (pack / "texts" / "de.yaml").write_text("fallback: fr\n", encoding="utf-8")
    (pack / "texts" / "fr.yaml").write_text("fallback: de\n", encoding="utf-8")
    refused(pack, "error-plan-wrong-value")


@pytest.mark.parametrize("kind", ["levers", "regions", "scopes", "reasons"])
def test_a_name_of_what_the_plan_does_not_have_is_refused(pack, kind):
    entry = {"name": "x", "help": "y"} if kind == "levers" else "x"
    rewrite(pack, "zh", lambda texts: texts[kind].update(unheard_of=entry))
    for text in refused(pack, "error-plan-unknown-key"):
        assert "texts/zh.yaml" in text and f"{kind}.unheard_of" in text


@pytest.mark.parametrize("text", ["", "x" * 3000, "<b>bold</b>", "two\nlines", "bell\x07", "\u202eright to left", 7])
def test_what_is_no_plain_string_is_refused(pack, text):
    rewrite(pack, "en", lambda texts: texts["regions"].update(west=text))
    assert all("texts/en.yaml" in said and "regions.west" in said for said in refused(pack, "error-plan-wrong-value"))


@pytest.mark.parametrize("text", ["{ $x }", "{ lever-headcount }", "-term", "a = b", "100 % { 1 }", "[x](y) *z*"])
def test_code_in_a_name_is_shown_as_it_stands(pack, text):
    rewrite(pack, "en", lambda texts: texts["regions"].update(west=text))
    assert read_plan(pack).vocabulary(get_language("en")).text("region-west") == text


def test_a_file_that_is_no_yaml_or_names_a_thing_twice_is_refused(pack):
    path = pack / "texts" / "zh.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\nregions:\n  west: 西\n", encoding="utf-8")
    assert all("zh.yaml" in text for text in refused(pack, "error-plan-duplicate"))
    path.write_text("fallback: en\nregions: [", encoding="utf-8")
    refused(pack, "error-plan-yaml")
    path.write_bytes(b"\xff\xfe\x00")
    refused(pack, "error-plan-file")

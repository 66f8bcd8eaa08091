"""Texts, numbers and dates by language."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from functools import lru_cache
from itertools import product
from pathlib import Path

import pytest
import yaml_text
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from sim.export.page import break_lines
from sim.language import LOCALES, MINUS, Language, get_language, key, languages, preferred_language
from sim.language.lines import NO_BREAK, unbroken

UNBROKEN = Path(__file__).with_name("tables") / "unbroken.json"


def test_languages_are_folders():
    assert {"en", "zh"} <= set(languages())
    with pytest.raises(KeyError):
        get_language("tlh")


@pytest.mark.parametrize(
    ("language", "value", "format", "expected"),
    [
        ("en", 2447.0, "revenue", "CNY 2.45 bn"),
        ("zh", 2447.0, "revenue", "24.47 亿元"),
        ("en", 60.0, "money", "CNY 60 m"),
        ("zh", 48.0, "money_fine", "4,800 万元"),
        ("en", 0.1744, "percent", "17.4 %"),
        ("zh", 0.1744, "percent", "17.4%"),
        ("zh", 0.027, "points", "2.7 个百分点"),
        ("en", 310.0, "people", "310 reps"),
    ],
)
def test_quantities(language, value, format, expected):
    assert get_language(language).quantity(value, format) == expected


def test_signs():
    english = get_language("en")
    assert english.number(-53, "money") == f"{MINUS}53"
    assert english.number(53, "money", signed=True) == "+53"
    assert english.number(0.2, "money", signed=True) == "0"  # what rounds to zero has no sign
    assert english.number(-0.2, "money", signed=True) == "0"
    assert english.number(math.nan, "money") == "–"


def test_texts_take_arguments_and_plain_numbers():
    text = get_language("en").text("error-year", value=2030, allowed="2024, 2025, 2026")
    assert "2030" in text  # a year is never grouped as 2,030
    with pytest.raises(KeyError):
        get_language("en").text("no-such-text")
    with pytest.raises(KeyError):
        get_language("en").text("error-year", value=2030)  # a missing argument is a defect, not a blank


@pytest.fixture(scope="module")
def of_locale(tmp_path_factory):
    """Return a function that gives a language of a locale, with numbers as they are."""

    @lru_cache
    def make(locale):
        folder = tmp_path_factory.mktemp(locale)
        settings = yaml_text.read((LOCALES / "en" / "formats.yaml").read_text(encoding="utf-8"))
        plain = {"scale": 1, "decimals": 0, "unit": "", "pattern": "{number}"}
        settings |= {"name": locale, "locale": locale, "formats": {"plain": plain}}
        (folder / "formats.yaml").write_text(yaml_text.write(settings), encoding="utf-8")
        return Language(folder)

    return make


@given(
    st.sampled_from(["en", "zh_CN", "de", "de_CH", "fr", "pl", "en_IN"]),
    st.one_of(st.floats(-1e18, 1e18), st.floats(-1e4, 1e4), st.integers(-(10**7), 10**7)),
    st.integers(0, 6),
)
def test_numbers_are_written_as_the_locale_writes_them(of_locale, locale, value, decimals):
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    expected = format_decimal(abs(round(value, decimals)), format=pattern, locale=locale)
    assert of_locale(locale).number(value, "plain", decimals=decimals).lstrip(MINUS) == expected


def test_a_text_asked_for_again_is_the_same_and_arguments_do_not_mix():
    english = get_language("en")

    def written(value):
        return english.text("error-year", value=value, allowed="2024")

    assert len({written(1), written("one"), written(2), written(2.5)}) == 4
    assert written(1) == written(1)
    with pytest.raises(KeyError):
        english.text("error-year", value=1)
    with pytest.raises(KeyError):
        english.text("error-year", value=1)  # a missing argument is missing the second time too


def test_dates_follow_the_language():
    day = dt.date(2026, 11, 22)
    assert get_language("en").date(day) == "Nov 22, 2026"
    assert get_language("zh").date(day) == "2026年11月22日"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("zh-CN", "zh"), ("zh_TW", "zh"), ("en-GB", "en"), ("de-DE", "en"), ("", "en"), (None, "en")],
)
def test_the_browser_chooses_first(wanted, expected):
    assert preferred_language(wanted) == expected


def test_keys_of_a_plan():
    assert key("lever", "growth.west") == "lever-growth-west"
    assert key("lever", "conversion_rate") == "lever-conversion-rate"


@pytest.mark.parametrize("id", languages())
def test_a_name_from_right_to_left_leaves_its_sentence_in_order(id: str) -> None:
    text = get_language(id).text("compare-unknown", name="שלום")
    assert "\u2068שלום\u2069" in text
    assert "\u2068" not in get_language(id).text("compare-unknown", name="Lean 精简")


@pytest.mark.parametrize("language", languages())
def test_one_year_is_no_span(language):
    spoken = get_language(language)
    assert spoken.years(2026, 2026) == "2026"
    assert spoken.years(2024, 2026) != "2024"


def test_a_short_amount_has_the_scale_of_its_plan():
    """A gap of 71 million is no gap of 71 billion because the sentence was written for another company."""
    english, chinese = get_language("en"), get_language("zh")
    assert [english.with_money("CNY", size).unit("revenue") for size in (2500, 500)] == ["CNY bn", "CNY m"]
    assert english.with_money("JPY", 512_000).quantity(3000, "money_fine") == "JPY 3,000 m"
    assert chinese.with_money("JPY", 51_200).quantity(300, "money_fine") == "3.000 亿日元"
    assert english.with_money("EUR", 0.5).unit("revenue") == "EUR k"
    assert chinese.with_money("CNY", 500).unit("revenue") == "亿元"
    assert chinese.with_money("EUR", 500).unit("revenue") == "亿欧元"


def test_an_amount_of_an_index_says_that_it_is_points():
    index = [get_language(id).with_money("XXX", 222) for id in ("en", "zh")]
    assert [one.quantity(222.2, "revenue") for one in index] == ["222.2 points", "222.2 点"]
    assert [one.unit("revenue") for one in index] == ["points", "点"]
    assert [one.unit("revenue") for one in index] == ["points", "点"]


@pytest.mark.parametrize(
    ("language", "region", "day", "moment"),
    [
        ("en", "en-GB", "5 Jan 2026", "05/01/2026, 16:30"),
        ("en", "en-US", "Jan 5, 2026", "1/5/26, 4:30\u202fPM"),
        ("en", "en", "Jan 5, 2026", "1/5/26, 4:30\u202fPM"),
        ("en", "zh-CN", "Jan 5, 2026", "1/5/26, 4:30\u202fPM"),  # another language: its own way stays
        ("en", "x<y>", "Jan 5, 2026", "1/5/26, 4:30\u202fPM"),
        ("en", None, "Jan 5, 2026", "1/5/26, 4:30\u202fPM"),
        ("zh", "zh-HK", "2026年1月5日", "2026/1/5 16:30"),
    ],
)
def test_dates_are_written_as_the_visitors_region_does(language, region, day, moment):
    own = get_language(language).in_region(region)
    assert own.date(dt.date(2026, 1, 5)) == day
    assert own.time(dt.datetime(2026, 1, 5, 16, 30)) == moment
    assert own.quantity(2447.0, "revenue") == get_language(language).quantity(2447.0, "revenue")
    assert own is get_language(language).in_region(region)


@pytest.mark.parametrize("text", json.loads(UNBROKEN.read_text(encoding="utf-8")))
def test_no_line_ends_between_a_number_and_its_unit(text):
    assert unbroken(text.replace("_", " ")) == text.replace("_", NO_BREAK)


def test_a_page_on_paper_breaks_no_amount_either():
    said = "去年营业收入为 15.20 亿元，比规划少 6,000 万元。"
    for width in range(40, 300, 7):
        lines = break_lines(said, width, 10)
        assert "".join(lines).replace(NO_BREAK, "").replace(" ", "") == said.replace(" ", "")
        assert any("15.20\u00a0亿元" in line for line in lines) and any("6,000\u00a0万元" in line for line in lines)
        assert not any(line.startswith(("，", "。")) for line in lines)


@pytest.mark.parametrize(
    ("currency", "size", "english", "chinese"),
    [
        ("JPY", 20, "JPY 20.00 m · JPY 20,000.0 k", "2,000 万日元 · 2,000.00 万日元"),
        ("USD", 5, "USD 5.00 m · USD 5,000.00 k", "500.0 万美元 · 500.000 万美元"),
        ("JPY", 500, "JPY 500.0 m · JPY 500.000 m", "5.000 亿日元 · 50,000.0 万日元"),
        ("EUR", 1520, "EUR 1.52 bn · EUR 1,520.00 m", "15.20 亿欧元 · 152,000 万欧元"),
        ("JPY", 50_000, "JPY 50.00 bn · JPY 50,000.0 m", "500.0 亿日元 · 500.000 亿日元"),
        ("JPY", 512_000, "JPY 512.0 bn · JPY 512,000 m", "5,120 亿日元 · 5,120.00 亿日元"),
        ("KRW", 2.5e6, "KRW 2.50 tn · KRW 2,500.00 bn", "2.500 万亿韩元 · 25,000.0 亿韩元"),
        ("IDR", 5e8, "IDR 500.0 tn · IDR 500,000 bn", "500.0 万亿印尼盾 · 500.000 万亿印尼盾"),
    ],
)
def test_an_amount_is_written_in_the_scale_a_native_would_choose(currency, size, english, chinese):
    """As its headline and at its finest: k, m, bn and tn go by thousands, 万, 亿 and 万亿 by ten thousands."""
    for id, written in (("en", english), ("zh", chinese)):
        language = get_language(id).with_money(currency, size)
        assert " · ".join(language.quantity(size, name) for name in ("revenue", "money_fine")) == written


@pytest.mark.parametrize(
    ("size", "amount", "english", "chinese"),
    [
        (25, 1.08, "CNY 25.00 m · CNY 1.08 m", "2,500 万元 · 108 万元"),
        (618, 267.6, "CNY 618.0 m · CNY 267.6 m", "6.180 亿元 · 2.676 亿元"),
        (2447, 268, "CNY 2.45 bn · CNY 268 m", "24.47 亿元 · 2.68 亿元"),
        (1.5e6, 65_300, "CNY 1.50 tn · CNY 65 bn", "1.500 万亿元 · 0.065 万亿元"),
    ],
)
def test_a_difference_is_written_in_the_unit_of_what_differs(size, amount, english, chinese):
    """Where scales lie four digits apart, nobody says five digits of the lower one for what the higher one says."""
    for id, written in (("en", english), ("zh", chinese)):
        language = get_language(id).with_money("CNY", size)
        assert f"{language.quantity(size, 'revenue')} · {language.quantity(amount, 'money')}" == written


def test_an_amount_in_one_unit_has_one_writing():
    """A tile says 35.45 where a bar of the bridge does, whatever the currency and the size of the company."""
    sizes = (0.05, 0.5, 2, 22.2, 429, 1520, 3545, 50_000, 512_000, 2.5e6, 5e8)
    for language, currency in product(map(get_language, languages()), ("CNY", "EUR", "JPY", "XXX")):
        for size in sizes:
            own = language.with_money(currency, size)
            shared = own.unit("revenue") == own.unit("money")
            assert not shared or own.quantity(size, "revenue") == own.quantity(size, "money")


def test_a_year_of_a_plan_with_a_fiscal_year_is_called_so():
    """Where a sentence names it, also by the plan's own; where a period is to be typed it stays as it is typed."""
    for id, revenue, typed in (("en", "Revenue FY31", "2031H1"), ("zh", "2031 财年营收", "2031H1")):
        language = get_language(id).with_texts({}, {"plan-fiscal": "yes", "plan-last": "2031", "plan-currency": "¥"})
        assert language.text("headline-revenue", year="2031") == revenue
        assert typed in language.text("new-parts-help", year="2031")
        assert "财年年" not in language.text("split-open", year="2031", axes="")
        calendar = get_language(id).with_texts({}, {"plan-fiscal": "no", "plan-last": "2031", "plan-currency": "¥"})
        assert calendar.text("headline-revenue", year="2031") == revenue.replace("FY31", "2031").replace("财年", "年")


def test_words_filled_in_bold_leave_no_blank_in_writing_that_has_none():
    said = {"asked": "none", "goal": "", "target": "", "year": "2026", "phrase": "", "value": "4 亿元", "chance": ""}
    opening = get_language("zh").text("decide-opening", **said, likely="不到 1%")
    assert "概率为<b>不到 1%</b>。" in opening
    assert "概率为 <b>14%</b>。" in get_language("zh").text("decide-opening", **said, likely="14%")


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("Lean", "结果与 Lean 相同。"),
        ("C 线", "结果与 C 线相同。"),
        ("华东", "结果与华东相同。"),
        ("93%", "结果与 93% 相同。"),
    ],
)
def test_what_is_filled_in_stands_apart_from_writing_of_another_kind(value, line):
    chinese = get_language("zh")
    assert chinese.text("compare-line-same", base=value) == line
    said = {"year": "2026", "of": "营收", "forced": 0, "target": "plan"}
    met = chinese.text("sentence-met", opening="", revenue="25 亿元", share="93%", futures="", fit="fit", **said)
    assert "改善兑现 93% 且无风险发生，<b>与规划一致</b>" in met  # and a text still chooses by a word of Latin letters


def test_bold_words_behind_a_latin_name_stand_apart_from_it_too():
    said = {"year": "2026", "measure": "营收", "current": "规划", "gap": "0.42 亿元"}
    higher = get_language("zh").text("compare-verdict-above", base="Lean", **said)
    assert higher == "2026 年营收：<b>规划</b>比 Lean <b>高 0.42 亿元</b>"
    lower = get_language("zh").text("compare-verdict-below", base="Lean", **said)
    assert lower == "2026 年营收：<b>规划</b>比 Lean <em>低 0.42 亿元</em>"


def test_a_fiscal_year_is_called_so_on_axes_over_columns_and_in_spans():
    """Short where a language has a short form; the word that a sentence has for years does not follow it."""
    told = {
        "en": ("FY31", "FY28–31", "Growth, FY29–31", "FY31 FY31 H1", "Spent in FY31"),
        "zh": ("2031 财年", "2028–31 财年", "2029–31 财年复合增速", "2031 财年 2031 财年 H1", "2031 财年支出占比"),
    }
    said = {"en": "Spent in {year}", "zh": "{year} 年支出占比"}
    for id, expected in told.items():
        fiscal = get_language(id).with_texts({}, {"plan-fiscal": "yes", "plan-currency": "¥"})
        growth = fiscal.text("export-headline-cagr", start="2029", end="2031")
        assert fiscal.text("headline-cagr", years=fiscal.years(2029, 2031)) == growth
        periods = " ".join(map(fiscal.period, ("2031", "2031H1")))
        shown = (fiscal.year(2031), fiscal.years(2028, 2031), growth, periods, fiscal.with_year(said[id], "2031"))
        assert shown == expected
        assert get_language(id).year(2031) == get_language(id).period("2031") == "2031"
        assert fiscal.text("library-counted", first=1, last=2031, total=2040).count("2031") == 1


def test_english_has_the_apostrophes_of_print():
    """Both stood side by side in one card; what Streamlit says is looked for in Streamlit's own words."""
    found = [
        f"{path.name}: {line}"
        for path in sorted((LOCALES / "en").glob("*.ftl"))
        if path.name != "controls.ftl"
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#") and re.search(r"[A-Za-z]'", line)
    ]
    assert found == []

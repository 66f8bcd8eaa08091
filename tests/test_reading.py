"""How people write numbers, units and periods, in both languages: each writing with what it means, if anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.reading.encoding import UnreadableText, decode
from sim.reading.formats import as_text
from sim.reading.numbers import decimals_of, read_number, read_typed, style_of
from sim.reading.periods import quarter_of_day, read_period
from sim.reading.units import joint_unit, read_unit

TYPED = json.loads((Path(__file__).parent / "tables" / "typed_numbers.json").read_text(encoding="utf-8"))

# -- numbers ---------------------------------------------------------------------------------------------------------

NUMBERS = {  # writing → value, digits that tell the precision, what stands beside them
    "1250": (1250, "1250", ""),
    "1,250": (1250, "1250", ""),
    "１，２５０": (1250, "1250", ""),
    "1 250": (1250, "1250", ""),
    "1\u00a0250": (1250, "1250", ""),
    "1\u202f250.5": (1250.5, "1250.5", ""),
    "1'250.0": (1250, "1250.0", ""),
    "1’250": (1250, "1250", ""),
    "+1250": (1250, "1250", ""),
    "1.25e3": (1250, "1.25e3", ""),
    "1.10": (1.1, "1.10", ""),
    ".5": (0.5, ".5", ""),
    "−3": (-3, "-3", ""),
    "–3": (-3, "-3", ""),
    "(3.5)": (-3.5, "-3.5", ""),
    "（3.5）": (-3.5, "-3.5", ""),
    "3.5-": (-3.5, "-3.5", ""),
    "\u200b12\ufeff": (12, "12", ""),
    "12%": (12, "12", "%"),
    "12 ％": (12, "12", "%"),
    "(12%)": (-12, "-12", "%"),
    "25 bps": (25, "25", "bps"),
    "3 个百分点": (3, "3", "个百分点"),
    "¥1,250": (1250, "1250", "¥"),
    "￥1,250": (1250, "1250", "¥"),
    "-¥5": (-5, "-5", "¥"),
    "€2.5m": (2.5, "2.5", "€ m"),
    "US$ 1.2 bn": (1.2, "1.2", "US$ bn"),
    "5 Mio. EUR": (5, "5", "Mio. EUR"),
    "1.5万元": (1.5, "1.5", "万元"),
    "2.5亿": (2.5, "2.5", "亿"),
    "1.2k": (1.2, "1.2", "k"),
    "90人": (90, "90", "人"),
}
NO_NUMBERS = [
    "", "-", "abc", "nan", "inf", "1e999", "0x10", "1_000", "1.2.3", "1,23,456", "12,5", "0,125", "½", "二十", "TRUE",
    "12x", "12 apples", "--5", "-(5)", "(-5)", "1 2", "1,250 %%", "5 5", "#DIV/0!", "1e", "１，２",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NUMBERS.items())
def test_numbers_as_people_write_them(text, expected):
    found = read_number(text)
    assert found and (found.value, found.text, found.unit) == expected


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_none(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("2,513", 2.513), ("12,5", 12.5), ("0,125", 0.125), ("1.250,5", 1250.5), ("2 500,5", 2500.5),
     ("2\u202f500,5", 2500.5),
     ("1.250", 1250), ("1.234.567", 1234567), ("−1,5", -1.5), ("1'250,5", 1250.5), ("1,5 Mio. €", 1.5)],
)  # fmt: skip
def test_numbers_with_a_decimal_comma(text, value):
    found = read_number(text, "comma")
    assert found and found.value == value


@pytest.mark.parametrize(
    ("written", "separator", "style", "doubtful"),
    [
        (["2,513", "1,125"], ";", "comma", 2),  # what semicolons are for
        (["2.513"], ";", "comma", 1),
        (["2,513", "1,125"], "\t", "point", 2),
        (["2,513"], "|", "point", 1),
        (["2,513"], "", "point", 1),  # a text in a workbook
        (["2,513"], ",", "point", 0),  # commas part the cells, so they part no decimals
        (["12,5", "2,513"], ";", "comma", 0),
        (["12,5", "2,513"], ",", "comma", 0),
        (["2.5", "2,513"], ";", "point", 0),
        (["1,234,567", "2,513"], ";", "point", 0),
        (["0,125", "2,513"], ";", "comma", 0),
        (["2 500,5", "999,5"], ";", "comma", 0),
        (["12", "n/a", ""], ";", "comma", 0),
        (["1.5", "1,5"], ";", "point", 0),
    ],
)
def test_one_number_decides_for_its_table_and_none_is_guessed(written, separator, style, doubtful):
    found = decimals_of(written, separator)
    assert (found.style, len(found.doubtful)) == (style, doubtful)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3))
def test_a_number_written_with_groups_is_the_same_number(value):
    plain = f"{value:,.3f}"
    found = read_number(plain)
    assert found and found.value == pytest.approx(float(value), rel=1e-12)
    swapped = read_number(plain.translate(str.maketrans(",.", ".,")), "comma")
    assert swapped and swapped.value == found.value


@given(st.text(max_size=30))
def test_no_text_breaks_the_readers(text):
    for reader in (read_number, read_unit, read_period, quarter_of_day, style_of):
        reader(text)


@pytest.mark.parametrize("case", TYPED, ids=lambda case: repr(case["text"]))
def test_typed_numbers_mean_what_their_field_allows(case):
    """The browser's reader is held against the same table."""
    assert list(read_typed(case["text"], case["low"], case["high"])) == case["means"]


# -- units -----------------------------------------------------------------------------------------------------------

MONEY = {  # writing → currency, how many of it
    "元": ("CNY", 1), "人民币": ("CNY", 1), "￥": ("CNY", 1), "¥": ("CNY", 1), "RMB": ("CNY", 1), "CNY": ("CNY", 1),
    "千元": ("CNY", 1e3), "万元": ("CNY", 1e4), "人民币万元": ("CNY", 1e4), "人民币（万元）": ("CNY", 1e4),
    "元(万)": ("CNY", 1e4),
    "单位：万元": ("CNY", 1e4), "百万元": ("CNY", 1e6), "CNY_m": ("CNY", 1e6), "CNY m": ("CNY", 1e6),
    "RMB mn": ("CNY", 1e6),
    "百万人民币": ("CNY", 1e6), "￥m": ("CNY", 1e6), "千万元": ("CNY", 1e7), "亿元": ("CNY", 1e8),
    "十亿元": ("CNY", 1e9),
    "万亿元": ("CNY", 1e12), "$": ("USD", 1), "US$ m": ("USD", 1e6), "US$m": ("USD", 1e6), "$ bn": ("USD", 1e9),
    "USD'000": ("USD", 1e3), "US$000": ("USD", 1e3), "USD_trillion": ("USD", 1e12), "million US dollars": ("USD", 1e6),
    "USD in millions": ("USD", 1e6), "百万美元": ("USD", 1e6), "亿美元": ("USD", 1e8), "k€": ("EUR", 1e3),
    "€k": ("EUR", 1e3),
    "EUR_k": ("EUR", 1e3), "TEUR": ("EUR", 1e3), "T€": ("EUR", 1e3), "Mio. EUR": ("EUR", 1e6), "EUR Mio.": ("EUR", 1e6),
    "MEUR": ("EUR", 1e6), "Mrd. €": ("EUR", 1e9), "万欧元": ("EUR", 1e4), "£m": ("GBP", 1e6), "百万英镑": ("GBP", 1e6),
    "HK$ m": ("HKD", 1e6), "万港元": ("HKD", 1e4), "百万日元": ("JPY", 1e6), "₩bn": ("KRW", 1e9),
    "INR crore": ("INR", 1e7),
    "CHF m": ("CHF", 1e6), "SEK m": ("SEK", 1e6),
}  # fmt: skip
FRACTIONS = {  # writing → factor, a rate a year, points
    "%": (0.01, False, False), "％": (0.01, False, False), "pct": (0.01, False, False),
    "per cent": (0.01, False, False),
    "百分比": (0.01, False, False), "fraction": (1, False, False), "‰": (0.001, False, False),
    "%/年": (0.01, True, False), "pct_per_year": (0.01, True, False), "% p.a.": (0.01, True, False),
    "% a year": (0.01, True, False), "pct_points": (0.01, False, True), "pp": (0.01, False, True),
    "percentage points": (0.01, False, True), "个百分点": (0.01, False, True), "百分点": (0.01, False, True),
    "bps": (0.0001, False, True), "basis points": (0.0001, False, True), "基点": (0.0001, False, True),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MONEY.items())
def test_money_as_people_write_it(text, expected):
    found = read_unit(text)
    assert found.known and found.dimension == f"money {expected[0]}"
    assert found.factor * 1e6 == pytest.approx(expected[1])


@pytest.mark.parametrize(("text", "expected"), FRACTIONS.items())
def test_fractions_as_people_write_them(text, expected):
    found = read_unit(text)
    assert found.known and found.dimension == "fraction"
    assert (found.factor, found.per_year, found.points) == expected


@pytest.mark.parametrize(
    ("text", "dimension", "factor"),
    [("人", "persons", 1), ("千人", "persons", 1000), ("FTE", "persons", 1), ("days", "time", 24),
     ("个月", "time", 730.5),
     ("万台", "台", 10_000), ("thousand units", "units", 1000), ("kg", "kg", 1), ("m3", "m3", 1),
     ("stores", "stores", 1)],
)  # fmt: skip
def test_counts_and_times(text, dimension, factor):
    found = read_unit(text)
    assert found.known and (found.dimension, found.factor) == (dimension, factor)


@pytest.mark.parametrize(
    "text", ["", "m", "k", "亿", "for", "all", "points", "score_of_5", "hours_per_month", "CNY x", "€ per head"]
)
def test_a_word_that_is_no_unit_measures_itself(text):
    found = read_unit(text)
    assert not found.known and not found.countable and found.factor == 1


@pytest.mark.parametrize(
    ("beside", "column", "factor"),
    [
        ("", "CNY_m", 1), ("¥", "CNY_m", 1), ("m", "CNY_m", 1), ("CNY m", "百万元", 1), ("%", "pct", 0.01),
        ("亿", "元", 100), ("万", "人", 10_000), ("k", "persons", 1000), ("万元", "", 0.01),
        ("亿", "CNY_m", None), ("US$", "CNY_m", None), ("%", "fraction", None), ("%", "CNY_m", None),
        ("k", "CNY_m", None),
        ("pp", "pct", None), ("万元", "亿元", None),
    ],
)  # fmt: skip
def test_a_unit_beside_a_number_and_one_in_its_column_agree_or_are_refused(beside, column, factor):
    found = joint_unit(beside, column)
    assert (found and found.factor) == (pytest.approx(factor) if factor is not None else None)


# -- periods ---------------------------------------------------------------------------------------------------------

PERIODS = {  # writing → the period's own name
    "2024": "2024", "FY2024": "2024", "FY24": "2024", "FY'24": "2024", "'24": "2024", "CY2024": "2024",
    "2024年": "2024",
    "2024年度": "2024", "24年": "2024", "2024财年": "2024", "2026E": "2026", "2026F": "2026", "2025A": "2025",
    "2026B": "2026",
    "2026年底": "2026", "2026年末": "2026", "2024全年": "2024", "2026年目标": "2026", "2024-12-31": "2024",
    "31.12.2024": "2024",
    "12/31/2024": "2024", "31/12/2024": "2024", "20241231": "2024", "2024年12月31日": "2024",
    "2024-12-31 00:00:00": "2024",
    "2024H1": "2024H1", "H1 2024": "2024H1", "1H24": "2024H1", "24H2": "2024H2", "2024年上半年": "2024H1",
    "下半年2024": "2024H2",
    "2024年1-6月": "2024H1", "6M24": "2024H1",
    "2024Q1": "2024Q1", "Q1 2024": "2024Q1", "24Q1": "2024Q1", "1Q24": "2024Q1", "1Q 2024": "2024Q1", "Q1'24": "2024Q1",
    "Q1-24": "2024Q1", "Q1/24": "2024Q1", "2024-Q1": "2024Q1", "FY2024 Q1": "2024Q1", "Q1 FY25": "2025Q1",
    "2024年Q1": "2024Q1",
    "2024年一季度": "2024Q1", "2024年第一季度": "2024Q1", "2024年1季度": "2024Q1", "2024年第4季度": "2024Q4",
    "２０２４Q１": "2024Q1",
    "2024Q1E": "2024Q1",
    "2024-03": "2024-03", "2024/03": "2024-03", "2024.03": "2024-03", "202403": "2024-03", "2024年3月": "2024-03",
    "2024M3": "2024-03", "Mar 2024": "2024-03", "March 2024": "2024-03", "Mar-24": "2024-03", "Sept 2024": "2024-09",
    "03/2024": "2024-03", "2011-12": "2011-12",
    "2023-2026": "2023-2026", "2023–26": "2023-2026", "2023至2026": "2023-2026", "2023年至2026年": "2023-2026",
    "2023 to 2026": "2023-2026", "2024前三季度": "2024-01/2024-09", "9M 2024": "2024-01/2024-09",
    "2024Q1-Q3": "2024-01/2024-09",
    "Q1-Q3 2024": "2024-01/2024-09", "2024-01/2024-09": "2024-01/2024-09",
}  # fmt: skip
UNTIMED = {
    "": "none", "n/a": "none", "year": "none", "Q1": "no-year", "第一季度": "no-year", "上半年": "no-year",
    "1月": "no-year",
    "2024W1": "week", "第12周": "week", "45657": "day-number", "2024-06-30": "day", "02/03/2024": "day",
    "2024/25": "fiscal", "FY2024/25": "fiscal", "2024/2025": "fiscal", "FY2024-25": "fiscal",
    "2011/12": "fiscal-or-month",
    "2024-25": "fiscal-or-span", "2024.1": "unclear", "24": "unclear", "soon": "unclear", "2024Q5": "impossible",
    "2024H3": "impossible", "2024-13": "impossible", "2026-2023": "impossible",
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PERIODS.items())
def test_periods_as_people_write_them(text, expected):
    found = read_period(text)
    assert found.timed and found.text == expected
    assert read_period(found.text) == found, "a period's own name means itself"


@pytest.mark.parametrize(("text", "why"), UNTIMED.items())
def test_what_is_no_period_says_why(text, why):
    found = read_period(text)
    assert not found.timed and found.why == why


@pytest.mark.parametrize(
    ("text", "quarter"),
    [("2024-03-31", "2024Q1"), ("2024-01-01", "2024Q1"), ("2024-12-31", "2024Q4"), ("30.06.2024", "2024Q2"),
     ("2024-02-15", None), ("2024-01-31", None), ("2024Q1", None)],
)  # fmt: skip
def test_a_day_that_begins_or_ends_a_quarter_names_it(text, quarter):
    found = quarter_of_day(text)
    assert (found and found.text) == quarter


# -- formats of cells and encodings of files ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "format", "shown", "exact"),
    [
        (2_500_000_000, "#,##0.0,,", "2500.0", "2500"),
        (50_500, "#,##0.0,", "50.5", "50.5"),
        (1_500, "#,##0,.0", "1.5", "1.5"),
        (12_345_678, '0!.0,"万元"', "1234.6 万元", "1234.5678 万元"),
        (12_345_678, "0\\.0,", "1234.6", "1234.5678"),
        (12_345_678, '0!.0000"万"', "1234.5678 万", "1234.5678 万"),
        (500, '#,##0.0" m"', "500.0 m", "500 m"),
        (0.62, "0.0%", "62.0 %", "62 %"),
        (-5, "#,##0;(#,##0)", "-5", "-5"),
        (-2_500, "#,##0.0,;[Red]-#,##0.0,", "-2.5", "-2.5"),
        (1234.5, '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)', "1234.50", "1234.5"),
        (2_500_000, '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', "2.5 M", "2.5 M"),
        (2_500, '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', "2.5 K", "2.5 K"),
        (5, "[$¥-804]#,##0.00", "¥ 5.00", "¥ 5"),
        (5, ";;;", "", ""),
        (0.1 + 0.2, "General", "0.3", "0.3"),
        (5, "0.00E+00", "5", "5"),
        (0.5, "# ?/?", "0.5", "0.5"),
    ],
)
def test_a_cell_is_read_as_its_format_shows_it(number, format, shown, exact):
    assert as_text(number, format, exact=False) == shown
    assert as_text(number, format, exact=True) == exact


@pytest.mark.parametrize(
    ("text", "encoding", "doubtful"),
    [
        ("指标,范围\n营收,公司\n", "gb18030", False),
        ("指標,範圍\n營收,台北\n", "big5", False),
        ("region;value\nKöln;1\nSüd;2\n", "cp1252", True),
        ("region;value\nÎle-de-France;1\n", "cp1252", True),
        ("指标,范围\n营收,喆公司\n", "gb18030", True),
        ("营收,华东\n", "utf-16", False),
        ("营收,华东\n", "utf-8-sig", False),
        ("营收,华东\n", "utf-32", False),
    ],
)
def test_old_encodings_are_told_apart_or_asked_about(text, encoding, doubtful):
    found = decode(text.encode(encoding))
    assert found.text.removeprefix("\ufeff") == text and bool(found.doubtful) == doubtful


@pytest.mark.parametrize(
    ("text", "encoding"), [("Děčín;1\nŁódź;2\n", "cp1250"), ("Москва;1\n", "cp1251"), ("売上,東京\n", "shift_jis")]
)
def test_an_encoding_that_cannot_be_told_is_refused_and_can_be_named(text, encoding):
    with pytest.raises(UnreadableText):
        decode(text.encode(encoding))
    assert decode(text.encode(encoding), encoding).text == text
    with pytest.raises(UnreadableText):
        decode(text.encode(encoding), "no-such-encoding")

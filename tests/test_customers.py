"""Customers in hand: scores against a plain second computation, what cannot be read, and that nothing is kept."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import math
import os
import statistics
import subprocess
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from spoken import spoken
from streamlit.testing.v1 import AppTest

from pages.parts import session
from sim.cli import BAD_INPUT, main
from sim.customers import read_list, scheme_ids, score_list
from sim.customers.cells import read_cells
from sim.customers.example import EXAMPLE_TODAY, example_list
from sim.customers.files import as_csv, as_excel, document
from sim.customers.score import scored_customers
from sim.customers.take import counts, with_customers
from sim.customers.text import classes_title, notes, rows, sentence
from sim.language.errors import FormatError, PlanError, ScenarioError
from sim.plan import load_plan
from sim.plan.customer_classes import customer_classes, read_classes
from sim.reading import plain_workbook as sheets
from sim.reading.doubts import DoubtError
from sim.reading.problems import TableError
from sim.scenario import Scenario
from sim.scenario.history import History

ROOT = Path(__file__).resolve().parent.parent
HEAD = "customer,date,amount (CNY m)\n"


def purchases(plan, text: str | bytes, **choices: str):
    content = text.encode() if isinstance(text, str) else text
    return read_list(plan, content, "list.csv", choices, EXAMPLE_TODAY).sure("list.csv")


@pytest.fixture(scope="module")
def example(plan):
    return read_list(plan, example_list(plan), "e.csv", {"money": "millions"}, EXAMPLE_TODAY).sure("e.csv")


# -- scores ---------------------------------------------------------------------------------------------------------


def by_hand(table, as_of: dt.date, first_day: dt.date) -> dict[str, dict]:
    """Score customers in plain loops, from the definitions; fifths and thirds by places that equals share."""
    start = as_of - dt.timedelta(days=1096)
    nets: dict[str, dict[dt.date, float]] = defaultdict(lambda: defaultdict(float))
    for name, day, amount in table:
        if start < day <= as_of:
            nets[name][day] += amount
    span = max(30, (as_of - max(first_day, start)).days) / 365.25
    found = {}
    for name, days in nets.items():
        bought = [day for day, amount in days.items() if amount > 0]
        if bought:
            years = max(min(1.0, span), (as_of - min(bought)).days / 365.25)
            found[name] = {
                "last": max(bought), "days": (as_of - max(bought)).days, "often": len(bought) / years,
                "money": math.fsum(days.values()), "years": years,
                "recent": math.fsum(a for d, a in days.items() if d > as_of - dt.timedelta(days=365)),
            }  # fmt: skip
    for measure, name in (("last", "r"), ("often", "f"), ("money", "m")):
        values = [one[measure] for one in found.values()]
        for one in found.values():
            place = sum(value < one[measure] for value in values)
            one[name] = place
            one[f"{name}5"], one[f"{name}3"] = 1 + 5 * place // len(values), 1 + 3 * place // len(values)
        if measure == "money":
            for one in found.values():
                one["place"] = one["m"] / max(1, len(values) - 1)
    return found


def class_by_hand(plan, scheme: str, one: dict) -> str:
    if scheme == "quantiles":
        worth = (one["f5"] + one["m5"]) / 2
        usual = [("champions", 4, 4), ("loyal", 3, 3), ("promising", 4, 1), ("middling", 3, 1), ("at_risk", 1, 3)]
        return next((id for id, r, w in usual if one["r5"] >= r and worth >= w), "dormant")
    if scheme == "four":
        if one["days"] <= 30 and one["often"] >= 12 and one["place"] >= 0.8:
            return "high_value"
        if one["days"] <= 60 and one["often"] >= 4 and one["place"] >= 0.2:
            return "potential"
        if one["days"] >= 180 and one["often"] <= 1 and one["place"] <= 0.2:
            return "low_value"
        return "dormant" if one["days"] >= 90 and one["often"] <= 2 else "rest"
    levels = customer_classes(plan).schemes["plan"].levels
    gaps = [
        (abs(c.recency - one["r3"]) ** 2 + abs(c.frequency - one["f3"]) ** 2 + abs(c.money - one["m3"]) ** 2,
         abs(c.recency - one["r3"]), place)
        for place, c in enumerate(levels)
    ]  # fmt: skip
    return levels[min(gaps)[2]].id


@pytest.mark.parametrize("scheme", ["plan", "four", "quantiles"])
def test_classes_churn_and_worth_are_those_of_plain_loops(plan, example, scheme):
    table = list(zip(*(example.table.column(name).to_pylist() for name in ("customer", "day", "amount")), strict=True))
    first, as_of = min(day for _, day, _ in table), max(day for _, day, _ in table)
    book = score_list(plan, example, scheme)
    now = by_hand(table, as_of, first)
    then = as_of - dt.timedelta(days=365)
    before = {
        name: one
        for name, one in by_hand([row for row in table if row[1] <= then], then, first).items()
        if one["last"] > then - dt.timedelta(days=365)
    }
    after = {name for name, day, amount in table if day > then and amount > 0}
    lost = [name not in after for name in before]
    assert book.as_of == as_of and book.total.customers == len(now)
    assert book.total.churn == pytest.approx(statistics.mean(lost)) and book.churn_from == "list"
    for line in book.lines:
        inside = [one for one in now.values() if class_by_hand(plan, scheme, one) == line.id]
        assert line.customers == len(inside), line.id
        if not inside:
            continue
        assert line.revenue == pytest.approx(sum(one["recent"] for one in inside))
        a = statistics.mean(one["money"] / one["years"] for one in inside)
        assert line.a_customer == pytest.approx(a)
        assert line.days == pytest.approx(statistics.median(one["days"] for one in inside))
        watched = [name not in after for name, one in before.items() if class_by_hand(plan, scheme, one) == line.id]
        churn = statistics.mean(watched) if len(watched) >= 20 else book.total.churn
        assert line.watched == len(watched) and line.own_churn == (len(watched) >= 20)
        assert line.churn == pytest.approx(churn)
        assert line.worth == pytest.approx(a * book.margin / (churn + 0.10))
        assert line.plan_worth == pytest.approx(3 * a)
        assert line.renewal == pytest.approx((1 - churn) ** (math.log(0.68) / math.log(0.82)))
    assert sum(line.customers for line in book.lines) == book.total.customers
    assert sum(cell.customers for cell in book.matrix) == book.total.customers
    assert sum(cell.revenue for cell in book.matrix) == pytest.approx(book.total.revenue)


ROWS = st.lists(
    st.tuples(
        st.sampled_from("ABCDEFG"),
        st.dates(dt.date(2020, 1, 1), dt.date(2023, 12, 31)),
        st.integers(-50, 500).map(lambda cents: cents / 100),
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=12, deadline=None)
@given(ROWS, st.sampled_from(["plan", "four", "quantiles"]))
def test_any_list_is_scored_as_plain_loops_do(table, scheme):
    plan = load_plan("growth-2026")
    read = purchases(plan, HEAD + "".join(f"{name},{day},{amount}\n" for name, day, amount in table))
    as_of = max(day for _, day, _ in table)
    expected = by_hand(table, as_of, min(day for _, day, _ in table))
    if not expected:
        with pytest.raises(FormatError):
            score_list(plan, read, scheme)
        return
    book = score_list(plan, read, scheme)
    assert book.total.customers == len(expected)
    sums = [one["money"] for one in expected.values()]
    if not any(abs(a - b) < 1e-9 for i, a in enumerate(sums) for b in sums[:i]):
        # Equal sums may differ in their last digit by the order of adding.
        found = scored_customers(plan, read, book).to_pylist()
        classes = {one["customer"]: one["class"] for one in found}
        assert classes == {name: class_by_hand(plan, scheme, one) for name, one in expected.items()}


def test_equal_customers_are_in_one_class(plan):
    text = HEAD + "".join(f"C{n},2023-06-01,1\n" for n in range(9))
    book = score_list(plan, purchases(plan, text), "quantiles")
    assert [line.customers for line in book.lines if line.customers] == [9]


def test_a_list_too_short_for_churn_takes_the_plans(plan):
    book = score_list(plan, purchases(plan, HEAD + "A,2023-01-01,1\nB,2023-06-30,2\n"))
    assert book.churn_from == "plan" and book.total.churn == 0.18
    assert "18 %" in sentence(plan, book, plan.vocabulary(spoken("en")))


def test_a_plan_without_classes_has_fifths():
    other = load_plan("digital-2026")
    assert scheme_ids(other) == ("quantiles",)
    book = score_list(other, purchases(other, HEAD + "A,2024-01-01,1\nB,2024-06-30,2\n"))
    assert book.scheme == "quantiles" and math.isnan(book.total.renewal) and book.worth_years == 3
    with pytest.raises(FormatError, match="plan"):
        score_list(other, purchases(other, HEAD + "A,2024-01-01,1\n"), "plan")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("schemes: {a: {source: D1-192}}", "limits"),
        ("schemes: {a: {levels: [{id: x, recency: 1, frequency: 1, money: 1}]}}", "schemes.a"),
        ("schemes: {a: {source: D1-192, levels: [{id: x, recency: 4, frequency: 1, money: 1}]}}", "recency"),
        ("worth: 3", "worth"),
        ("worth_years: {value: 3, unit: years}", "worth_years"),
    ],
)
def test_a_pack_that_states_classes_badly_is_refused(text, told):
    with pytest.raises(PlanError, match=told):
        read_classes(text)


# -- reading --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "amounts"),
    [
        ("客户编号,日期,金额（万元）\nA,2024年3月5日,\"1,200.5\"\n", [12.005]),
        ("\ufeffcustomer;date;amount (CNY k)\nA;31.12.2023;1.234,5\nB;2023-12-30;-2,5\n", [1.2345, -0.0025]),
        ("Purchases 2023\n\nclient,order date,note,value (CNY)\nA,2023-05-01,\"x, y\",1e6\nB,20230502,,(500000)\n",
         [1.0, -0.5]),
        ("customer\tdate\tamount\nA\t2023/5/1\t¥ 1,000,000\nB\t2023-05-01T08:30:00Z\t2.5万元\n", [1.0, 0.025]),
        ("customer|date|amount (CNY m)\n\"A\n1\"|2023-05-13 10:00|１２\n||\nB|13/05/2023|3\n", [12.0, 3.0]),
    ],
)  # fmt: skip
def test_lists_are_read_as_people_write_them(plan, content, amounts):
    found = purchases(plan, content).table.column("amount").to_pylist()
    assert sorted(found) == pytest.approx(sorted(amounts))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_old_encodings_are_read(plan, encoding):
    content = "客户,日期,金额（元）\n北京公司,2024-03-05,1000000\n".encode(encoding)
    assert purchases(plan, content).table.column("customer").to_pylist() == ["北京公司"]


@pytest.mark.parametrize(
    ("content", "kind", "choice", "amount", "day"),
    [
        ("customer,date,amount\nA,2023-05-01,2\n", "money", "millions", 2.0, dt.date(2023, 5, 1)),
        ("customer,date,amount (CNY)\nA,5/3/2023,2000000\n", "days", "month-first", 2.0, dt.date(2023, 5, 3)),
        ("customer;date;amount (CNY m)\nA;2023-05-01;2,513\n", "decimal", "point", 2513.0, dt.date(2023, 5, 1)),
    ],
)
def test_what_could_be_read_otherwise_is_asked(plan, content, kind, choice, amount, day):
    with pytest.raises(DoubtError) as asked:
        purchases(plan, content)
    assert [one.kind for one in asked.value.doubts] == [kind]
    assert all(one.text(spoken(language)) for one in asked.value.doubts for language in ("en", "zh"))
    read = purchases(plan, content, **{kind: choice})
    assert read.table.column("amount").to_pylist() == [amount] and read.table.column("day").to_pylist() == [day]


BAD = [
    (HEAD + "A,2023-05-01,1\n,2023-05-02,1\n", 3, "customer"),
    (HEAD + "A,May,1\n", 2, "May"),
    (HEAD + "A,45321,1\n", 2, "YYYY-MM-DD"),
    (HEAD + "A,1889-01-01,1\n", 2, "1990"),
    (HEAD + "\nA,2023-05-01,abc\n", 3, "abc"),
    (HEAD + "A,2023-05-01,\n", 2, "(CNY m) No amount is given (1 row). Write a plain number"),
    (HEAD + "A,2023-05-01,12k about\n", 2, "Write a plain number like 1250.50"),
    (HEAD + "A, ,5\n", 2, "date No day is given (1 row). Write it like"),
    (HEAD + "A,2023-05-01,nan\n", 2, "nan"),
    (HEAD + "A,2023-05-01,5 kg\n", 2, "kg"),
    ("customer,date,amount (EUR)\nA,2023-05-01,5\n", 1, "EUR"),
    (HEAD + "A,2023-05-01,1,234\n", 2, "4 cells"),
    (HEAD + "A,2023-05-01,1\nB,2023-05-01\n", 3, "2 cells"),
    (HEAD + "x" * 300 + ",2023-05-01,1\n", 2, "200"),
    ("customer,day,date,amount (CNY)\nA,2023-05-01,2023-05-01,1\n", 1, "day"),
    ("customer,amount (CNY)\nA,1\n", 1, "date"),
]


@pytest.mark.parametrize(("content", "row", "told"), BAD)
def test_what_is_not_understood_is_named_by_row(plan, content, row, told):
    with pytest.raises(TableError) as refused:
        purchases(plan, content)
    problems = refused.value.problems
    assert problems[0].row == row
    assert told in " ".join([problems[0].column, problems[0].text(spoken("en"))])
    assert all(one.text(spoken("zh")) for one in problems)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n\n", b"a,b\n1,2\n", HEAD.encode(), b"\x00\x01\x02" * 50, b"PK\x03\x04 no workbook", b"\xff\xfe\x00",
        HEAD.encode() + b",,\n , ,\n", HEAD.encode() + b"A,2023-05-01,\xff\n", HEAD.encode() + b'"A,2023-05-01,1\n' * 3,
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_words(plan, content):
    with pytest.raises(FormatError) as refused:
        purchases(plan, content)
    assert all(refused.value.text(language) for language in ("en", "zh"))


def test_no_cell_is_ever_a_statement_or_a_formula(plan):
    names = ["x'); DROP TABLE cells; --", "=HYPERLINK(1)", "@SUM(1)", '"', "read_csv('/etc/passwd')", "$as_of"]
    out = io.StringIO()
    csv.writer(out).writerows([["customer", "date", "amount (CNY m)"], *([one, "2023-05-01", "1"] for one in names)])
    read = purchases(plan, out.getvalue())
    assert sorted(read.table.column("customer").to_pylist()) == sorted(names)
    book = score_list(plan, read)
    language = plan.vocabulary(spoken("en"))
    written = [row[0] for row in csv.reader(io.StringIO(as_csv(plan, read, book, language).decode("utf-8-sig")))][1:]
    assert len(written) == 6 and not any(one.startswith(("=", "@", "+", "-")) for one in written)


def test_a_workbook_is_read_as_it_is_seen(plan):
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["客户名称", "成交日期", "金额（万元）"])
    sheet.append(["甲公司", dt.date(2023, 5, 1), 120.5])
    sheet.append(["乙公司", dt.datetime(2023, 6, 1, 8, 30), "80"])
    out = io.BytesIO()
    book.save(out)
    read = read_list(plan, out.getvalue(), "list.xlsx", {}, EXAMPLE_TODAY).sure("list.xlsx")
    assert sorted(read.table.column("amount").to_pylist()) == pytest.approx([0.8, 1.205])
    assert sorted(read.table.column("day").to_pylist()) == [dt.date(2023, 5, 1), dt.date(2023, 6, 1)]


# -- nothing is kept, and what is asked for ---------------------------------------------------------------------------


def test_nothing_of_a_list_is_written_anywhere(plan, tmp_path):
    """No file is made and none left, the library is not even opened, and the database reaches nothing outside."""
    library = tmp_path / "library.duckdb"
    places = {"SCENARIO_DB": str(library), "TMPDIR": str(tmp_path / "temporary"), "PYTHONPATH": str(ROOT)}
    (tmp_path / "temporary").mkdir()
    (tmp_path / "list.csv").write_bytes(example_list(plan))
    before = sorted(tmp_path.rglob("*"))
    # In a process of its own: what other tests left running in this one may open a library, too.
    command = [sys.executable, "-m", "sim", "customers", "list.csv", "--money", "millions", "--json"]
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, **places}, capture_output=True, check=True)
    found = json.loads(done.stdout)
    assert sum(one["customers"] for one in found["classes"]) == found["all"]["customers"] == 213
    assert sorted(tmp_path.rglob("*")) == before and not library.exists()
    from sim.customers.reading import memory_database

    with memory_database() as database, pytest.raises(Exception, match="disabled"):
        database.execute("SELECT * FROM read_csv('list.csv')")


def test_the_workbook_holds_the_classes_and_no_customer(plan, example):
    language = plan.vocabulary(spoken("zh"))
    book = score_list(plan, example, "four")
    content = as_excel(plan, book, language)
    opened = load_workbook(io.BytesIO(content))
    sheet = opened.worksheets[0]
    assert sheet.max_row == len(book.lines) + 2 and sheet.cell(2, 1).value == "高价值客户"
    assert sheet.cell(2, 2).value == book.lines[0].customers
    texts = {str(one.value) for part in opened.worksheets for row in part.iter_rows() for one in row}
    assert not texts & set(example.table.column("customer").to_pylist())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nobody_is_said_to_lose_most_where_all_lose_alike_as_written(plan, example, language):
    """One of a thousand customers left: its class is told of by "0 %" a year, and so is every other."""
    book = score_list(plan, example, scheme_ids(plan)[0])
    words, total = plan.vocabulary(spoken(language)), dataclasses.replace(book.total, churn=0.0001)
    most = dataclasses.replace(book.lines[0], churn=0.004, own_churn=True)
    alike = dataclasses.replace(
        book, total=total, lines=(most, *(dataclasses.replace(one, own_churn=False) for one in book.lines[1:]))
    )
    apart = dataclasses.replace(alike, lines=(dataclasses.replace(most, churn=0.05), *alike.lines[1:]))
    assert words.quantity(0.004, "percent_whole") not in classes_title(alike, words)
    assert words.quantity(0.05, "percent_whole") in classes_title(apart, words)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_sentence_is_said(plan, language):
    text = HEAD + "A,2019-01-01,5\nA,2023-05-01,1\na,2023-06-01,2\nB,2023-06-02,-1\n"
    words = plan.vocabulary(spoken(language))
    for scheme in scheme_ids(plan):
        book = score_list(plan, purchases(plan, text), scheme)
        assert book.facts.returns == 1 and book.facts.before_window == 1 and book.facts.alike == 1
        assert book.facts.without == 1
        said = [
            sentence(plan, book, words),
            *notes(plan, book, words),
            *(cell for row in rows(plan, book, words) for cell in row),
        ]
        assert all(said) and not any("customers-" in one for one in said)
        json.dumps(document(plan, book), allow_nan=False)


def test_the_command_complains_in_one_line(capsys, plan, tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(example_list(plan))
    for words in (["--classes", "nine", "--as-read"], ["--as-of", "soon", "--as-read"], ["--to", "x.pdf"], []):
        assert main(["customers", str(file), *words]) == BAD_INPUT
        out, err = capsys.readouterr()
        assert out == "" and err.count("\n") == 1
    target = tmp_path / "book.xlsx"
    assert main(["customers", str(file), "--money", "millions", "--to", str(target)]) == 0
    assert load_workbook(target).worksheets[0].max_row == 10


def test_a_list_gives_a_plan_that_counts_customers_their_number(capsys, example, tmp_path):
    second = load_plan("growth-2026-v2")
    scenario = Scenario.of(second, "plan")
    book = score_list(second, example)
    assert counts(second) and not counts(load_plan("growth-2026"))
    taken = with_customers(scenario, book)
    assert taken.own_assumptions == {"customer_count": book.total.customers} and taken.levers == scenario.levers
    few = dataclasses.replace(book, total=dataclasses.replace(book.total, customers=3))
    with pytest.raises(ScenarioError, match="customer_count"):
        with_customers(scenario, few)
    file = tmp_path / "list.csv"
    file.write_bytes(example_list(second))
    assert main(["customers", str(file), "--plan", second.id, "--money", "millions"]) == 0
    assert f"--assume customer_count={book.total.customers}" in capsys.readouterr().out


def test_the_page_scores_a_list_and_puts_it_away(plan):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.session_state[session.SLOT] = History.start(session.fresh(load_plan("growth-2026-v2")))
    app.switch_page("pages/customers.py").run()
    assert not app.exception
    app.file_uploader[0].upload("list.csv", (HEAD + "A,2023-05-01,1\nB,soon,2\n").encode(), "text/csv").run()
    shown = " ".join(one.proto.body for one in app.get("html"))
    assert "soon" in shown and 'class="rd-numbers"' not in shown
    many = "".join(f"C{place},2023-{1 + place % 12:02}-05,{1 + place}\n" for place in range(80))
    app.file_uploader[0].upload("list.csv", (HEAD + many).encode(), "text/csv").run()
    app.button(key="customers-use").click().run()
    assert app.session_state[session.SLOT].now.scenario.own_assumptions == {"customer_count": 80}
    app.button(key="undo").click().run()
    assert not app.exception and not app.session_state[session.SLOT].now.scenario.own_assumptions
    app.button(key="customers-example").click().run()
    assert not app.exception and "customers-use" not in {one.key for one in app.button}
    assert 'class="rd-numbers"' in " ".join(one.proto.body for one in app.get("html"))
    app.segmented_control(key="customers-scheme").set_value("four").run()
    assert not app.exception and "Between the rules" in " ".join(one.proto.body for one in app.get("html"))
    app.button(key="customers-put-away").click().run()
    assert not app.exception and "customers-held" not in app.session_state


# -- large workbooks ------------------------------------------------------------------------------------------------
def _workbook(rows: list[list[object]]) -> bytes:
    book, target = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(target)
    return target.getvalue()


LIST = [["List of ours"], [], ["Date", "Customer", "Note", "Amount"]]
LIST += [[dt.datetime(2023, 1 + place % 12, 5), f"C{place % 9}", "x", 100.25 * place - 30] for place in range(60)]
LIST[20] = [None, None, None, None]
LIST[21] = [dt.datetime(2023, 5, 1, 8, 30), " C1\n", "x", 0.1 + 0.2]


def test_a_large_workbook_is_read_as_a_small_one(plan, monkeypatch):
    source = _workbook([[], [], *([None, *row] for row in LIST)])  # it need not begin in the first cell
    small = read_cells(source, "l.xlsx", {})
    monkeypatch.setattr(sheets, "PLAIN_FROM", 0)
    large = read_cells(source, "l.xlsx", {})
    assert large.table.to_pylist() == small.table.to_pylist()
    assert (large.layout.places, large.layout.headings) == (small.layout.places, small.layout.headings)
    assert [large.row(place) for place in range(59)] == [small.row(place) for place in range(59)]
    book = load_workbook(io.BytesIO(source))
    book.create_sheet("empty, as old programs add them")
    book.create_chartsheet("chart")
    book.create_sheet("hidden").append(["words"])
    book["hidden"].sheet_state = "hidden"
    more = io.BytesIO()
    book.save(more)
    assert read_cells(more.getvalue(), "l.xlsx", {}).table.equals(large.table)
    book.create_sheet("words").append(["words"])
    two = io.BytesIO()
    book.save(two)
    with pytest.raises(FormatError, match="one visible sheet"):
        read_cells(two.getvalue(), "l.xlsx", {})
    del book["words"]
    book.worksheets[0].column_dimensions["C"].hidden = True
    hidden = io.BytesIO()
    book.save(hidden)
    with pytest.raises(FormatError, match="hidden"):
        read_cells(hidden.getvalue(), "l.xlsx", {})


@pytest.mark.parametrize("made", ["a merged cell", "a hidden row", "a hidden column"])
def test_a_large_workbook_that_shows_other_than_it_holds_is_not_read(made, monkeypatch):
    """What a letter tells of the sheet before its words are looked for must let none of them through."""
    monkeypatch.setattr(sheets, "PLAIN_FROM", 0)
    book = load_workbook(io.BytesIO(_workbook(LIST)))
    sheet = book.worksheets[0]
    if made == "a merged cell":
        sheet.merge_cells("B5:B6")
    elif made == "a hidden row":
        sheet.row_dimensions[7].hidden = True
    else:
        sheet.column_dimensions["C"].hidden = True
    saved = io.BytesIO()
    book.save(saved)
    with pytest.raises(FormatError) as problem:
        read_cells(saved.getvalue(), "l.xlsx", {})
    assert problem.value.key == "error-customers-plain"


def test_what_would_fill_the_memory_ends_a_process_of_its_own(monkeypatch):
    monkeypatch.setattr(sheets, "PLAIN_FROM", 0)
    source = _workbook([["customer", "date", "amount"], ["A", "2023-01-01", 1]])
    for more, told in ((b"", "error-customers-memory"), (b' hidden="1"', "error-customers-plain")):
        far = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(far, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                text = old.read(part)
                if part.filename == "xl/worksheets/sheet1.xml":
                    text = text.replace(b'r="C2"', b'r="XFD1048576"').replace(b'row r="2"', b'row r="1048576"' + more)
                new.writestr(part.filename, text)
        with pytest.raises(FormatError) as problem:  # 17 billion cells, laid out whole while what they hide is found
            read_cells(far.getvalue(), "far.xlsx", {})
        assert problem.value.key == told
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("xl/worksheets/sheet1.xml", b" " * 30 * 1024 * 1024)
    with pytest.raises(FormatError):
        read_cells(bomb.getvalue(), "bomb.xlsx", {})
    double = io.BytesIO(source)
    with zipfile.ZipFile(double, "a") as new, pytest.warns(UserWarning, match="Duplicate name"):
        new.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")
    with pytest.raises(FormatError) as problem:
        read_cells(double.getvalue(), "double.xlsx", {})
    assert problem.value.key == "error-table-format", "no workbook, whatever its size"
    lie = bytearray(source)
    at = lie.rindex(b"xl/worksheets/sheet1.xml") - 46 + 24  # the size that the directory states
    lie[at : at + 4] = (12).to_bytes(4, "little")
    with pytest.raises(FormatError):
        read_cells(bytes(lie), "lie.xlsx", {})

"""Customers in hand: a million rows read and scored by each way of classing; the promise is three seconds."""

from __future__ import annotations

import io
import resource
import time

import numpy as np
import xlsxwriter

from bench.measure import figure, report
from sim.customers import read_list, scheme_ids, score_list
from sim.plan import load_plan

ROWS = 1_000_000
PLAN = load_plan("growth-2026")


def million_rows() -> bytes:
    """Return a list of three years: 60,000 names of which few buy often, as CSV of 27 MB."""
    rng = np.random.default_rng(1)
    names = rng.zipf(1.3, ROWS) % 60_000
    days = (np.datetime64("2021-01-01") + rng.integers(0, 1095, ROWS)).astype(str)
    amounts = rng.lognormal(9, 1.2, ROWS).round(2)
    rows = (f"C{name:06d},{day},{amount}" for name, day, amount in zip(names, days, amounts, strict=True))
    return b"customer,date,amount (CNY)\n" + "\n".join(rows).encode()


def as_excel(content: bytes) -> bytes:
    """Return the same list as a workbook of 20 MB: names, days and numbers as Excel keeps them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    head, *lines = content.decode().splitlines()
    sheet.write_row(0, 0, head.split(","))
    first = np.datetime64("1899-12-30")
    days = (np.array([line.split(",")[1] for line in lines], dtype="datetime64[D]") - first).astype(int).tolist()
    for row, (line, number) in enumerate(zip(lines, days, strict=True), start=1):
        name, _, amount = line.split(",")
        sheet.write_string(row, 0, name)
        sheet.write_number(row, 1, number, day)
        sheet.write_number(row, 2, float(amount))
    book.close()
    return buffer.getvalue()


def processor() -> float:
    """Return the seconds of processor that this process and those it has waited for have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    content = million_rows()
    taken = {"read": [], **{scheme: [] for scheme in scheme_ids(PLAN)}, "read and score by the first": []}
    work = []
    for _ in range(4):
        start, before = time.perf_counter(), processor()
        purchases = read_list(PLAN, content).sure("list")
        taken["read"].append(time.perf_counter() - start)
        for place, scheme in enumerate(scheme_ids(PLAN)):
            begin = time.perf_counter()
            score_list(PLAN, purchases, scheme)
            taken[scheme].append(time.perf_counter() - begin)
            if not place:
                taken["read and score by the first"].append(taken["read"][-1] + taken[scheme][-1])
                work.append(processor() - before)
    for name, seconds in taken.items():
        report(f"{ROWS:,} rows: {name}", 1e3 * np.array(seconds[1:]))
    figure(f"{ROWS:,} rows: read and scored", f"{max(work[1:]):.2f} s of processor", "≤ 3 s on two quiet cores")
    workbook = as_excel(content)
    excel = []
    for _ in range(3):
        before = processor()
        score_list(PLAN, read_list(PLAN, workbook, "list.xlsx").sure("list"), scheme_ids(PLAN)[0])
        excel.append(processor() - before)
    told = f"{np.median(excel):.2f} s of processor, of three; most {max(excel):.2f} s"
    figure(f"{ROWS:,} rows: read from Excel and scored", told, "≤ 3 s on two quiet cores")


if __name__ == "__main__":
    main()

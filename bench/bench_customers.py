"""Customers in hand: a million rows read and scored, by each way of classing and from Excel: within three seconds."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import xlsxwriter

from bench.measure import figure, report
from sim.customers import read_list, scheme_ids, score_list
from sim.plan import load_plan

ROWS = 1_000_000
PLAN = load_plan("growth-2026")
FRESH, READS = 5, 3
"""Processes that read a workbook, and how often each does."""


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
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        path.write_bytes(as_excel(content))
        runs = np.array([_fresh(path) for _ in range(FRESH)])
    for name, found in (("first of a process", runs[:, :1]), ("later ones", runs[:, 1:])):
        clock, work = found.reshape(-1, 2).T
        told = (
            f"median {np.median(clock):.2f} s by the clock, {np.median(work):.2f} s of processor; "
            f"least {clock.min():.2f} and {work.min():.2f} s"
        )
        figure(f"{ROWS:,} rows: read from Excel and scored, {name}", told, "≤ 3 s on two quiet cores")


def _fresh(path: Path) -> list[list[float]]:
    """Return seconds by the clock and of processor of each read in a new process, the first of which imports much."""
    code = f"from bench.bench_customers import child; child({str(path)!r})"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    return [[float(one) for one in line.split()] for line in output.splitlines()]


def child(path: str) -> None:
    """Read a workbook from the disk and score it, some times; print how long each took."""
    for _ in range(READS):
        start, before = time.perf_counter(), processor()
        content = Path(path).read_bytes()
        score_list(PLAN, read_list(PLAN, content, "list.xlsx").sure("list"), scheme_ids(PLAN)[0])
        print(time.perf_counter() - start, processor() - before)


if __name__ == "__main__":
    main()

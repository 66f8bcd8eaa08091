"""Packs that somebody brings: read from a folder or a zip with bounds, every problem told, nothing believed."""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile
from collections import OrderedDict
from pathlib import Path

import pytest

from sim.language import get_language, languages
from sim.language.errors import REASONS, FormatError, PlanError, reason
from sim.plan import yaml_text
from sim.plan.brought import read_brought, read_upload
from sim.plan.catalogue import SHIPPED, load_plan
from sim.plan.check import check_pack
from sim.plan.files import COUNT_LIMIT, FORMER, files_in, folder_files
from sim.plan.load import read_pack
from sim.plan.workbook.writer import plan_workbook
from sim.plan.zipped import pack_zip, zip_files

SOURCE = SHIPPED / "growth-2026"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOURCE, tmp_path / "pack"))


def zipped(entries: list[tuple[str, bytes]], **attributes: int) -> io.BytesIO:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for attribute, value in attributes.items():
                setattr(info, attribute, value)
            archive.writestr(info, content)
    target.seek(0)
    return target


def whole() -> list[tuple[str, bytes]]:
    return [(name, text.encode()) for name, text in load_plan("growth-2026").files.items()]


def refusal(read) -> str:
    with pytest.raises(PlanError) as problem:
        read()
    told = [problem.value.text(language) for language in languages()]
    assert all("{" not in text and problem.value.key not in text for text in told)
    return problem.value.key


def test_a_plan_goes_into_a_zip_and_comes_back_as_the_same_plan(plan):
    content = pack_zip(plan.files, plan.id)
    assert content == pack_zip(dict(reversed(plan.files.items())), plan.id)
    files = zip_files(io.BytesIO(content))
    assert FORMER not in files and files == {name: text for name, text in plan.files.items() if name != FORMER}
    read, problems = check_pack(files)
    assert problems == () and read is not None
    assert read.texts.by_language == plan.texts.by_language


def test_line_ends_and_marks_of_other_systems_change_no_plan(pack):
    expected = read_pack(files_in(pack)).hash
    for name in ("plan.yaml", "facts.csv", "texts/en.yaml"):
        text = (pack / name).read_bytes()
        (pack / name).write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(text.splitlines()) + b"\r\n")
    (pack / ".DS_Store").write_bytes(b"\0\1")
    assert read_pack(files_in(pack)).hash == expected
    inside = [(f"my plan/{name}", (pack / name).read_bytes()) for name in zip_files(zipped(whole()))]
    junk = [("__MACOSX/my plan/._plan.yaml", b"\0"), ("my plan/.DS_Store", b"\0")]
    assert read_pack(zip_files(zipped([*inside, *junk]))).hash == expected


def test_a_brought_pack_cannot_take_another_plans_hash(pack, plan):
    (pack / "levers.yaml").write_text((pack / "levers.yaml").read_text().replace("step: 5", "step: 10"))
    mine = read_pack(files_in(pack)).hash
    (pack / FORMER).write_text(f'"{mine}": "{plan.hash}"\n')
    assert read_pack(files_in(pack)).hash == mine != plan.hash


@pytest.mark.parametrize(
    ("entries", "key"),
    [
        ([*whole(), ("../../evil.yaml", b"x")], "error-pack-strange"),
        ([*whole(), ("/etc/passwd", b"x")], "error-pack-strange"),
        ([*whole(), ("texts/../plan.yaml", b"x")], "error-pack-strange"),
        ([*whole(), ("texts\\en.yaml", b"x")], "error-pack-strange"),
        ([*whole(), ("read.exe", b"x")], "error-pack-strange"),
        ([*whole(), ("plan.yaml", b"id: other")], "error-pack-twice"),
        ([*whole(), ("golden.yaml", b"0" * 2_100_000)], "error-pack-twice"),
        ([("plan.yaml", b" " * 2_100_000)], "error-pack-size"),
        ([(f"texts/{chr(97 + n)}a.yaml", b" " * 1_900_000) for n in range(4)], "error-pack-size-total"),
        ([(f"x{n}", b"") for n in range(COUNT_LIMIT + 1)], "error-pack-count"),
        ([("plan.yaml", b"\xff\xfe\0")], "error-plan-file"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_archives_are_refused_in_words(entries, key):
    archive = zipped(entries)
    assert refusal(lambda: zip_files(archive)) == key


def test_links_damage_and_other_files_are_refused_in_words(pack, tmp_path):
    assert refusal(lambda: zip_files(zipped(whole(), external_attr=0o120777 << 16))) == "error-pack-link"
    assert refusal(lambda: zip_files(io.BytesIO(b"PK\3\4 nothing"))) == "error-pack-archive"
    broken = bytearray(zipped(whole()).getvalue())
    broken[200:260] = b"\0" * 60
    assert refusal(lambda: zip_files(io.BytesIO(bytes(broken)))) == "error-pack-archive"
    assert [one.key for one in read_brought(tmp_path / "nowhere.zip").problems] == ["error-plan-file"]
    (pack / "golden.yaml").unlink()
    (pack / "golden.yaml").symlink_to("/etc/passwd")
    assert refusal(lambda: files_in(pack)) == "error-pack-link"


def test_a_spreadsheet_is_known_by_what_is_in_it(plan, tmp_path):
    """Under any ending: a workbook is read, and one of another program is refused as what it is."""
    book = plan_workbook(plan, get_language("en"))
    assert read_upload("plan.zip", book).plan == read_upload("plan.xlsx", book).plan is not None
    ods = zipped([("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x/>")]).getvalue()
    for name, content in (("plan.ods", ods), ("plan.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)):
        (tmp_path / name).write_bytes(content)
        for found in (read_upload(name, content), read_brought(tmp_path / name)):
            assert found.plan is None and [one.key for one in found.problems] == ["error-workbook-broken"]


@pytest.mark.parametrize("code", sorted(REASONS))
def test_why_a_file_cannot_be_read_is_said_in_its_readers_language(code: int):
    told = FormatError("error-cli-file-read", file="x", problem=reason(OSError(code, "?")))
    assert told.text("en") != told.text("zh") and os.strerror(code) not in told.text("zh")
    assert not re.search("[a-z]{2}", told.text("zh").replace("x", ""))


def test_a_check_names_every_problem_at_once(plan):
    files = dict(plan.files)
    files["plan.yaml"] = (
        files["plan.yaml"]
        .replace("value: 942, source: D1-017", "value: 943, source: D1-017")
        .replace("value: 274, source: D1-019", "value: 274, source: D1-999")
        .replace("year: 2026, unit: CNY_m, value: 2500", "year: 2036, unit: CNY_m, value: 2500")
    )
    found, problems = check_pack(files)
    assert found is None
    told = [problem.text() for problem in problems]
    assert len(told) == len(set(told)) >= 4
    for key in ("revenue.east", "revenue.south", "targets.revenue.year", "the parts of revenue"):
        assert any("plan.yaml" in text and key in text for text in told), key


def test_a_check_names_the_problems_of_every_file(plan):
    files = dict(plan.files)
    files["levers.yaml"] = (
        files["levers.yaml"].replace("group: headcount", "group: people").replace("step: 5", "step: x")
    )
    files["risks.yaml"] = files["risks.yaml"].replace("category: policy", "kategory: policy", 1)
    files["texts/en.yaml"] += "\ncolours: {}\n"
    levers = files.pop("levers.yaml")
    missing = [problem.text() for problem in check_pack(files)[1]]
    assert len(missing) == 1 and "levers.yaml" in missing[0]
    files["levers.yaml"] = levers
    told = "\n".join(problem.text() for problem in check_pack(files)[1])
    for part in ("levers.yaml: 0.group", "0.step", "risks.yaml", "kategory", "texts/en.yaml", "colours"):
        assert part in told, part


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [1]\nb: [*a, *a]\n",
        "[" * 5000,
        "x: 2024-99-99\n",
        "? [a]\n: b\n",
        "x: !!python/object/apply:os.system [ls]\n",
        "a: " + "9" * 5000,
        "\0",
        "a: b: c",
    ],
)
def test_yaml_that_is_no_plain_text_is_refused_in_words(plan, text):
    for name in ("plan.yaml", "texts/en.yaml"):
        found, problems = check_pack({**plan.files, name: text})
        assert found is None and problems
        assert all(name in problem.text() for problem in problems)


@pytest.fixture
def parsed(monkeypatch):
    """The texts that are parsed, none of which has been before."""
    found: list[str] = []
    parse = yaml_text._parse
    monkeypatch.setattr(yaml_text, "_parse", lambda text: found.append(text) or parse(text))
    monkeypatch.setattr(yaml_text, "_parsed", OrderedDict())
    return found


def test_a_file_is_parsed_once_but_its_values_are_the_callers_own_and_long_ones_are_not_held(parsed):
    text = "a: &one {b: [1, 2]}\nc: *one\n"
    first = yaml_text.read_yaml(text, "x.yaml")
    first["a"]["b"].append(3)
    assert first["c"]["b"] == [1, 2, 3], "what is one thing in the file is one in what is read"
    assert yaml_text.read_yaml(text, "x.yaml") == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}}
    assert parsed == [text]
    long = "a: " + "x" * yaml_text.LONGEST_KEPT
    for _ in range(2):
        assert yaml_text.read_yaml(long, "x.yaml") == {"a": long[3:]}
    assert parsed == [text, long, long]
    for number in range(yaml_text.KEPT):
        yaml_text.read_yaml(f"a: {number}", "x.yaml")
    assert list(yaml_text._parsed) == [f"a: {number}" for number in range(yaml_text.KEPT)]


def test_what_is_written_reads_the_same_whether_it_is_parsed_or_not(parsed):
    folder = SHIPPED / "growth-2026-v2"
    there = {path.read_text("utf-8") for pack in (folder, SOURCE) for path in pack.rglob("*.yaml")}
    written = {name: text for name, text in folder_files(folder).items() if name.endswith("yaml") and text not in there}
    parsed.clear()
    kept = {name: yaml_text.read_yaml(text, name) for name, text in written.items()}
    assert not parsed
    yaml_text._parsed.clear()
    assert {name: yaml_text.read_yaml(text, name) for name, text in written.items()} == kept
    assert len(parsed) == len(written) > 5

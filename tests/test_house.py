"""Habits of the house: which way imports run, no dead code, texts complete and used, nothing private committed."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, MessageReference, Term, VariableReference
from fluent.syntax.visitor import Visitor
from layers import CONTRACTS, cycle, house, is_kept
from lists import listed
from patience import PATIENCE
from vulture import Vulture

from sim.language import LOCALES, get_language, languages
from sim.plan import distributions
from sim.plan.effects import EFFECTS
from sim.plan.levers import FAMILIES as LEVER_FAMILIES

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sorted([ROOT / "app.py", *(ROOT / "sim").rglob("*.py"), *(ROOT / "pages").rglob("*.py")])
SOURCES = [*PYTHON, *sorted((ROOT / "pages").rglob("*.js")), *sorted((ROOT / "data").rglob("*.yaml"))]

# Keys made from an id of the plan or from a documented family: `prefix-` followed by any id.
FAMILIES = re.compile(
    r"(lever|assumption|group|region|product|metric|measure|set|preset|pace|choice|risk|mitigation|stress|category|page|"
    r"nav|document|fact|kind|unit|scope|outcome|headline|identity|severity|audit|column|sheet|slide|limit|status|"
    r"equation|symbol|extreme|claim|check|origin|backtest|grade|golden|contribution|shortcut|tour|rule|milestone|read|"
    r"opening|factor|distribution|why|compare-side|model-flow|model-csv|sources-kind|trust-status|library-check|decide-(?:bound|limit|q|kind|coverage|density|base)|cli-command-solve|doubt|customer-class|cli-fact-use|cli-facts|cli-modules|target-(?:step|how|gap)|part|plan-part|axis)-"
)

CALLED_BY_PYTHON = ["__getattr__", "__dir__"]  # of a module
CALLED_BY_LIBRARIES = ["_open_worksheet", "_workbook_writer"]  # what python-pptx lets a subclass replace


@cache
def tree_of(path: Path) -> ast.Module:
    """Parsed in a thread of its own: once a browser runs in greenlets, Python 3.11 miscounts recursion in this one."""
    with ThreadPoolExecutor(1) as one:
        return one.submit(ast.parse, path.read_text(encoding="utf-8")).result()


@pytest.mark.parametrize("options", CONTRACTS, ids=lambda options: options["name"])
def test_imports_run_one_way(options):
    """Down the layers that `pyproject.toml` lists; `lint-imports` shows what runs back. test_layers plants some."""
    assert is_kept(house(), options), "see `lint-imports`"


def test_no_modules_import_each_other_in_a_circle():
    assert not cycle(house())


def test_no_function_is_left_that_nothing_uses():
    """Data fields and attributes of other libraries' objects are not looked at: vulture cannot follow those.

    What tests alone use is dead, too: they hold the program to what it does.
    """
    found = Vulture(
        ignore_names=CALLED_BY_PYTHON + CALLED_BY_LIBRARIES,
        ignore_decorators=["@model_validator", "@model_serializer", "@field_validator"],
    )
    found.scavenge([str(ROOT / name) for name in ("app.py", "sim", "pages", "bench")])
    kinds = ("function", "method", "class", "property", "import")
    unused = [one for one in found.get_unused_code() if one.typ in kinds]
    text = "".join(path.read_text(encoding="utf-8") for path in PYTHON)
    dead = [one for one in unused if f'"{one.name}"' not in text]  # a registry names what it asks results for
    assert not [f"{one.filename.name}:{one.first_lineno} {one.name}" for one in dead]


PARTICIPLE = re.compile(
    r"_?(?!feed|need|seed|speed|embed|exceed|proceed)([a-z]+ed|said|told|kept|held|shown|known|written|drawn|taken|given|"
    r"made|found|seen|built|left|sent|lost|paid|brought|bought|chosen|spoken|spent|won|gone|done|begun|hidden|met)"
)
QUANTITIES = ROOT / "sim" / "modules"
"""Functions there are called as the quantities that they compute: customers held, customers lost, pay that is fixed."""


def _is_field(one: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Tell whether it stands for a field: a property that answers yes or no (`armed`), or one that a protocol lists."""
    answers = isinstance(one.returns, ast.Name) and one.returns.id == "bool"
    only_listed = ast.unparse(one.body[-1]) == "..."
    decorators = {ast.unparse(decorator) for decorator in one.decorator_list}
    return bool(decorators & {"property", "cached_property"}) and (answers or only_listed)


def participles(tree: ast.Module, *, quantities: bool = False) -> list[str]:
    """Return the functions that are called by a participle, methods and functions inside of functions included."""
    functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [
        f"{one.lineno} {one.name}"
        for one in functions
        if PARTICIPLE.fullmatch(one.name) and not _is_field(one) and not (quantities and one in tree.body)
    ]


def test_functions_are_nouns_or_verbs():
    """A participle says of what it returns that something was done to it, and not what it is."""
    found = []
    for path in [*PYTHON, *sorted((ROOT / "bench").rglob("*.py"))]:
        bad = participles(tree_of(path), quantities=QUANTITIES in path.parents)
        found += [f"{path.relative_to(ROOT)}:{one}" for one in bad]
    assert not found


SCRIPT_FUNCTION = re.compile(
    r"^\s*(?:(?:export )?(?:default )?(?:async )?function )?(?:async )?#?(?P<method>\w+)\([^()]*\) \{$|"
    r"\b(?:const|let) (?P<name>\w+) = (?:async )?(?:\([^=]*\)|\w+) =>",
    re.M,
)
SCRIPT_EVENTS = {"replayed"}
"""What the machine of `stage/phase.js` answers to: a function there is called as the event that it takes."""


def script_participles(text: str) -> list[str]:
    """Return the functions and methods of a script that are called by a participle."""
    names = [one["method"] or one["name"] for one in SCRIPT_FUNCTION.finditer(text)]
    return [name for name in names if PARTICIPLE.fullmatch(name) and name not in SCRIPT_EVENTS]


def test_functions_of_scripts_are_nouns_or_verbs():
    """Hooks (`{ drawn: … }`) are called as what has happened, and are not looked at."""
    scripts = sorted((ROOT / "pages").rglob("*.js"))
    assert scripts
    found = {path.name: bad for path in scripts if (bad := script_participles(path.read_text(encoding="utf-8")))}
    assert not found


@pytest.mark.parametrize(
    "code",
    [
        "export function told(a, b) {",
        "  async told() {",
        "const told = (a) => a;",
        "  const told = async ({ a, b }) => {",
        "let told = a => a;",
        "  told({ form, state }) {",
    ],
)
def test_a_participle_is_found_in_a_script(code):
    assert script_participles(code) == ["told"]


@pytest.mark.parametrize(
    "code",
    [
        "def told(): return 1",
        "async def _told(): return 1",
        "class A:\n    def told(self): return 1",
        "class A:\n    @property\n    def told(self) -> str: return ''",
        "class A:\n    def told(self) -> bool: return True",
        "def tell():\n    def told(): return 1\n    return told",
    ],
)
def test_a_participle_is_found_wherever_a_function_stands(code):
    assert [one.split()[1].strip("_") for one in participles(ast.parse(code))] == ["told"]


@pytest.mark.parametrize("body", ["-> bool: return True", "-> dict[str, int]: ..."])
def test_a_property_that_stands_for_a_field_may_be_called_as_one(body):
    assert not participles(ast.parse(f"class A:\n    @property\n    def told(self) {body}"))


def test_nothing_unpickles_or_evaluates():
    found = []
    for path in PYTHON:
        for node in ast.walk(tree_of(path)):
            match node:
                case ast.Import():
                    names = {alias.name.split(".")[0] for alias in node.names}
                case ast.ImportFrom(module=str(module)):
                    names = {module.split(".")[0]}
                case ast.Call(func=ast.Name(id=called)):
                    names = {called}
                case _:
                    continue
            if bad := names & {"pickle", "marshal", "shelve", "dill", "eval", "exec"}:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {bad}")
    assert not found


class _Names(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: MessageReference) -> None:
        self.messages.add(node.id.name)


@cache
def messages(language: str) -> dict[str, tuple[Path, set[str], set[str]]]:
    """Return key → (file, variables, messages it refers to) of one language; attributes are `key.attribute`."""
    found: dict[str, tuple[Path, set[str], set[str]]] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, Junk), f"{path}: {entry.content[:80]}"
            if not isinstance(entry, Message | Term):
                continue
            for name, value in [
                (entry.id.name, entry.value),
                *((f"{entry.id.name}.{a.id.name}", a.value) for a in entry.attributes),
            ]:
                if value is None:
                    continue
                names = _Names()
                names.visit(value)
                assert name not in found, f"{name} stands in {found[name][0].name} and {path.name}"
                found[name] = (path, names.variables, names.messages)
    return found


def test_languages_say_the_same_things():
    first, *others = languages()
    expected = messages(first)
    for other in others:
        actual = messages(other)
        lacking = [f"{other}/{expected[name][0].name}: {name}" for name in expected.keys() - actual.keys()]
        lacking += [f"{first}/{actual[name][0].name}: {name}" for name in actual.keys() - expected.keys()]
        assert not lacking, f"missing: {sorted(lacking)}"
        for name, (path, variables, _) in expected.items():
            assert actual[name][1] == variables, f"{path.name}: {name}"
        assert get_language(other).formats.keys() == get_language(first).formats.keys()


def test_every_text_that_code_names_exists_and_every_text_is_named():
    known = messages("en")
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    words = set(re.findall(r"[\w-]+", text))
    referred = set().union(*(refs for _, _, refs in known.values()))
    unused = [
        name
        for name in known
        if "." not in name and not FAMILIES.match(name) and name not in referred and name not in words
    ]
    assert not unused, unused
    called = set(re.findall(r"""(?:\.text|\bt)\(\s*["']([a-z0-9-]+(?:\.[a-z]+)?)["']""", text))
    called |= set(re.findall(r"""Error\(\s*["'](error-[a-z0-9-]+)["']""", text))
    missing = sorted(called - set(known) - set(languages()) - {"plan-title", "plan-short", "plan-demo"})
    assert not missing, missing


def test_what_a_plan_names_is_not_named_by_a_language(plan):
    """Two plans may name the same lever differently, so no shared text does."""
    assert not set(messages("en")) & set(plan.texts.of("en"))


OUTSIDE_LANGUAGE = [path for path in PYTHON if path.relative_to(ROOT).parts[:2] != ("sim", "language")]
IN_ENGLISH = {
    "pages/parts/controls.py": "what Streamlit says itself",
    "sim/trust/reference_class.py": "the notes on published cases and studies",
}
"""Where a language is named for what others wrote in it."""
FAR_EAST = r"\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef"
JOINED = {
    "sim/model/inputs.py": "an error of a programmer",
    "sim/store/queries.py": "SQL",
    "sim/store/merge.py": "SQL",
    "sim/store/merge_scenarios.py": "SQL",
    "sim/store/revisions.py": "SQL",
    "sim/store/bulk.py": "SQL",
    "sim/store/plans.py": "SQL",
    "sim/store/carry.py": "SQL",
    "sim/store/postgres.py": "SQL",
    "sim/customers/score.py": "SQL",
    "sim/customers/sql.py": "SQL",
    "sim/plan/leaf_edits.py": "YAML",
    "sim/plan/distribution_kind.py": "a formula",
    "sim/plan/assumptions.py": "a place in a file",
    "sim/plan/questions.py": "what somebody typed, as they would type it",
    "sim/plan/workbook/tables.py": "a cell that is read back",
    "sim/plan/workbook/writer.py": "what a cell that is read back may hold",
    "sim/plan/workbook/template.py": "an answer to a question of a form, as somebody types it",
    "sim/decide/space.py": "the id of a combination",
    "sim/explain/document.py": "a document in one language",
    "sim/audit/report.py": "ids in a table for programs",
    "sim/track/fact_table.py": "ids in a table for programs",
    "pages/parts/plans/edit.py": "a cell that is read back",
    "pages/parts/charts/trajectory.py": "an expression of Vega",
    "pages/parts/density.py": "CSS",
    "pages/parts/gate.py": "a header of HTTP",
}
"""Where commas and semicolons part words for a program; those for people are parted as formats.yaml says."""


def languages_asked_for(tree: ast.Module) -> set[str]:
    """Return the ids of languages that code names, to compare with, to pass on or to stand in."""
    return {one.value for one in ast.walk(tree) if isinstance(one, ast.Constant)} & set(languages())


def far_eastern_ranges(tree: ast.Module) -> set[str]:
    """Return the expressions of a module that tell East Asian writing from other by its letters."""
    texts = {one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    written = {text: re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text) for text in texts}
    return {text for text, shown in written.items() if re.search(f"[{FAR_EAST}]-|-[{FAR_EAST}]", shown)}


def joins(tree: ast.Module) -> bool:
    """Tell whether a module joins words with a comma or a semicolon of its own."""
    called = [one.func for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)]
    by = [one.value.value for one in called if one.attr == "join" and isinstance(one.value, ast.Constant)]
    return any(isinstance(text, str) and re.fullmatch(r"[,;] |[、，；]", text) for text in by)


def test_no_code_knows_a_language():
    """How a language writes stands in its formats.yaml, so that a further one needs only its folder."""
    trees = {path.relative_to(ROOT).as_posix(): tree_of(path) for path in OUTSIDE_LANGUAGE}
    assert {file for file, tree in trees.items() if languages_asked_for(tree)} == set(IN_ENGLISH)
    assert {file for file, tree in trees.items() if joins(tree)} == set(JOINED)
    assert not {file: found for file, tree in trees.items() if (found := far_eastern_ranges(tree))}
    scripts = sorted((ROOT / "pages").rglob("*.js"))
    assert scripts
    for path in scripts:
        found = re.search(r"""[=!]==?\s*["'](en|zh)["']|["'](en|zh)["']\s*[=!]==?""", path.read_text(encoding="utf-8"))
        assert not found, path


@pytest.mark.parametrize(
    ("code", "asks", "ranges", "parts"),
    [
        ("if language.id == 'zh': pass", True, False, False),
        ("def text(language='en'): pass", True, False, False),
        ("names = {'en': 1}", True, False, False),
        (r"""HAN = r'\u4e00-\u9fff'""", False, True, False),
        (r"""re.split(f'[{SIGNS}\u4e00-\u9fff]', text)""", False, True, False),
        ("PlanError('error-year', allowed=', '.join(years))", False, False, True),
        ("said = '、'.join(names)", False, False, True),
        ("said = language.join(names); row = ','.join(cells); re.compile('[\\ud800-\\udfff]')", False, False, False),
    ],
)
def test_what_knows_a_language_is_seen(code, asks, ranges, parts):
    tree = ast.parse(code)
    assert (bool(languages_asked_for(tree)), bool(far_eastern_ranges(tree)), joins(tree)) == (asks, ranges, parts)


def test_no_text_for_people_is_written_in_the_code():
    """Chinese characters in code (outside comments and docstrings) are texts that belong into the language files."""
    for path in PYTHON:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"[\u4e00-\u9fff]", node.value), f"{path.relative_to(ROOT)}:{node.lineno}"


def test_nothing_private_or_generated_is_tracked():
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    if not files:
        pytest.fail("git lists no files: run the tests in a checkout")
    assert not [f for f in files if re.search(r"\.(duckdb|wal|pyc|log)$|(^|/)\.venv/|\.env$|secrets\.toml$", f)]
    top = {f.split("/")[0] for f in files}
    allowed = {"app.py", "pages", "sim", "data", "tests", "bench", "requirements.txt", "requirements.lock", "README.md"}
    allowed |= {
        "pyproject.toml",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        ".ci",
        ".streamlit",
        "static",
        ".gitignore",
        "LICENSE",
        "SECURITY.md",
        "deploy",  # the configuration that a service is started with
    }
    assert top <= allowed, top - allowed


ONE_HOME = {
    "sim/plan/distributions.py": set(distributions.KINDS) - {"value"},
    # Ids that are also a lever's or a result's say nothing of effects.
    "sim/plan/effects.py": set(EFFECTS) - {*LEVER_FAMILIES, "revenue"},
}
"""What is defined once: the module to ask, and the ids that nobody else may list."""


@pytest.mark.parametrize("home", ONE_HOME)
def test_what_has_one_home_is_listed_nowhere_else(home):
    for path in PYTHON:
        text = path.read_text(encoding="utf-8")
        if path != ROOT / home and sum(id in text for id in ONE_HOME[home]) > 1:  # else there is nothing to list
            found = {node.lineno: ids for node, ids in listed(tree_of(path), ONE_HOME[home], attributes=True)}  # type: ignore[attr-defined]
            assert not found, f"{path.relative_to(ROOT)}: {found}; ask {home}"


@pytest.mark.parametrize(
    "code",
    [
        'TEXTS = {"pert": "a", "normal": "b"}',
        'KINDS = ("pert", "normal")',
        'KINDS = {"pert", "normal", "beta"}',
        'KINDS = dict(pert="a", normal="b")',
        "class Stated:\n    pert: list\n    normal: list",
        'match kind:\n    case "pert": pass\n    case "normal" | "beta": pass',
        'def mean(kind):\n    if kind == "pert": return 1\n    return kind == "normal"',
        'def mean(kind):\n    return kind in ("pert", "normal")',
        "def mean(stated):\n    return stated.pert or stated.normal",
    ],
)
def test_a_second_list_is_found_in_every_form(code):
    found = [ids for _, ids in listed(ast.parse(code), {"pert", "normal"}, attributes=True)]
    assert found and all(ids == {"pert", "normal"} for ids in found)
    assert not list(listed(ast.parse(code), {"pert"}, attributes=True))


def test_what_is_called_is_no_list():
    """A kind may be named as a formula of ours or a function of NumPy is."""
    code = "def draw(rng):\n    return rng.pert(1) + rng.normal(2)"
    assert not list(listed(ast.parse(code), {"pert", "normal"}, attributes=True))


GROWTH = "sim/plan/growth.py"


def compounded(tree: ast.AST) -> list[int]:
    """Return the lines that take one from a root: a rate of compound growth."""

    def root(node: ast.AST) -> bool:
        match node:
            case ast.BinOp(op=ast.Pow(), right=power):
                pass
            case ast.Call(func=ast.Name(id="pow") | ast.Attribute(attr="pow" | "power"), args=[_, power]):
                pass
            case _:
                return False
        return isinstance(power, ast.BinOp) and isinstance(power.op, ast.Div)

    found = []
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(left=rate, op=ast.Sub(), right=ast.Constant(value=1)) if root(rate):
                found.append(node.lineno)
            case ast.BinOp(left=ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=1)), op=ast.Add(), right=rate):
                found += [node.lineno] if root(rate) else []
    return found


def test_compound_growth_is_worked_out_in_one_place():
    found = {path.relative_to(ROOT).as_posix(): compounded(tree_of(path)) for path in PYTHON}
    assert len(found.pop(GROWTH)) == 1
    assert not {path: lines for path, lines in found.items() if lines}, f"ask compound_growth of {GROWTH}"


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("(end / start) ** (1 / years) - 1", 1),
        ("ratio ** (1.0 / (last - first)) - 1.0", 1),
        ("-1 + ratio ** (1 / years)", 1),
        ("math.pow(end / start, 1 / years) - 1", 1),
        ("np.power(ratio, 1 / years) - 1", 1),
        ("(1 + growth) ** years - 1", 0),
        ("(units**8).sum() ** (1 / 8)", 0),
    ],
)
def test_the_search_finds_compound_growth(code, count):
    assert len(compounded(ast.parse(code))) == count


CLOCKS = {"monotonic", "perf_counter", "process_time", "thread_time", "time"}


def hasty(tree: ast.AST) -> list[int]:
    """Return the lines that fail on a slow machine: waits with an early end, claims of how soon something is over."""

    def reads_a_clock(node: ast.AST) -> bool:
        calls = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
        return any(isinstance(one, ast.Attribute) and one.attr in CLOCKS for one in calls)

    ends, found = [], []
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg="timeout" | "default_timeout" | "patience", value=end):
                ends.append(end)
            case ast.Call(func=ast.Attribute(attr="timeout" | "join" | "wait"), args=[end]):
                ends.append(end)
            case ast.Call(func=ast.Attribute(attr="wait_for"), args=[_, end]):
                ends.append(end)
            case ast.Call(func=ast.Attribute(attr="sleep" | "wait_for_timeout")):
                found.append(node.lineno)
            case ast.Assert(test=ast.Compare(left=left, ops=[ast.Lt() | ast.LtE()])) if reads_a_clock(left):
                found.append(node.lineno)
    numbers = [end for end in ends if isinstance(end, ast.Constant) and isinstance(end.value, int | float)]
    return found + [end.lineno for end in numbers if end.value < PATIENCE]


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("subprocess.run(command, timeout=60)", 1),
        ("run(command, timeout=PATIENCE)", 0),
        ("thread.join(5)", 1),
        ("', '.join(names)", 0),
        ("asyncio.timeout(30)", 1),
        ("asyncio.wait_for(task, 2.5)", 1),
        ("assert time.process_time() - start < 2", 1),
        ("assert time.perf_counter() - begun >= 0.2", 0),
        ("time.sleep(1)", 1),
        ("page.wait_for_timeout(300)", 1),
    ],
)
def test_the_search_finds_haste(code, count):
    assert len(hasty(ast.parse(code))) == count


HASTY = {
    "conftest.py": 1,  # a run of a page has ended already when its outcome is asked for
    "patience.py": 1,  # the end of all patience
}


def test_no_test_waits_for_the_clock_or_runs_against_it():
    """A fixed sleep is too short on a busy machine and too long on a quiet one: wait for what is to happen."""
    trees = {path.name: tree_of(path) for path in sorted((ROOT / "tests").rglob("*.py"))}
    found = {name: lines for name, tree in trees.items() if (lines := hasty(tree))}
    assert {name: len(lines) for name, lines in found.items()} == HASTY, f"see tests/patience.py: {found}"
    del trees[Path(__file__).name]
    for name, tree in trees.items():
        texts = (one.value for one in ast.walk(tree) if isinstance(one, ast.Constant))
        assert not any("setTimeout(" in str(one) for one in texts), f"{name}: in the browser neither"


def test_styles_are_kept_with_the_page():
    """HTML of styles alone shares a place with toasts, and a toast would take the page's looks away."""
    pages = [path for path in PYTHON if "pages" in path.parts and path.name != "theme.py"]
    styled = [path for path in pages if "<style" in path.read_text(encoding="utf-8")]
    assert not styled, "use theme.style_element"


def test_the_changelog_begins_with_this_version_and_dates_every_one():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.+)$", text, re.M)
    dated = [re.fullmatch(r"(\d+\.\d+\.\d+) – (\d{4}-\d\d-\d\d)", head) for head in heads if head != "Unreleased"]
    assert all(dated), heads
    told = [(tuple(map(int, one[1].split("."))), one[2]) for one in dated if one]
    assert told == sorted(told, reverse=True)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert told[0][0] == tuple(map(int, version.split(".")))
    assert set(re.findall(r"^### (.+)$", text, re.M)) <= {"Added", "Changed", "Fixed", "Removed"}

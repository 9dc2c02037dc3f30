"""The fences of the house: what must hold for every file, whoever wrote it."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from qtrack.ledgers import LEDGERS, Ledger

ROOT = Path(__file__).parents[1]
TOP_LEVEL = {
    "pyproject.toml",
    "qtrack",
    "seeds",
    "tests",
    "benchmarks",
    "docs",
    "README.md",
    "Makefile",
    "LICENSE",
    "CHANGELOG.md",
}
MOST_LINES = {"qtrack": 300, "tests": 400, "benchmarks": 300}
MOST_FUNCTION_LINES = 60
GENERATED = ROOT / "qtrack" / "store" / "migrations" / "versions"

# Each in two halves, so that this file does not hold what it looks for.
PLACES = (
    "/wo" + r"rk/\w",
    "/ho" + r"me/\w",
    "/ro" + r"ot/\w",
    "/Us" + r"ers/\w",
    r"[A-Z]:\\Us" + "ers",
    r"\.\./sha" + "red",
    "file:" + "//",
    "py" + r"pi\.org",
    "python" + "hosted",
    "npm" + r"js\.",
    r"(?:index|proxy)\.golang" + r"\.org",
    r"https?://[^/\s]*(?:mirr" + "or|artif" + "actory|nex" + "us)",
    "--extra-index" + "-url",
    r"https?://(?:localhost|127\.|10\.|192\." + r"168\.)",
)


@cache
def listed() -> tuple[str, ...]:
    """Give every file git holds or would take up."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout")
    told = subprocess.run(
        [git, "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return tuple(path for path in told.stdout.split("\0") if path and (ROOT / path).is_file())


def sources(top: str) -> list[Path]:
    """Give the Python files below a top folder."""
    return sorted((ROOT / top).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """Parse a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run this Python on some words, outside the test's own process."""
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, check=False, encoding="utf-8", timeout=60
    )


def test_the_import_contracts_hold(capfd: pytest.CaptureFixture[str]) -> None:
    broken = lint_imports(str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert broken == 0, capfd.readouterr().out


def module_name(path: Path) -> str:
    """Give the dotted name of a file of the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path, known: set[str]) -> Iterator[str]:
    """Give the modules of the package a file imports, at its top, in a function or for type checking only."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            for name in node.names:
                below = f"{node.module}.{name.name}"
                yield below if below in known else node.module


def test_no_module_imports_itself_round_a_corner() -> None:
    files = {module_name(path): path for path in sources("qtrack")}
    graph = {name: set(imported(path, set(files))) for name, path in files.items()}
    TopologicalSorter(graph).prepare()


def test_every_module_has_a_docstring() -> None:
    silent = [path for top in MOST_LINES for path in sources(top) if not ast.get_docstring(tree(path))]
    assert silent == []


@pytest.mark.parametrize("top", list(MOST_LINES))
def test_no_file_is_longer_than_one_reads_at_once(top: str) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources(top)}
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES[top]} == {}


def long_functions(path: Path) -> Iterator[str]:
    """Name the functions of a file that are too long."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_FUNCTION_LINES:
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {lines} lines"


def test_no_function_is_longer_than_a_screen() -> None:
    written = [path for top in MOST_LINES for path in sources(top) if not path.is_relative_to(GENERATED)]
    assert [words for path in written for words in long_functions(path)] == []


def test_use_cases_load_no_screen() -> None:
    names = [module_name(path) for path in sources("qtrack/services")]
    program = f"import {', '.join(names)}, sys; print(sorted({{'textual', 'rich'}} & set(sys.modules)))"
    told = run("-c", program)
    assert (told.stdout.strip(), told.stderr) == ("[]", "")


def test_the_version_is_told_without_loading_screen_or_database() -> None:
    told = run("-X", "importtime", "-m", "qtrack", "--version")
    loaded = set(re.findall(r"\|\s+([\w.]+)$", told.stderr, re.MULTILINE))
    assert told.returncode == 0, told.stderr
    assert re.search(r"\d+\.\d+\.\d+", told.stdout)
    assert "qtrack" in loaded
    assert {name.partition(".")[0] for name in loaded} & {"textual", "rich", "sqlalchemy", "alembic"} == set()


def test_the_first_screen_is_painted_without_loading_the_database() -> None:
    heavy = "{'sqlalchemy', 'alembic'}"
    program = f"import qtrack.tui.app, qtrack.cli.setup, sys; print(sorted({heavy} & set(sys.modules)))"
    told = run("-c", program)
    assert (told.stdout.strip(), told.stderr) == ("[]", "")


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    found = {path.partition("/")[0] for path in listed()}
    assert {name for name in found if not name.startswith(".")} <= TOP_LEVEL


def test_no_file_names_a_place_only_one_machine_knows() -> None:
    sought = re.compile("|".join(PLACES).encode())
    found = {path: hit[0] for path in listed() if (hit := sought.search((ROOT / path).read_bytes()))}
    assert found == {}


def dependencies() -> list[str]:
    """Give the names of what the program needs, at run time and for its tests."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = told["dependency-groups"].values()
    wanted = [*told["project"]["dependencies"], *(part for group in groups for part in group)]
    return [re.split(r"[<>=!~\[; ]", part)[0] for part in wanted if isinstance(part, str)]


@pytest.mark.parametrize("name", dependencies())
def test_every_dependency_has_its_reason(name: str) -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs/decisions").glob("*.md"))
    assert f"**{name}**" in pages


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.__tablename__)
def test_every_ledger_stands_in_the_glossary(ledger: type[Ledger]) -> None:
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    assert f"`{ledger.__tablename__}`" in glossary
    assert re.search(rf"^\| {re.escape(ledger.title)} \|", glossary, re.MULTILINE)

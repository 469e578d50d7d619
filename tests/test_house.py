"""What the import contracts cannot see: who writes SQL, and who looks at a clock."""

import ast
import configparser
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ABOVE_THE_GROUND = ("app", "ivr", "admin", "callbacks", "call_routing")
HARMLESS = {"Connection", "RowMapping", "sqlalchemy.exc"}  # types to pass on, and errors to catch
CLOCKS = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "time.monotonic"}


def modules_of(contract: str) -> list[str]:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    return contracts[f"importlinter:contract:{contract}"]["source_modules"].split()


def files_of(module: str) -> list[Path]:
    path = ROOT.joinpath(*module.split("."))
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def taken_from_sqlalchemy(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            yield from (
                name.name if node.module == "sqlalchemy" else str(node.module)
                for name in node.names
                if name.name not in HARMLESS and node.module not in HARMLESS
            )
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("sqlalchemy"))


@pytest.mark.parametrize("floor", ABOVE_THE_GROUND)
def test_only_the_ground_writes_sql(floor: str) -> None:
    found = {str(file.relative_to(ROOT)): set(taken_from_sqlalchemy(file)) for file in files_of(floor)}
    assert {file: names for file, names in found.items() if names} == {}


@pytest.mark.parametrize("module", modules_of("pure"))
def test_a_rule_reads_no_clock(module: str) -> None:
    for file in files_of(module):
        calls = (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call))
        asked = {ast.unparse(node.func) for node in calls}
        assert not asked & CLOCKS, f"{file.name} asks a clock. Take `now` as an argument."

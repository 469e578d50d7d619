"""Tests that hold us against the carrier's published data, which lies beside the project and not in it.

Where the folder is missing they are left out, and one line at the end says so.
"""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "reference"
left_out = pytest.StashKey[int]()


@pytest.fixture(scope="session")
def reference_dir() -> Path:
    """The folder with the carrier's schema, captured webhooks and cases."""
    return FOLDER


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if FOLDER.is_dir():
        return
    missing = [item for item in items if item.get_closest_marker("reference")]
    config.stash[left_out] = config.stash.get(left_out, 0) + len(missing)
    config.hook.pytest_deselected(items=missing)
    items[:] = [item for item in items if item not in missing]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    count = config.stash.get(left_out, 0)
    if count:
        terminalreporter.write_line(f"reference data not found: {count} tests left out")

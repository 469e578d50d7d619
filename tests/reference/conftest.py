"""Tests that hold us against the carrier's published data, kept beside the project."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def reference_dir() -> Path:
    """The folder with the carrier's schema, captured webhooks and cases."""
    return Path(__file__).resolve().parents[2].parent / "shared" / "reference"

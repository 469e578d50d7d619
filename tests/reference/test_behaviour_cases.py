"""The simulator does what the carrier does, case by case. Each case is a function that names its id."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reference import cases_dials, cases_prompts, cases_waiting

pytestmark = pytest.mark.reference

PROVEN_ELSEWHERE = {
    "sig-01": "test_simulator_signatures.py",
}
CASE_NAME = re.compile(r"([a-z]+)_(\d\d)_\w+")


def _cases() -> dict[str, Callable[[], None]]:
    found = {}
    for module in (cases_prompts, cases_dials, cases_waiting):
        for name, function in vars(module).items():
            match = CASE_NAME.fullmatch(name)
            if match:
                found[f"{match[1]}-{match[2]}"] = function
    return found


CASES = _cases()


@pytest.mark.parametrize("case", sorted(CASES))
def test_the_simulator_behaves_as_in_case(case: str) -> None:
    CASES[case]()


def test_every_first_priority_case_has_a_function(reference_dir: Path) -> None:
    cases = json.loads((reference_dir / "behaviour-cases.json").read_text())["cases"]
    wanted = {case["id"] for case in cases if case["priority"] == 1}
    assert wanted - set(CASES) - set(PROVEN_ELSEWHERE) == set()


def test_cases_that_are_proven_elsewhere_are_really_there() -> None:
    for case, file in PROVEN_ELSEWHERE.items():
        text = (Path(__file__).parent / file).read_text()
        assert case in text, f"{file} does not name {case}"

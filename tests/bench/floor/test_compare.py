"""What counts as better, and a small comparison from end to end."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench.floor.compare import OURS, RULE_SETS, Outcome, Plan, Verdict, play
from bench.floor.measures import KINDS
from bench.floor.picture import picture
from bench.floor.shops import SHOPS

ROOT = Path(__file__).parents[3]
ASA = next(kind for kind in KINDS if kind.key == "asa")


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        ([10, 11, 12, 13], [20, 21, 22.5, 23], Verdict.BETTER),
        ([20, 21, 22.5, 23], [10, 11, 12, 13], Verdict.WORSE),
        ([10, 30, 12, 50], [20, 21, 22, 23], Verdict.EQUAL),
        ([10, 11], [None, None], Verdict.NONE),
    ],
)
def test_a_difference_counts_only_beyond_chance(
    ours: list[float], theirs: list[float | None], verdict: Verdict
) -> None:
    plan = Plan(SHOPS[0], len(ours), 1)
    outcome = Outcome(plan, {OURS: {"asa": ours}, "another": {"asa": theirs}})
    assert outcome.verdict("another", ASA) is verdict


def test_the_picture_has_a_dot_for_each_rule_set_and_is_well_formed() -> None:
    drawn = picture([play(Plan(SHOPS[0], 1, 1))])
    root = ET.fromstring(drawn)  # noqa: S314 - our own text
    assert len(root.findall(".//{*}circle")) >= len(RULE_SETS)


def test_a_small_run_prints_every_rule_set_and_a_verdict() -> None:
    command = [sys.executable, "-m", "bench", "floor", "--small"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in {0, 1}, done.stderr
    for words in (*RULE_SETS, "Erlang A", "Erlang C", "people per case", "verdict"):
        assert words in done.stdout

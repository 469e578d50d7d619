"""The measures run and say what they found; how fast this machine is proves nothing here."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.catalogue import MEASURES
from bench.figures import Goal, Verdict
from bench.replayed_call import BASE, TOKEN, Caller, signature
from ivr.hook import pairs_of
from ivr.signature import is_genuine

ROOT = Path(__file__).parents[2]


def bench(*arguments: str) -> str:
    command = [sys.executable, "-m", "bench", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout


def test_the_list_names_every_measure_with_its_goals() -> None:
    listed = bench("--list")
    for measure in MEASURES.values():
        assert f"{measure.name:20} goal {measure.goals}" in listed


@pytest.mark.parametrize("name", ["signature-and-twiml", "webhooks-sqlite", "callback-drain"])
def test_a_small_run_prints_figure_floor_and_target(name: str) -> None:
    said = bench(name, "--small", "--database", "sqlite")
    for word in ("figure", "floor", "target", "record", "verdict"):
        assert word in said


def test_every_replayed_webhook_is_signed_as_the_carrier_signs() -> None:
    for raw in Caller().calls(1)[0]:
        head, body = raw.split(b"\r\n\r\n", 1)
        lines = head.decode().split("\r\n")
        shown = dict(line.split(": ", 1) for line in lines[1:])["X-Twilio-Signature"]
        pairs = pairs_of(body)
        assert shown == signature(BASE + lines[0].split()[1], dict(pairs))
        assert is_genuine(BASE + lines[0].split()[1], pairs, shown, (TOKEN,))


@pytest.mark.parametrize(
    ("figure", "verdict"), [(0.5, Verdict.RECORD), (0.4, Verdict.HOLDS), (0.2, Verdict.SHORT)]
)
def test_a_rate_is_judged_from_above_and_a_delay_from_below(figure: float, verdict: Verdict) -> None:
    rate = Goal(1, "a rate", "", very_good=0.3, record=0.45, more_is_better=True)
    delay = Goal(1, "a delay", "", very_good=-0.3, record=-0.45)
    assert rate.judge(figure) is delay.judge(-figure) is verdict

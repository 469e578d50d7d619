"""No process outlives the one that started it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.orphans import SUPERVISED, ending_with_us

PARENT = "import subprocess, sys; subprocess.Popen(sys.argv[1:]); sys.stdin.read()"
OURS = """
import threading
from app.orphans import leave_with_parent
leave_with_parent()
print("ready", flush=True)
threading.Event().wait()
"""
STAYING = OURS.replace("leave_with_parent", "leave_to_successor")
CHILDREN = {"a process of ours": [sys.executable, "-c", OURS]}
if sys.platform == "linux":  # only Linux tells a program that is not ours
    CHILDREN["another program"] = ending_with_us(["sh", "-c", "echo ready; exec sleep 600"])


@pytest.mark.parametrize("child", CHILDREN.values(), ids=CHILDREN)
def test_it_leaves_when_its_parent_is_killed(child: list[str]) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, *child],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        assert parent.stdout
        assert parent.stdout.readline() == "ready\n"
        parent.kill()
        assert parent.stdout.read() == ""  # ends when the last process that held our pipe has gone


def test_under_a_supervisor_a_web_worker_answers_on_until_its_successor_is_there() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, sys.executable, "-c", STAYING],
        cwd=Path(__file__).parents[2],
        env={**os.environ, SUPERVISED: "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        assert parent.stdout
        assert parent.stdout.readline() == "ready\n"
        parent.kill()
        killed_at = time.monotonic()
        assert parent.stdout.read() == ""
        assert time.monotonic() - killed_at >= 5


def test_a_process_whose_supervisor_was_killed_before_it_could_look_does_not_begin() -> None:
    begins = (
        "import os; os.getppid = lambda: 1; from app.orphans import leave_with_supervisor as leave; leave()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", f"{begins}; print('begun')"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, SUPERVISED: "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (1, "")

"""The web door under another server than ours."""

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.app.conftest import free_port
from tests.app.test_run import until
from tests.app.test_settings import GOOD

ROOT = Path(__file__).parents[2]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.read())
    except OSError:
        return False


def test_it_runs_under_gunicorn(tmp_path: Path) -> None:
    port = free_port()
    environment = {**GOOD, "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    bind = ["--bind", f"127.0.0.1:{port}", "--threads", "4"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "app.wsgi:application", *bind], cwd=tmp_path, env=environment
    )
    try:
        until("gunicorn answers", lambda: answers(f"http://127.0.0.1:{port}/healthz"))
    finally:
        server.terminate()
        assert server.wait(timeout=30) == 0

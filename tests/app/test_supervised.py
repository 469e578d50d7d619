"""What supervisord is told."""

import configparser
from pathlib import Path

import pytest

from app.running import Ground, programs_of
from app.supervised import AlreadyRunningError, Program, alone, configuration, supervise


def told(*programs: Program) -> configparser.ConfigParser:
    read = configparser.ConfigParser(interpolation=None)
    read.read_string(configuration(programs, Path("/data/run")))
    return read


def test_a_program_is_brought_back_for_ever() -> None:
    section = told(Program("web", ["hotline", "web"]))["program:web"]
    assert section["autorestart"] == "true"
    assert int(section["startretries"]) > 10**6


def test_odd_characters_reach_the_program_as_they_are() -> None:
    program = Program("web", ["hotline", "a b", "100%"], {"NAME": "50%"}, folder=Path("/with space/x"))
    section = told(program)["program:web"]
    assert section["command"] == "hotline 'a b' 100%%"
    assert section["environment"] == 'NAME="50%%"'
    assert section["directory"] == "/with space/x"


def test_without_a_log_file_a_program_writes_where_we_write() -> None:
    assert told(Program("web", ["x"]))["program:web"]["stdout_logfile"] == "/dev/fd/1"
    logged = told(Program("web", ["x"], log=Path("/logs/web.log")))["program:web"]
    assert logged["stdout_logfile"] == "/logs/web.log"


def test_the_house_has_a_redis_of_its_own_only_where_none_is_set(tmp_path: Path) -> None:
    own = programs_of(Ground("127.0.0.1", 8000, 8001, tmp_path))
    given = programs_of(Ground("127.0.0.1", 8000, 8001, tmp_path, redis_url="redis://elsewhere"))
    assert [program.name for program in own] == ["redis", "web", "live", "worker", "sweeper"]
    assert [program.name for program in given] == ["web", "live", "worker", "sweeper"]
    assert all(program.environment["REDIS_URL"].startswith("redis://127.0.0.1:") for program in own[1:])


def test_secrets_are_not_written_into_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary")
    programs = programs_of(Ground("127.0.0.1", 8000, 8001, tmp_path, redis_url="redis://:canary@elsewhere"))
    assert "canary" not in configuration(programs, tmp_path)


def test_what_goes_wrong_at_the_start_stops_what_was_started(tmp_path: Path) -> None:
    def fail() -> None:
        raise RuntimeError("the shop file has faults")

    with pytest.raises(RuntimeError, match="the shop file has faults"):
        supervise([], tmp_path / "run", when_started=fail)


def test_two_cannot_work_in_one_folder(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(AlreadyRunningError):
        supervise([], tmp_path, when_started=lambda: None)

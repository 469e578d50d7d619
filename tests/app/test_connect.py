"""`hotline twilio connect` and `hotline doctor` against a carrier that answers for real."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.command_line import hotline
from app.phone_simulator.carrier import Carrier
from app.phone_simulator.clock import VirtualClock
from app.phone_simulator.server import serve
from app.phone_simulator.transport import HttpTransport
from ivr.webhook_addresses import number_webhooks
from tests.app.conftest import free_port
from tests.app.test_settings import GOOD

SHOP = str(Path(__file__).parents[2] / "app" / "demo_shop.yaml")
NUMBERS = ("+48226012200", "+48226012211", "+420228881200", "+358942451200")
HERE = GOOD["PUBLIC_BASE_URL"]


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Carrier]:
    """A carrier with the shop's numbers, which lead nowhere yet; and a store with the shop."""
    simulator = Carrier(
        GOOD["TWILIO_ACCOUNT_SID"],
        GOOD["TWILIO_AUTH_TOKEN"],
        clock=VirtualClock(datetime.now(UTC)),
        transport=HttpTransport(),
    )
    for number in NUMBERS:
        simulator.add_number(number, "https://elsewhere.example/voice")
    server = serve(simulator)
    for name, value in {**GOOD, "TWILIO_API_BASE_URL": server.url}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/hotline.sqlite3")
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    assert run("db", "upgrade").exit_code == 0
    assert run("shop", "apply", SHOP).exit_code == 0
    yield simulator
    server.stop()


def run(*words: str) -> Result:
    return CliRunner().invoke(hotline, words, catch_exceptions=False)


def leads_here(carrier: Carrier) -> bool:
    wanted = number_webhooks(HERE).items()
    return all(getattr(one, name) == value for one in carrier.numbers.values() for name, value in wanted)


def test_every_number_of_the_shop_is_pointed_here_and_each_change_is_told(carrier: Carrier) -> None:
    result = run("twilio", "connect")
    assert result.exit_code == 0, result.output
    assert leads_here(carrier)
    told = f"+48226012200: voice_url https://elsewhere.example/voice -> {HERE}/ivr/voice"
    assert told in result.output


def test_the_second_time_nothing_is_changed(carrier: Carrier) -> None:
    run("twilio", "connect")
    before = [one.updated_at for one in carrier.numbers.values()]
    result = run("twilio", "connect")
    assert result.output.count("already") == len(NUMBERS)
    assert [one.updated_at for one in carrier.numbers.values()] == before


def test_numbers_of_others_are_left_alone(carrier: Carrier) -> None:
    other = carrier.add_number("+48226019999", "https://elsewhere.example/voice")
    assert run("twilio", "connect").exit_code == 0
    assert other.voice_url == "https://elsewhere.example/voice"


def test_a_number_that_the_account_does_not_have_is_named(carrier: Carrier) -> None:
    gone = next(sid for sid, one in carrier.numbers.items() if one.number == "+358942451200")
    del carrier.numbers[gone]
    result = run("twilio", "connect")
    assert result.exit_code == 1
    assert "+358942451200 is not in this account" in result.output


def test_the_twiml_app_is_pointed_here_where_one_is_set(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = carrier.add_application("softphone")
    monkeypatch.setenv("TWILIO_TWIML_APP_SID", app.sid)
    assert run("twilio", "connect").exit_code == 0
    assert app.voice_url == f"{HERE}/ivr/voice"


@pytest.mark.usefixtures("carrier")
def test_a_wrong_token_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "wrong")
    result = run("twilio", "connect")
    assert result.exit_code == 1
    assert "The carrier answers 401" in result.output


@pytest.mark.usefixtures("carrier")
def test_a_carrier_that_is_away_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_API_BASE_URL", f"http://127.0.0.1:{free_port()}")
    result = run("twilio", "connect")
    assert result.exit_code == 1
    assert "was not reached" in result.output


@pytest.mark.usefixtures("carrier")
def test_the_doctor_sees_where_the_numbers_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_BASE_URL", f"http://127.0.0.1:{free_port()}")
    told = " ".join(run("doctor").output.split())
    assert "the account is active" in told
    assert "+48226012200 leads elsewhere" in told
    assert "→ Run: hotline twilio connect" in told
    assert "was not reached from here" in told
    assert "agrees with the carrier's" in told
    run("twilio", "connect")
    assert "all 4 lead to http" in run("doctor").output

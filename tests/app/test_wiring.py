"""What the trays are filled with, by what is set."""

from pathlib import Path

import pytest

from app.settings import Settings, load
from app.wiring import build_house

GOOD = {
    "PUBLIC_BASE_URL": "https://hotline.example.com",
    "SECRET_KEY": "canary-secret-key",
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "canary-auth-token",
}
KEY = {"TWILIO_API_KEY_SID": "SK" + "2" * 32, "TWILIO_API_KEY_SECRET": "canary-key-secret"}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, field in Settings.model_fields.items():
        monkeypatch.delenv(str(field.validation_alias or name).upper(), raising=False)
    monkeypatch.setenv("HOTLINE_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)


def put(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in {**GOOD, **values}.items():
        monkeypatch.setenv(name, value)
    return load(Settings)


def test_an_api_key_makes_the_desk_a_telephone(monkeypatch: pytest.MonkeyPatch) -> None:
    office = build_house(put(monkeypatch, **KEY, TWILIO_TWIML_APP_SID="AP1")).back_office
    assert office.softphone is not None
    assert (office.softphone.account_sid, office.softphone.key_sid) == (
        GOOD["TWILIO_ACCOUNT_SID"],
        KEY["TWILIO_API_KEY_SID"],
    )
    assert (office.softphone.key_secret, office.softphone.app_sid) == ("canary-key-secret", "AP1")
    assert "canary-key-secret" not in repr(office)


def test_without_an_api_key_browsers_are_no_telephones(monkeypatch: pytest.MonkeyPatch) -> None:
    assert build_house(put(monkeypatch)).back_office.softphone is None


@pytest.mark.parametrize(
    ("address", "simulated"),
    [
        ("https://api.twilio.com", False),
        ("https://api.dublin.ie1.twilio.com", False),
        ("http://127.0.0.1:8081", True),
        ("https://nottwilio.com", True),
    ],
)
def test_whoever_is_not_the_carrier_plays_the_phones(
    monkeypatch: pytest.MonkeyPatch, address: str, *, simulated: bool
) -> None:
    office = build_house(put(monkeypatch, **KEY, TWILIO_API_BASE_URL=address)).back_office
    assert office.simulated is simulated
    assert (office.softphone is None) is simulated


@pytest.mark.parametrize(("value", "inside"), [("", False), ("1", True)])
def test_webhooks_go_inside_only_where_that_is_set_and_the_page_knows(
    monkeypatch: pytest.MonkeyPatch, value: str, *, inside: bool
) -> None:
    house = build_house(put(monkeypatch, HOTLINE_HOOKS_TO_PRIVATE=value))
    assert house.back_office.hooks_to_private is inside
    assert house.outward.post.to_private is inside
    assert house.outward.post.secret_key == house.back_office.secret_key
    assert "canary-secret-key" not in repr(house.outward)

"""Settings: read from outside, checked at once, never shown."""

from pathlib import Path

import pytest

from app.settings import Settings, StoreSettings, load
from app.settings_faults import FaultySettings

GOOD = {
    "PUBLIC_BASE_URL": "https://hotline.example.com",
    "SECRET_KEY": "canary-secret-key",
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "canary-auth-token",
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    names = [str(f.validation_alias or name).upper() for name, f in Settings.model_fields.items()]
    for name in names:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def put(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in {**GOOD, **values}.items():
        monkeypatch.setenv(name, value)


def faults(monkeypatch: pytest.MonkeyPatch, **values: str) -> tuple[str, ...]:
    put(monkeypatch, **values)
    with pytest.raises(FaultySettings) as told:
        load(Settings)
    return told.value.faults


def test_the_defaults_need_no_redis_and_no_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    put(monkeypatch)
    settings = load(Settings)
    assert settings.database_url == f"sqlite:///{tmp_path}/data/hotline.sqlite3"
    assert settings.is_sqlite
    assert settings.redis_url is None
    assert settings.twilio_api_base_url == "https://api.twilio.com"


def test_a_command_that_only_opens_the_store_needs_nothing_set() -> None:
    assert load(StoreSettings).database_url.startswith("sqlite:////")


def test_a_dotenv_file_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = [f"{name}={value}" for name, value in GOOD.items()]
    (tmp_path / ".env").write_text("\n".join([*lines, "HOTLINE_DATA=elsewhere", "SOMETHING_ELSE=1"]))
    monkeypatch.setenv("HOTLINE_DATA", "here")
    settings = load(Settings)
    assert settings.public_base_url == "https://hotline.example.com"
    assert settings.data_dir == Path("here")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(FaultySettings) as told:
        load(Settings)
    assert [fault.split(" ", 1)[0] for fault in told.value.faults] == list(GOOD)
    assert all("is not set. " in fault for fault in told.value.faults)


def test_missing_and_wrong_ones_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    told = faults(monkeypatch, SECRET_KEY="", REDIS_URL="http://x", PUBLIC_BASE_URL="hotline.example.com")
    assert [fault.split(" ", 1)[0] for fault in told] == ["REDIS_URL", "PUBLIC_BASE_URL", "SECRET_KEY"]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PUBLIC_BASE_URL", "https://a.example/", "has something after the host"),
        ("PUBLIC_BASE_URL", "https://a.example/path", "has something after the host"),
        ("PUBLIC_BASE_URL", "ftp://a.example", "is no web address"),
        ("DATABASE_URL", "sqlite://", "names no file"),
        ("DATABASE_URL", "sqlite:///:memory:", "names no file"),
        ("DATABASE_URL", "mysql://x/y", "is no store we know"),
        ("TWILIO_ACCOUNT_SID", "SK123", "it starts with AC"),
        ("TWILIO_API_KEY_SID", "SK123", "belong together"),
        ("TWILIO_API_KEY_SECRET", "s", "belong together"),
        ("TWILIO_API_BASE_URL", "api.twilio.com", "is no web address"),
        ("SMTP_URL", "http://mail.example", "is no mail server"),
        ("SMTP_URL", "smtp://name@mail.example", "is no mail server"),
        ("SMTP_URL", "smtp://mail.example", "belong together"),
        ("MAIL_FROM", "hotline@sowa.example", "belong together"),
        ("MAIL_FROM", "Sowa <hotline@sowa.example>", "is no plain mail address"),
        ("OIDC_ISSUER", "http://sign-in.example", "is no issuer"),
        ("OIDC_ISSUER", "https://sign-in.example", "belong together"),
        ("OIDC_CLIENT_ID", "hotline", "belong together"),
        ("OIDC_CLIENT_SECRET", "s", "belong together"),
    ],
)
def test_a_fault_says_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    (fault,) = faults(monkeypatch, **{name: value})
    assert name in fault
    assert sentence in fault


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, DATABASE_URL="postgresql://me:canary-password@db/hotline")
    assert "canary" not in repr(load(Settings))
    told = faults(monkeypatch, DATABASE_URL="mysql://me:canary-password@db", TWILIO_ACCOUNT_SID="canary!")
    assert "canary" not in " ".join(told)


def test_either_token_may_sign_while_they_are_rotated(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, TWILIO_AUTH_TOKEN_NEXT="next-token")
    assert load(Settings).auth_tokens == ("canary-auth-token", "next-token")


def test_an_api_key_is_used_where_one_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch)
    assert load(Settings).rest_credentials == (GOOD["TWILIO_ACCOUNT_SID"], "canary-auth-token")
    put(monkeypatch, TWILIO_API_KEY_SID="SK1", TWILIO_API_KEY_SECRET="s")
    assert load(Settings).rest_credentials == ("SK1", "s")


def test_the_name_that_hosters_print_for_postgresql_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, DATABASE_URL="postgres://db/hotline")
    assert load(Settings).database_url == "postgresql://db/hotline"


def test_every_setting_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
    for name, field in Settings.model_fields.items():
        assert f"`{field.validation_alias or name.upper()}`" in page


@pytest.mark.parametrize("rate", ["0", "-1", "nan", "many", "1e9"])
def test_a_rate_that_is_none_is_a_fault(monkeypatch: pytest.MonkeyPatch, rate: str) -> None:
    (fault,) = faults(monkeypatch, TWILIO_CALLS_PER_SECOND=rate)
    assert fault.startswith("TWILIO_CALLS_PER_SECOND ")


def test_one_call_a_second_unless_the_carrier_has_raised_it(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch)
    assert load(Settings).twilio_calls_per_second == 1.0
    put(monkeypatch, TWILIO_CALLS_PER_SECOND="2.5")
    assert load(Settings).twilio_calls_per_second == 2.5


@pytest.mark.parametrize("hops", ["-1", "6", "one"])
def test_a_number_of_proxies_that_is_none_is_a_fault(monkeypatch: pytest.MonkeyPatch, hops: str) -> None:
    (fault,) = faults(monkeypatch, HOTLINE_PROXY_HOPS=hops)
    assert fault.startswith("HOTLINE_PROXY_HOPS ")

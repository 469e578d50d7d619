"""Everything that is set from outside: environment variables, or the same names in a file `.env`.

Two sizes: `StoreSettings` for commands that only open the store, `Settings` for everything that answers
calls or pages. docs/settings.md tells what each one is for.
"""

from pathlib import Path
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.settings_faults import FaultySettings, in_words
from callbacks.post import is_address

_SLOWEST, _FASTEST = 0.01, 10_000
_MOST_HOPS = 5


def _database_url(value: str) -> str:
    if value.startswith("postgres://"):  # what many hosters print
        value = value.replace("postgres://", "postgresql://", 1)
    scheme, _, rest = value.partition("://")
    if scheme == "sqlite":
        if rest in {"", "/", "/:memory:"}:
            raise ValueError(
                "names no file. Give sqlite:///path/to/hotline.sqlite3: a store in memory forgets."
            )
        return value
    if scheme not in {"postgresql", "postgresql+psycopg"}:
        raise ValueError(
            "is no store we know. Give sqlite:///path or postgresql://name:password@host/database."
        )
    return value


def _redis_url(value: str) -> str:
    if urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
        raise ValueError("is no Redis address. Give redis://host:6379/0, or leave it out.")
    return value


def _origin(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("is no web address. Give one like https://hotline.example.com.")
    if parts.path or parts.query or parts.fragment:
        raise ValueError(
            "has something after the host. Give it without a path and without a slash at the end."
        )
    return value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("is no web address. Give one like https://api.twilio.com.")
    return value.rstrip("/")


def _issuer(value: str) -> str:
    parts = urlsplit(value)
    here = parts.hostname in {"localhost", "127.0.0.1", "::1"}  # a test's own
    if not parts.hostname or parts.scheme not in ({"http", "https"} if here else {"https"}):
        raise ValueError("is no issuer. Give its https address, exactly as its own documents spell it.")
    return value


def _smtp_url(value: str) -> str:
    parts = urlsplit(value)
    try:
        fits = parts.scheme in {"smtp", "smtps"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False  # the port is no number
    if not fits or parts.path.strip("/") or bool(parts.username) != bool(parts.password):
        raise ValueError(
            "is no mail server. Give smtp://name:password@host:587 or smtps://name:password@host, "
            "with special letters of the password percent-encoded."
        )
    return value


def _mail_address(value: str) -> str:
    if not is_address(value):
        raise ValueError("is no plain mail address. Give one like hotline@shop.example.")
    return value


def _rate(value: float) -> float:
    if not _SLOWEST <= value <= _FASTEST:
        raise ValueError(
            f"is no rate. Give what the carrier's console shows, from {_SLOWEST:g} to {_FASTEST}; 1 unless raised."
        )
    return value


def _hops(value: int) -> int:
    if not 0 <= value <= _MOST_HOPS:
        raise ValueError(
            f"is no number of proxies. Give 0, or 1 behind one of your own; at most {_MOST_HOPS}."
        )
    return value


def _starts_with(prefix: str, where: str) -> AfterValidator:
    def check(value: str) -> str:
        if not value.startswith(prefix) or not value.isalnum():
            raise ValueError(f"does not look like one: it starts with {prefix}. Copy it from {where}.")
        return value

    return AfterValidator(check)


class StoreSettings(BaseSettings):
    """Where the store is, and who is told of its changes."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    data_dir: Path = Field(default=Path("data"), validation_alias="HOTLINE_DATA")
    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        default_factory=lambda known: f"sqlite:///{known['data_dir'].absolute()}/hotline.sqlite3", repr=False
    )
    redis_url: Annotated[str, AfterValidator(_redis_url)] | None = Field(default=None, repr=False)

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite:")


class Settings(StoreSettings):
    """What the doors, the jobs and the sweeper need."""

    public_base_url: Annotated[str, AfterValidator(_origin)]
    secret_key: SecretStr
    twilio_account_sid: Annotated[str, _starts_with("AC", "the carrier's console")]
    twilio_auth_token: SecretStr
    twilio_auth_token_next: SecretStr | None = None
    twilio_api_key_sid: Annotated[str, _starts_with("SK", "the carrier's page of API keys")] | None = None
    twilio_api_key_secret: SecretStr | None = None
    twilio_twiml_app_sid: Annotated[str, _starts_with("AP", "the carrier's page of TwiML apps")] | None = None
    twilio_api_base_url: Annotated[str, AfterValidator(_web_address)] = "https://api.twilio.com"
    twilio_calls_per_second: Annotated[float, AfterValidator(_rate)] = 1.0
    smtp_url: Annotated[str, AfterValidator(_smtp_url)] | None = Field(default=None, repr=False)
    mail_from: Annotated[str, AfterValidator(_mail_address)] | None = None
    oidc_issuer: Annotated[str, AfterValidator(_issuer)] | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    live_url: Annotated[str, AfterValidator(_web_address)] | None = Field(
        default=None, validation_alias="HOTLINE_LIVE_URL"
    )
    proxy_hops: Annotated[int, AfterValidator(_hops)] = Field(
        default=0, validation_alias="HOTLINE_PROXY_HOPS"
    )
    clock_file: Path | None = Field(default=None, validation_alias="HOTLINE_CLOCK_FILE")
    hooks_to_private: bool = Field(default=False, validation_alias="HOTLINE_HOOKS_TO_PRIVATE")

    @field_validator("twilio_api_key_secret")
    @classmethod
    def _both_or_neither(cls, secret: SecretStr | None, so_far: ValidationInfo) -> SecretStr | None:
        known = so_far.data
        if "twilio_api_key_sid" in known and bool(known["twilio_api_key_sid"]) != bool(secret):
            raise ValueError("and TWILIO_API_KEY_SID belong together: one of them is missing.")
        return secret

    @field_validator("mail_from")
    @classmethod
    def _with_a_server(cls, address: str | None, so_far: ValidationInfo) -> str | None:
        known = so_far.data
        if "smtp_url" in known and bool(known["smtp_url"]) != bool(address):
            raise ValueError("and SMTP_URL belong together: one of them is missing.")
        return address

    @field_validator("oidc_client_secret")
    @classmethod
    def _all_three_or_none(cls, secret: SecretStr | None, so_far: ValidationInfo) -> SecretStr | None:
        known = so_far.data
        given = {bool(known.get("oidc_issuer")), bool(known.get("oidc_client_id")), bool(secret)}
        if "oidc_issuer" in known and len(given) > 1:
            raise ValueError("and OIDC_ISSUER and OIDC_CLIENT_ID belong together: one of them is missing.")
        return secret

    @property
    def auth_tokens(self) -> tuple[str, ...]:
        """The carrier's tokens that a signature may be made with: the one in force, then the next."""
        both = (self.twilio_auth_token, self.twilio_auth_token_next)
        return tuple(token.get_secret_value() for token in both if token)

    @property
    def simulated(self) -> bool:
        """Whether a stand-in plays the carrier, the phone simulator for one."""
        return not (urlsplit(self.twilio_api_base_url).hostname or "").endswith(".twilio.com")

    @property
    def rest_credentials(self) -> tuple[str, str]:
        """Name and password for the carrier's REST API: the API key where one is set."""
        if self.twilio_api_key_sid and self.twilio_api_key_secret:
            return self.twilio_api_key_sid, self.twilio_api_key_secret.get_secret_value()
        return self.twilio_account_sid, self.twilio_auth_token.get_secret_value()


Kind = TypeVar("Kind", bound=StoreSettings)


def load(kind: type[Kind]) -> Kind:
    """The settings of this process.

    Raises:
        FaultySettings: with a sentence for every fault, never with a value.
    """
    try:
        return kind()
    except ValidationError as faulty:
        raise FaultySettings(in_words(faulty)) from None

"""Where a demo lies and listens, and the secrets that it makes up for itself."""

import json
import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.serving import free_port
from app.supervised import alone

RUN = "run"
CALLS_PER_SECOND = 10  # ten times a new account's: whoever tries the line has little time


@dataclass(frozen=True)
class Demo:
    """One demo: its folder, its ports, its secrets."""

    folder: Path
    host: str
    web_port: int
    live_port: int
    carrier_port: int
    account_sid: str
    auth_token: str
    password: str

    @property
    def web_url(self) -> str:
        return f"http://{self.host}:{self.web_port}"

    @property
    def carrier_url(self) -> str:
        return f"http://{self.host}:{self.carrier_port}"

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder / 'hotline.sqlite3'}"

    @property
    def clock_file(self) -> Path:
        return self.folder / "clock.json"

    def environment(self) -> Mapping[str, str]:
        """The settings of its processes. They run in its folder, so no `.env` of the person is read."""
        here = str(Path(__file__).parents[1])
        return {
            "PUBLIC_BASE_URL": self.web_url,
            "HOTLINE_LIVE_URL": f"http://{self.host}:{self.live_port}",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "TWILIO_ACCOUNT_SID": self.account_sid,
            "TWILIO_AUTH_TOKEN": self.auth_token,
            "TWILIO_API_BASE_URL": self.carrier_url,
            "TWILIO_CALLS_PER_SECOND": str(CALLS_PER_SECOND),
            "DATABASE_URL": self.database_url,
            "HOTLINE_DATA": str(self.folder),
            "HOTLINE_CLOCK_FILE": str(self.clock_file),
            "PYTHONPATH": os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")])),
        }


def lay_out(folder: Path, host: str, port: int) -> Demo:
    """A new demo on these ports, or on free ones where they are taken. What was in its folder goes.

    Raises: AlreadyRunningError.
    """
    with alone(folder / RUN):  # nothing is taken from under a demo that runs
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    web = free_port(host, port)
    live = free_port(host, port + 1, but=(web,))
    made = Demo(
        folder=folder.absolute(),
        host=host,
        web_port=web,
        live_port=live,
        carrier_port=free_port(host, port + 2, but=(web, live)),
        account_sid=f"AC{secrets.token_hex(16)}",
        auth_token=secrets.token_hex(16),
        password=f"lumi-toys-{secrets.randbelow(10**6):06}",
    )
    made.clock_file.write_text(json.dumps({"offset_s": 0.0}))
    return made

"""Where a request comes from: the socket says it, and as many proxies of ours as are set, never the asker."""

from pathlib import Path

import pytest
from flask import request

from app.web import create_app
from app.wiring import build_house
from tests.app.test_wiring import nothing_set, put

__all__ = ["nothing_set"]  # a fixture: nothing of this shell's environment counts here


@pytest.mark.parametrize(
    ("hops", "said", "address"),
    [
        ("0", "203.0.113.9", "198.51.100.7"),
        ("1", "203.0.113.9", "203.0.113.9"),
        ("1", "made.up, 10.9.9.9, 203.0.113.9", "203.0.113.9"),
        ("2", "made.up, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
        ("2", "203.0.113.9", "198.51.100.7"),
    ],
)
def test_only_proxies_of_our_own_are_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, hops: str, said: str, address: str
) -> None:
    del tmp_path
    house = build_house(put(monkeypatch, HOTLINE_PROXY_HOPS=hops))
    app = create_app(house)
    seen: list[str | None] = []
    app.add_url_rule("/seen", "seen", lambda: str(seen.append(request.remote_addr)))
    app.test_client().get(
        "/seen", headers={"X-Forwarded-For": said}, environ_base={"REMOTE_ADDR": "198.51.100.7"}
    )
    house.store.close()
    assert seen == [address]

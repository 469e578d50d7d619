"""The pass that a page shows to the live process: who watches, which topics, for a short time."""

from collections.abc import Iterable
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeTimedSerializer

VALID_S = 60  # the page opens its stream at once; a lost stream comes back with a new pass
_SALT = "live-pass"


@dataclass(frozen=True)
class LivePass:
    agent_id: str
    topics: frozenset[str]


def write_pass(secret_key: str, agent_id: str, topics: Iterable[str]) -> str:
    """A signed token for an address."""
    return URLSafeTimedSerializer(secret_key, salt=_SALT).dumps([agent_id, sorted(topics)])


def read_pass(secret_key: str, token: str, *, valid_s: int = VALID_S) -> LivePass | None:
    """What the token allows; nothing when it is forged or older than `valid_s`."""
    try:
        agent_id, topics = URLSafeTimedSerializer(secret_key, salt=_SALT).loads(token, max_age=valid_s)
    except BadSignature:  # an expired one too
        return None
    return LivePass(agent_id, frozenset(topics))

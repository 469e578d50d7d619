from datetime import UTC, datetime, timedelta

from ticket_store.engine import Store
from ticket_store.tokens import create_token, note_use, revoke_token, token_of

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_a_token_is_known_by_its_whole_text_only(store: Store) -> None:
    token = store.write(lambda tx: create_token(tx, "shop system", NOW))
    known = store.read(lambda db: token_of(db, token))
    assert known is not None
    assert known.name == "shop system"
    for other in ("", "hl_", token[:-1], token + "x", token.upper(), "ż" * 46, "x" * 10**6):
        assert store.read(lambda db, other=other: token_of(db, other)) is None


def test_each_token_is_another_one(store: Store) -> None:
    assert len({store.write(lambda tx: create_token(tx, "same", NOW)) for _ in range(5)}) == 5


def test_a_token_is_revoked_once(store: Store) -> None:
    token = store.write(lambda tx: create_token(tx, "t", NOW))
    known = store.read(lambda db: token_of(db, token))
    assert known is not None
    assert store.write(lambda tx: revoke_token(tx, known.id, NOW)) is True
    assert store.write(lambda tx: revoke_token(tx, known.id, NOW)) is False
    assert store.read(lambda db: token_of(db, token)) is None


def test_a_use_is_worth_noting_once_a_minute(store: Store) -> None:
    token = store.write(lambda tx: create_token(tx, "t", NOW))
    fresh = store.read(lambda db: token_of(db, token))
    assert fresh is not None
    assert fresh.use_should_be_noted(NOW)
    store.write(lambda tx: note_use(tx, fresh, NOW))
    store.write(lambda tx: note_use(tx, fresh, NOW + timedelta(seconds=30)))
    noted = store.read(lambda db: token_of(db, token))
    assert noted is not None
    assert noted.used_at == NOW
    assert not noted.use_should_be_noted(NOW + timedelta(seconds=59))
    assert noted.use_should_be_noted(NOW + timedelta(seconds=60))

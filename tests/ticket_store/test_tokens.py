from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from ticket_store.engine import Store
from ticket_store.schema import audit
from ticket_store.scopes import Scope
from ticket_store.tokens import create_token, list_tokens, note_use, revoke_token, token_of

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


def test_a_token_may_do_all_unless_it_was_made_for_less(store: Store) -> None:
    for scopes, may in ((None, set(Scope)), ([Scope.READ_CALLS], {Scope.READ_CALLS})):
        token = store.write(lambda tx, scopes=scopes: create_token(tx, "t", NOW, scopes=scopes))
        known = store.read(lambda db, token=token: token_of(db, token))
        assert known is not None
        assert {one for one in Scope if known.may(one)} == may


def test_the_list_has_every_token_that_still_opens_and_the_books_have_who_made_it(store: Store) -> None:
    store.write(lambda tx: create_token(tx, "first", NOW, actor="ada@sowa.example"))
    store.write(lambda tx: create_token(tx, "second", NOW + timedelta(hours=1), scopes=["read:calls"]))
    second, first = store.read(list_tokens)
    assert (second.name, second.scopes, first.created_by) == ("second", ("read:calls",), "ada@sowa.example")
    store.write(lambda tx: revoke_token(tx, first.id, NOW, actor="ada@sowa.example"))
    assert [one.name for one in store.read(list_tokens)] == ["second"]
    written = store.read(lambda db: db.execute(select(audit.c.actor, audit.c.action)).all())
    assert sorted(map(tuple, written)) == [
        ("ada@sowa.example", "token.create"),
        ("ada@sowa.example", "token.revoke"),
        ("command line", "token.create"),
    ]

from datetime import timedelta

from sqlalchemy import update

from tests.admin import seed
from ticket_store.accounts import (
    account_by_email,
    account_of,
    record_refused_sign_in,
    refused_sign_ins,
    renew_stamp,
    set_interface_language,
    set_password,
)
from ticket_store.engine import Store
from ticket_store.schema import agent


def test_an_account_is_found_by_its_address_with_its_departments(store: Store) -> None:
    seed.seed_shop(store)
    account = store.read(lambda db: account_by_email(db, " Agent-One@sowa.example "))
    assert account is not None
    assert (account.id, account.departments) == (seed.AGENT, {"complaints": 3, "orders": 1})


def test_an_account_does_not_show_its_hash_when_printed(store: Store) -> None:
    seed.seed_shop(store)
    assert "argon2" not in repr(store.read(lambda db: account_of(db, seed.AGENT)))


def test_an_account_that_is_not_active_is_nobody_s(store: Store) -> None:
    seed.seed_shop(store)
    store.write(lambda tx: tx.db.execute(update(agent).values(active=False)))
    assert store.read(lambda db: account_of(db, seed.AGENT)) is None


def test_a_new_password_and_a_sign_out_change_the_stamp(store: Store) -> None:
    seed.seed_shop(store)

    def stamp() -> str | None:
        account = store.read(lambda db: account_of(db, seed.AGENT))
        return account.sign_in_stamp if account else None

    first = stamp()
    store.write(lambda tx: set_password(tx, seed.AGENT, "hash", seed.NOW))
    second = stamp()
    store.write(lambda tx: renew_stamp(tx, seed.AGENT, seed.NOW))
    assert len({first, second, stamp()}) == 3


def test_the_language_of_the_pages_is_kept(store: Store) -> None:
    seed.seed_shop(store)
    store.write(lambda tx: set_interface_language(tx, seed.AGENT, "fi"))
    account = store.read(lambda db: account_of(db, seed.AGENT))
    assert account is not None
    assert account.interface_language == "fi"


def test_refused_tries_are_counted_by_account_and_by_address_for_a_while(store: Store) -> None:
    for minute, account, address in ((0, "a", "x"), (1, "a", "y"), (2, "b", "x")):
        at = seed.NOW + timedelta(minutes=minute)
        store.write(
            lambda tx, at=at, account=account, address=address: record_refused_sign_in(
                tx, account=account, address=address, now=at
            )
        )

    def counted(since_minute: int) -> tuple[int, int]:
        since = seed.NOW + timedelta(minutes=since_minute)
        return store.read(lambda db: refused_sign_ins(db, account="a", address="x", since=since))

    assert (counted(-1), counted(0), counted(2)) == ((2, 2), (1, 1), (0, 0))

"""Sign-ins, passkeys and links in the store: what must hold when two do the same at once."""

from datetime import timedelta

from tests.admin import seed
from ticket_store.doors.door_links import LinkKind, make_link, use_link
from ticket_store.doors.passkeys import Passkey, add_passkey, note_passkey_used, passkeys_of
from ticket_store.doors.second_steps import take_step
from ticket_store.doors.sign_ins import Door, begin_sign_in, end_sign_in, end_sign_ins, sign_ins_of
from ticket_store.engine import Store

NOW, PROOF = seed.NOW, "a" * 64


def begin(store: Store, proof: str | None = None, at_h: int = 0) -> str | None:
    at = NOW + timedelta(hours=at_h)
    return store.write(lambda tx: begin_sign_in(tx, seed.AGENT, Door.PASSKEY, at, proof=proof))


def live(store: Store) -> set[str]:
    return {one.id for one in store.read(lambda db: sign_ins_of(db, seed.AGENT, NOW - timedelta(days=1)))}


def test_one_proof_begins_one_sign_in(store: Store) -> None:
    seed.seed_shop(store)
    assert begin(store, PROOF)
    assert begin(store, PROOF) is None
    assert begin(store, "b" * 64)


def test_a_person_ends_one_or_all_but_one_and_nobody_else_s(store: Store) -> None:
    seed.seed_shop(store)
    first, second = begin(store), begin(store)
    assert first
    assert second
    assert not store.write(lambda tx: end_sign_in(tx, seed.OTHER, first, NOW))
    assert store.write(lambda tx: end_sign_in(tx, seed.AGENT, first, NOW))
    assert first not in live(store)
    store.write(lambda tx: end_sign_ins(tx, seed.AGENT, NOW, but=second))
    assert live(store) == {second}


def test_what_nobody_has_seen_for_a_month_is_forgotten(store: Store) -> None:
    seed.seed_shop(store)
    old = begin(store)
    begin(store, at_h=31 * 24)
    assert old not in live(store)


def test_a_code_s_half_minute_is_taken_once_and_never_an_earlier_one(store: Store) -> None:
    seed.seed_shop(store)

    def takes(step: int) -> bool:
        return store.write(lambda tx: take_step(tx, seed.AGENT, step))

    assert [takes(step) for step in (7, 7, 6, 8)] == [True, False, False, True]


def test_a_link_is_used_once(store: Store) -> None:
    seed.seed_shop(store)
    token = store.write(lambda tx: make_link(tx, seed.AGENT, LinkKind.RESET, NOW, made_by="boss"))
    assert store.write(lambda tx: use_link(tx, token, NOW))
    assert store.write(lambda tx: use_link(tx, token, NOW)) is None


def test_a_passkey_whose_count_does_not_grow_may_be_a_copy(store: Store) -> None:
    seed.seed_shop(store)

    def add(agent_id: str, count: int) -> bool:
        return store.write(
            lambda tx: add_passkey(
                tx,
                agent_id,
                NOW,
                credential_id=f"key-{count}",
                public_key=b"k",
                sign_count=count,
                transports=[],
                name="mine",
            )
        )

    assert add(seed.AGENT, 0)
    assert add(seed.AGENT, 5)
    assert not add(seed.OTHER, 5)
    kept = store.read(lambda db: passkeys_of(db, seed.AGENT))
    synced, counting = sorted(kept, key=lambda one: one.sign_count)

    def used(key: Passkey, count: int) -> bool:
        return store.write(lambda tx: note_passkey_used(tx, key.id, count, NOW))

    assert [used(synced, count) for count in (0, 0)] == [True, True]
    assert [used(counting, count) for count in (6, 6, 5)] == [True, False, False]

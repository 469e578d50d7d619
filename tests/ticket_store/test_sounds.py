from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

from ticket_store.engine import Store
from ticket_store.sounds import Sound, keep_sound, sound_media, sound_of

NOW = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
MEDIA = b"RIFF\x00\xff\x00WAVE"


def test_the_same_sound_is_kept_once_under_the_digest_of_its_bytes(store: Store) -> None:
    first = store.write(lambda tx: keep_sound(tx, MEDIA, kind="wav", name="hello.wav", actor="ola", now=NOW))
    again = store.write(lambda tx: keep_sound(tx, MEDIA, kind="wav", name="copy.wav", actor="jan", now=NOW))
    assert first == again == store.read(lambda db: sound_of(db, first.digest))
    assert (first.name, first.size, len(first.digest)) == ("hello.wav", len(MEDIA), 64)


def test_of_several_who_send_the_same_sound_at_once_one_keeps_it(store: Store) -> None:
    start = Barrier(4)

    def send(place: int) -> Sound:
        start.wait()
        return store.write(
            lambda tx: keep_sound(tx, MEDIA, kind="wav", name=f"{place}.wav", actor="ola", now=NOW)
        )

    with ThreadPoolExecutor(4) as crowd:
        kept = list(crowd.map(send, range(4)))
    assert len({one.name for one in kept}) == 1


def test_a_sound_is_found_by_the_whole_end_of_its_address_only(store: Store) -> None:
    kept = store.write(lambda tx: keep_sound(tx, MEDIA, kind="wav", name="a", actor="ola", now=NOW))
    assert store.read(lambda db: sound_media(db, kept.file)) == MEDIA
    for file in (kept.digest, f"{kept.digest}.mp3", "", ".wav", f"{kept.digest}.wav.wav"):
        assert store.read(lambda db, file=file: sound_media(db, file)) is None

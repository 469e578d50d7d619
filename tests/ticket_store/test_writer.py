"""One thread commits for all: a work that fails fails alone, a commit that fails is everyone's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from ticket_store.engine import Store
from ticket_store.writer import Work, Writer


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with two tables of its own; a child asks for its parent at the COMMIT."""
    made = Store(f"sqlite:///{tmp_path / 'w.sqlite3'}")
    with made.engine.begin() as db:
        db.execute(text("CREATE TABLE parent (n INTEGER PRIMARY KEY)"))
        db.execute(text("CREATE TABLE child (n INTEGER REFERENCES parent (n) DEFERRABLE INITIALLY DEFERRED)"))
    yield made
    made.close()


@pytest.fixture
def writer(store: Store) -> Writer:
    assert store._writer is not None
    return store._writer


def put(number: int) -> Work:
    def work(db: Connection) -> int:
        db.execute(text("INSERT INTO parent VALUES (:n)"), {"n": number})
        return number

    return work


def numbers(store: Store) -> list[int]:
    return store.read(lambda db: list(db.execute(text("SELECT n FROM parent ORDER BY n")).scalars()))


def together(writer: Writer, works: list[Work]) -> list[object]:
    """Queue all works behind one that waits, so that they are committed in one transaction; answers or errors."""
    queued, go = Event(), Event()

    def gate(_db: Connection) -> None:
        queued.set()
        go.wait(10)

    with ThreadPoolExecutor(len(works) + 1) as threads:
        threads.submit(writer.run, gate)
        assert queued.wait(10)
        futures = [threads.submit(writer.run, work) for work in works]
        while writer._waiting.qsize() < len(works):
            assert not wait(futures, timeout=0.01).done
        go.set()
        return [future.exception() or future.result() for future in futures]


def test_the_answer_comes_when_the_work_is_on_the_disk(writer: Writer, store: Store) -> None:
    assert writer.run(put(1)) == 1
    assert numbers(store) == [1]


def test_a_work_that_fails_is_rolled_back_alone(writer: Writer, store: Store) -> None:
    def half(db: Connection) -> None:
        db.execute(text("INSERT INTO parent VALUES (7)"))
        raise ValueError("changed my mind")

    answers = together(writer, [put(1), half, put(1), put(2)])
    assert sum(isinstance(answer, ValueError) for answer in answers) == 1
    assert sum(isinstance(answer, IntegrityError) for answer in answers) == 1
    assert numbers(store) == [1, 2]


def test_when_the_commit_fails_everyone_hears_of_it_and_the_next_one_goes_on(
    writer: Writer, store: Store
) -> None:
    def orphan(db: Connection) -> None:
        db.execute(text("INSERT INTO child VALUES (99)"))  # its parent is asked for at the COMMIT

    answers = together(writer, [put(1), orphan, put(2)])
    assert ["FOREIGN KEY" in str(answer) for answer in answers] == [True] * 3
    assert writer.run(put(3)) == 3
    assert numbers(store) == [3]


def test_a_transaction_inside_another_one_is_refused(writer: Writer) -> None:
    with pytest.raises(RuntimeError, match="Pass the open one down"):
        writer.run(lambda _db: writer.run(lambda _db: None))


def test_a_writer_that_never_wrote_stops_at_once(writer: Writer) -> None:
    writer.stop()

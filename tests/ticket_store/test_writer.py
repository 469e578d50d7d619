"""One thread commits for all: a work that fails fails alone, a commit that fails is everyone's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import IntegrityError

from ticket_store.writer import Work, Writer


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = create_engine(f"sqlite:///{tmp_path / 'w.sqlite3'}", connect_args={"check_same_thread": False})

    @event.listens_for(made, "connect")
    def set_up(connection: object, _record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]  # BEGIN is ours
        connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[attr-defined]

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with made.begin() as db:
        db.execute(text("CREATE TABLE parent (n INTEGER PRIMARY KEY)"))
        db.execute(text("CREATE TABLE child (n INTEGER REFERENCES parent (n) DEFERRABLE INITIALLY DEFERRED)"))
    yield made
    made.dispose()


@pytest.fixture
def writer(engine: Engine) -> Iterator[Writer]:
    made = Writer(engine)
    yield made
    made.stop()


def put(number: int) -> Work:
    def work(db: Connection) -> int:
        db.execute(text("INSERT INTO parent VALUES (:n)"), {"n": number})
        return number

    return work


def numbers(engine: Engine) -> list[int]:
    with engine.begin() as db:
        return list(db.execute(text("SELECT n FROM parent ORDER BY n")).scalars())


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


def test_the_answer_comes_when_the_work_is_on_the_disk(writer: Writer, engine: Engine) -> None:
    assert writer.run(put(1)) == 1
    assert numbers(engine) == [1]


def test_a_work_that_fails_is_rolled_back_alone(writer: Writer, engine: Engine) -> None:
    def half(db: Connection) -> None:
        db.execute(text("INSERT INTO parent VALUES (7)"))
        raise ValueError("changed my mind")

    answers = together(writer, [put(1), half, put(1), put(2)])
    assert sum(isinstance(answer, ValueError) for answer in answers) == 1
    assert sum(isinstance(answer, IntegrityError) for answer in answers) == 1
    assert numbers(engine) == [1, 2]


def test_when_the_commit_fails_everyone_hears_of_it_and_the_next_one_goes_on(
    writer: Writer, engine: Engine
) -> None:
    def orphan(db: Connection) -> None:
        db.execute(text("INSERT INTO child VALUES (99)"))  # its parent is asked for at the COMMIT

    answers = together(writer, [put(1), orphan, put(2)])
    assert [type(answer) for answer in answers] == [IntegrityError] * 3
    assert writer.run(put(3)) == 3
    assert numbers(engine) == [3]


def test_a_transaction_inside_another_one_is_refused(writer: Writer) -> None:
    with pytest.raises(RuntimeError, match="Pass the open one down"):
        writer.run(lambda _db: writer.run(lambda _db: None))


def test_a_writer_that_never_wrote_stops_at_once(engine: Engine) -> None:
    Writer(engine).stop()

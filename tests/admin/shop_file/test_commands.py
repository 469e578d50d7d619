"""Apply, export and check, as an admin at the terminal meets them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from admin.shop_file.commands import Outcome, apply_file, check, export, read_checked
from ticket_store import schema
from ticket_store.engine import Store
from ticket_store.ids import new_id
from ticket_store.line_rows import LineMissingError, line_version, load_line

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DEMO = Path(__file__).resolve().parents[3] / "app" / "demo_shop.yaml"


@pytest.fixture
def path(tmp_path: Path, good: str) -> Path:
    path = tmp_path / "shop.yaml"
    path.write_text(good, encoding="utf-8")
    return path


@pytest.fixture
def said() -> list[str]:
    return []


def apply(store: Store, path: Path, said: list[str], *, later: timedelta = timedelta()) -> Outcome:
    return apply_file(store, path, actor="shop file", now=NOW + later, ask=None, say=said.append)


def rows_of_audit(store: Store) -> int:
    return store.read(lambda db: db.scalar(select(func.count()).select_from(schema.audit))) or 0


def test_the_first_shop_file_fills_an_empty_store(store: Store, path: Path, said: list[str]) -> None:
    assert apply(store, path, said) == Outcome.APPLIED
    assert said[0] == "shop: added"
    assert said[-1] == "Applied 12 changes."
    assert list(store.read(load_line).departments) == ["sales", "repairs"]


def test_applying_it_again_changes_nothing(store: Store, path: Path, said: list[str]) -> None:
    apply(store, path, said)
    version, rows = store.read(line_version), rows_of_audit(store)
    said.clear()
    assert apply(store, path, said, later=timedelta(days=1)) == Outcome.UNCHANGED
    assert said == ["Nothing to change: the line is as the file says."]
    assert (store.read(line_version), rows_of_audit(store)) == (version, rows)


def test_what_is_exported_applies_without_a_change(store: Store, path: Path, said: list[str]) -> None:
    apply(store, path, said)
    path.write_text(export(store), encoding="utf-8")
    assert apply(store, path, said) == Outcome.UNCHANGED


def test_the_change_is_said_before_it_is_asked_about(store: Store, path: Path, said: list[str]) -> None:
    apply(store, path, said)
    path.write_text(path.read_text(encoding="utf-8").replace("20 EUR", "30 EUR"), encoding="utf-8")
    said.clear()

    def decline(question: str) -> bool:
        said.append(question)
        return False

    answer = apply_file(store, path, actor="adam@lumi.example", now=NOW, ask=decline, say=said.append)
    assert answer == Outcome.DECLINED
    assert said == [
        "callbacks: spend_per_day 20 EUR -> 30 EUR",
        "Apply 1 change?",
        "Nothing was changed.",
    ]
    assert store.read(load_line).shop.callbacks.spend_per_day == "20 EUR"


def test_a_faulty_file_changes_nothing(store: Store, path: Path, said: list[str]) -> None:
    apply(store, path, said)
    faulty = path.read_text(encoding="utf-8").replace("20 EUR", "30 EUR").replace("sales: 3", "sales: 9")
    path.write_text(faulty, encoding="utf-8")
    said.clear()
    assert apply(store, path, said) == Outcome.REFUSED
    assert said == [
        (
            f"{path}, line 39: Agent ola@lumi.example, departments, sales: skill 9 is not on the scale. "
            "Write 1 (a little) to 5 (best)."
        ),
        "1 fault. Nothing was changed.",
    ]
    assert store.read(line_version) == 1


def test_a_department_with_tickets_stays_and_nothing_else_changes(
    store: Store, path: Path, said: list[str], good: str
) -> None:
    apply(store, path, said)
    case = {"id": new_id(NOW), "number": 1, "department_key": "repairs", "opened_at": NOW, "touched_at": NOW}
    store.write(lambda tx: tx.db.execute(insert(schema.ticket).values(case)))
    without = good.replace("  repairs:\n    name: {pl: naprawy, en: repairs}\n    hours: office\n", "")
    without = without.replace("department: repairs", "department: sales").replace(", repairs: 1", "")
    path.write_text(without, encoding="utf-8")
    assert apply(store, path, said) == Outcome.REFUSED
    assert said[-1].startswith('Department "repairs" cannot be removed: it has tickets (1).')
    assert store.read(line_version) == 1


def test_a_warning_is_said_and_stops_nothing(store: Store, path: Path, said: list[str]) -> None:
    warned = path.read_text(encoding="utf-8").replace("{pl: zakupy, en: sales}", "{pl: zakupy}")
    path.write_text(warned, encoding="utf-8")
    assert apply(store, path, said) == Outcome.APPLIED
    assert said[0].startswith(f'{path}, line 14: warning: Department "sales", name: there is none in en.')


def test_an_empty_store_has_nothing_to_export(store: Store) -> None:
    with pytest.raises(LineMissingError, match="hotline shop apply FILE"):
        export(store)


def test_check_sums_up_a_good_file(path: Path, said: list[str]) -> None:
    assert check(path, say=said.append)
    assert said == [f"{path} is good: 2 numbers, 2 menus, 2 departments, 2 people."]


def test_a_file_that_is_not_there_is_named(tmp_path: Path, said: list[str]) -> None:
    assert not check(tmp_path / "none.yaml", say=said.append)
    assert said == [
        (
            f"{tmp_path / 'none.yaml'} cannot be read (No such file or directory). "
            "Check the name and the permissions."
        )
    ]


def test_a_file_in_another_encoding_is_told_so(path: Path, said: list[str]) -> None:
    path.write_bytes("shop: {name: zamówienia}".encode("cp1250"))
    assert not check(path, say=said.append)
    assert said == [f"{path} is not UTF-8 text (byte 16). Save it as UTF-8."]


def test_the_shop_of_the_demo_has_neither_faults_nor_warnings() -> None:
    line, faults = read_checked(DEMO.read_text(encoding="utf-8"))
    assert faults == ()
    assert line is not None
    assert line.shop.languages == ("pl", "en", "cs", "fi")

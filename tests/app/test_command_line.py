"""The command line as a person uses it: what is printed, and the exit code."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import insert, select

from app.command_line import hotline, main
from call_routing.people.pins import fits
from tests.app.test_settings import GOOD
from ticket_store.calls import insert_call
from ticket_store.engine import Store
from ticket_store.schema import agent, call_figure

ROOT = Path(__file__).parents[2]
SHOP = str(ROOT / "app" / "demo_shop.yaml")
TUESDAY = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
COMMANDS = {
    "demo", "run", "web", "live", "worker", "sweeper", "doctor", "replay", "erase",
    "db upgrade", "db downgrade", "db current", "shop apply", "shop export", "shop check",
    "agent add", "agent list", "agent pin", "agent status", "agent link", "twilio connect",
    "token create", "token list", "token revoke",
    "backup", "restore", "callbacks status", "callbacks accept", "callbacks dial", "callbacks release",
    "figures check", "figures rebuild",
}  # fmt: skip


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (*GOOD, "REDIS_URL", "HOTLINE_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/hotline.sqlite3")
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> Result:
    return CliRunner().invoke(hotline, words, catch_exceptions=False)


def good(*words: str) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def shop() -> None:
    good("db", "upgrade")
    good("shop", "apply", SHOP)


def test_every_promised_command_is_there_and_no_other() -> None:
    found = set()
    for name, command in hotline.commands.items():
        inner = command.commands if isinstance(command, click.Group) else {"": command}
        found |= {f"{name} {sub}".strip() for sub in inner}
    assert found == COMMANDS


def test_help_is_there_at_once_because_nothing_heavy_is_imported() -> None:
    script = "import sys, app.command_line; print([m for m in ('sqlalchemy', 'flask', 'redis') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


def test_faulty_settings_are_all_listed_and_end_with_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["hotline", "run"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert [line.split()[1] for line in told.splitlines()] == list(GOOD)


def test_a_store_that_was_never_migrated_says_what_to_do() -> None:
    result = run("token", "create")
    assert result.exit_code == 1
    assert "Run: hotline db upgrade" in result.output


def test_the_schema_goes_up_and_down() -> None:
    assert good("db", "current").startswith("none (newest: ")
    assert "is now at" in good("db", "upgrade")
    assert good("db", "upgrade") == "Nothing to do.\n"
    assert "is now at none" in good("db", "downgrade", "base")
    assert "the database is empty" in good("db", "downgrade")


def test_an_unknown_revision_is_a_sentence() -> None:
    result = run("db", "upgrade", "9999")
    assert result.exit_code == 1
    assert "There is no way from an empty database to 9999" in result.output


@pytest.mark.usefixtures("shop")
def test_an_exported_shop_changes_nothing_when_it_is_applied_again(tmp_path: Path) -> None:
    (tmp_path / "again.yaml").write_text(good("shop", "export"))
    assert "Nothing to change" in good("shop", "apply", "again.yaml")


def test_a_faulty_shop_file_ends_with_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("shop: {nmae: Lumi}")
    assert run("shop", "check", "bad.yaml").exit_code == 1
    assert run("shop", "check", "none.yaml").exit_code == 1


def test_nothing_can_be_exported_before_the_first_shop() -> None:
    good("db", "upgrade")
    result = run("shop", "export")
    assert result.exit_code == 1
    assert "hotline shop apply" in result.output


@pytest.mark.usefixtures("shop")
def test_a_token_is_printed_alone() -> None:
    assert good("token", "create", "--name", "monitoring").startswith("hl_")
    assert len(good("token", "create").split()) == 1


@pytest.mark.usefixtures("shop")
def test_a_token_is_made_for_some_things_listed_with_them_and_revoked() -> None:
    good("token", "create", "--name", "shop system", "--scope", "read:calls", "--scope", "write:callbacks")
    (row,) = good("token", "list").splitlines()
    assert "shop system  read:calls, write:callbacks  never used" in row
    good("token", "revoke", row.split()[0])
    assert good("token", "list") == ""
    assert run("token", "revoke", row.split()[0]).exit_code == 1
    assert "Choose from: read:calls" in run("token", "create", "--scope", "everything").output


@pytest.mark.usefixtures("shop")
def test_an_agent_is_added_with_a_password_that_is_shown_once() -> None:
    told = good("agent", "add", "Zoe@Lumi.example", "--department", "orders:3", "--language", "pl")
    assert told.startswith("Added zoe@lumi.example.\nPassword, shown only this once: ")
    assert (
        good("agent", "add", "zoe@lumi.example", "--rings", "+48600000002") == "Changed zoe@lumi.example.\n"
    )
    (row,) = (line for line in good("agent", "list").splitlines() if line.startswith("zoe@"))
    assert row.split() == [
        *("zoe@lumi.example", "zoe", "offline", "reachable", "-"),
        *("agent", "orders:3", "+48600000002"),
    ]


@pytest.mark.usefixtures("shop")
def test_a_status_is_chosen_for_an_agent() -> None:
    assert good("agent", "status", "ola@lumi.example", "available") == "ola@lumi.example is available.\n"
    assert "Ola Lis      available  reachable  set by command line" in good("agent", "list")


@pytest.mark.usefixtures("shop")
def test_a_pin_is_read_from_standard_input_and_never_printed() -> None:
    set_one = CliRunner().invoke(hotline, ["agent", "pin", "aino@lumi.example"], input="4071\n")
    assert set_one.output == "aino@lumi.example has a new PIN.\n"
    browser = CliRunner().invoke(hotline, ["agent", "pin", "ola@lumi.example"], input="4071\n")
    assert "they are rung in the browser" in browser.output
    store = Store(f"sqlite:///{Path.cwd()}/hotline.sqlite3")
    hashed = store.read(lambda db: db.scalar(select(agent.c.pin_hash).where(agent.c.name == "Aino Salo")))
    store.close()
    assert hashed is not None
    assert fits(hashed, "4071")
    assert good("agent", "pin", "aino@lumi.example", "--remove").endswith("has no PIN any more.\n")


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("agent", "add", "nobody"), "'nobody' is no e-mail address"),
        (("agent", "add", "a@b", "--department", "toys:3"), 'There is no department "toys"'),
        (("agent", "add", "a@b", "--department", "orders:9"), "a skill of 1 to 5"),
        (("agent", "add", "a@b", "--rings", "0048600"), "give browser, a number like"),
        (("agent", "add", "a@b", "--password", "short"), "Give it at least"),
        (("agent", "status", "a@b", "asleep"), "is not one of"),
        (("agent", "status", "a@b.example", "away"), "There is no agent a@b.example"),
        (("agent", "pin", "a@b.example"), "There is no agent a@b.example"),
        (("agent", "pin", "ola@lumi.example"), "A PIN has 4 to 8 digits"),  # nothing on standard input
    ],
)
def test_what_cannot_be_done_is_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    result = run(*words)
    assert result.exit_code in {1, 2}
    assert sentence in " ".join(result.output.split())


def test_a_worker_without_redis_says_who_does_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    result = run("worker")
    assert result.exit_code == 1
    assert "leave the work to the sweeper" in result.output


def test_the_doctor_says_what_is_missing_and_what_to_do() -> None:
    result = run("doctor")
    assert result.exit_code == 1
    assert "PUBLIC_BASE_URL is not set" in result.output
    assert "→ Run: hotline db upgrade" in result.output
    assert "GB free" in result.output


@pytest.mark.usefixtures("shop")
def test_callbacks_are_switched_and_shown() -> None:
    assert "dial     on" in good("callbacks", "status")
    assert good("callbacks", "dial", "off") == "dial is off\n"
    assert good("callbacks", "accept", "off") == "accept is off\n"
    shown = good("callbacks", "status")
    assert "accept   off" in shown
    assert "dial     off" in shown
    assert good("callbacks", "release") == "Nothing was held.\n"


@pytest.mark.usefixtures("shop")
def test_figures_that_went_astray_are_found_and_made_anew(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/hotline.sqlite3")
    nothing = dict.fromkeys((column.name for column in call_figure.columns), 0)
    wrong = insert(call_figure).values(
        nothing | {"half_hour": 985_000, "department_key": "orders", "calls": 1}
    )
    row = {"id": "call", "direction": "inbound", "language": "pl", "status": "ended", "started_at": TUESDAY}
    store.write(lambda tx: insert_call(tx, row | {"step": 1, "ended_at": TUESDAY}))
    assert good("figures", "check") == "All figures are what the calls say.\n"
    store.write(lambda tx: tx.db.execute(wrong))
    store.close()
    found = run("figures", "check")
    assert found.exit_code == 1
    assert "call_figure 2026-03-08 20:00 UTC orders: calls 1 instead of 0\n" in found.output
    assert "Half-hours made anew: 1." in good("figures", "rebuild")
    assert good("figures", "check") == "All figures are what the calls say.\n"


@pytest.mark.usefixtures("shop")
def test_a_copy_is_made_put_back_and_held_until_released(tmp_path: Path) -> None:
    assert "Put it back with: hotline restore" in good("backup", str(tmp_path / "copy"))
    good("callbacks", "dial", "off")
    assert "Restored as of" in good("restore", str(tmp_path / "copy"), "--yes")
    shown = good("callbacks", "status")
    assert "dial     on" in shown
    assert "held     restored from copy" in shown
    assert good("callbacks", "release") == "Callbacks are dialled again.\n"
    refused = run("restore", str(tmp_path / "none"), "--yes")
    assert refused.exit_code == 1
    assert "is not there" in refused.output


def test_a_link_lets_whoever_lost_every_way_in_choose_a_password(
    shop: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    del shop
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    good("agent", "add", "ola@lumi.example", "--role", "admin")
    printed = good("agent", "link", "ola@lumi.example", "--without-second-step").strip()
    assert printed.startswith(f"{GOOD['PUBLIC_BASE_URL']}/invitation/")
    assert run("agent", "link", "nobody@lumi.example").exit_code == 1

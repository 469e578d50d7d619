"""The line in the store: what is saved is loaded, and saving it again changes nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update

from ticket_store import schema
from ticket_store.engine import Store
from ticket_store.ids import new_id
from ticket_store.line import (
    AgentSetup,
    Branch,
    Closure,
    Department,
    Did,
    Line,
    ManualClose,
    Menu,
    OrderStatus,
    Repeat,
    Shop,
    Spoken,
    ToDepartment,
    ToLanguage,
    ToMenu,
)
from ticket_store.line_rows import (
    LineMissingError,
    line_version,
    load_line,
    menus_of_version,
    save_line,
)
from ticket_store.line_writing import DepartmentInUseError

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MAIN = Menu(
    key="main",
    keys={
        "2": ToDepartment("repairs"),
        "1": ToMenu("more"),
        "8": ToLanguage("en"),
        "9": Repeat(),
        "5": OrderStatus(),
    },
    greeting={"pl": Spoken(text="Dzień dobry"), "en": Spoken(audio="https://shop.example/hello.mp3")},
    name={"pl": "początek"},
    no_input=Branch(times=3, then=ToDepartment("sales")),
    no_match=Branch(times=1, then=ToMenu("more")),
)
LINE = Line(
    version=1,
    shop=Shop(
        name="Lumi",
        country="PL",
        timezone="Europe/Warsaw",
        languages=("pl", "en"),
        caller_id="+48221234567",
        retention={"calls": timedelta(days=30)},
    ),
    hours={"early": "Mo-Fr 08:00-16:00", "all": "24/7"},
    closures=(Closure("early", NOW, NOW + timedelta(hours=3), {"pl": "remont"}),),
    departments={
        "sales": Department("sales", {"pl": "sprzedaż"}, "early", 0, dispositions=("sold", "not sold")),
        "repairs": Department("repairs", {"pl": "naprawy"}, "all", 1, wrap_up=timedelta(seconds=75)),
    },
    dids={
        "+48221234568": Did("+48221234568", "pl", 0, department_key="sales"),
        "+48221234567": Did("+48221234567", "en", 1, menu_key="main", brand="Lumi Outlet"),
    },
    menus={"main": MAIN, "more": Menu("more", {"0": ToDepartment("sales")})},
    menu_version=1,
    agents=(
        AgentSetup(
            "zoe@lumi.example", "Zoe", ("agent",), {"sales": 3, "repairs": 1}, ("pl",), "+48600000001"
        ),
        AgentSetup("adam@lumi.example", "Adam", ("admin",)),
    ),
    prompts={("wait_music", "pl"): Spoken(audio="https://shop.example/music.mp3")},
)


def save(store: Store, line: Line, now: datetime = NOW) -> None:
    store.write(lambda tx: save_line(tx, line, actor="shop file", now=now))


def audit_of(store: Store) -> list[Any]:
    table = schema.audit
    return store.read(lambda db: list(db.execute(select(table).order_by(table.c.at, table.c.id))))


def test_a_line_comes_back_as_it_was_saved_in_its_order(store: Store) -> None:
    save(store, LINE)
    loaded = store.read(load_line)
    assert loaded == LINE
    assert list(loaded.menus["main"].keys) == ["2", "1", "8", "9", "5"]
    assert list(loaded.departments) == ["sales", "repairs"]
    assert list(loaded.dids) == ["+48221234568", "+48221234567"]
    assert list(loaded.hours) == ["early", "all"]
    assert [agent.name for agent in loaded.agents] == ["Zoe", "Adam"]


def test_an_empty_store_has_version_0_and_says_what_to_do(store: Store) -> None:
    assert store.read(line_version) == 0
    with pytest.raises(LineMissingError, match="hotline shop apply FILE"):
        store.read(load_line)


def test_saving_the_same_line_again_changes_no_version_and_writes_no_audit(store: Store) -> None:
    save(store, LINE)
    rows = len(audit_of(store))
    save(store, LINE, NOW + timedelta(days=1))
    assert store.read(load_line).version == 1
    assert len(audit_of(store)) == rows


def test_a_change_is_audited_with_only_what_differs(store: Store) -> None:
    save(store, LINE)
    slower = replace(LINE.departments["sales"], ring_timeout=timedelta(seconds=25))
    save(
        store,
        replace(LINE, departments=LINE.departments | {"sales": slower}),
        NOW + timedelta(days=1),
    )
    row = audit_of(store)[-1]
    assert (row.actor, row.action, row.subject) == ("shop file", "line.changed", "department sales")
    assert (row.before, row.after) == ({"ring_timeout_s": 15}, {"ring_timeout_s": 25})
    assert store.read(line_version) == 2


def test_a_live_call_keeps_the_menus_that_it_began_with(store: Store) -> None:
    save(store, LINE)
    turned = replace(MAIN, keys=dict(reversed(MAIN.keys.items())))
    save(store, replace(LINE, menus=LINE.menus | {"main": turned}))
    assert store.read(load_line).menu_version == 2
    assert list(store.read(load_line).menus["main"].keys) == ["5", "9", "8", "1", "2"]
    assert list(store.read(lambda db: menus_of_version(db, 1))["main"].keys) == ["2", "1", "8", "9", "5"]


def test_other_changes_publish_no_new_menus(store: Store) -> None:
    save(store, LINE)
    save(store, replace(LINE, shop=replace(LINE.shop, name="Lumi Toys")))
    assert store.read(load_line).menu_version == 1
    assert store.read(line_version) == 2


def test_an_agent_who_left_the_file_is_inactive_signed_out_and_keeps_the_row(store: Store) -> None:
    save(store, LINE)
    zoe = schema.agent.c.email == "zoe@lumi.example"
    store.write(lambda tx: tx.db.execute(update(schema.agent).where(zoe).values(chosen_status="available")))
    save(store, replace(LINE, agents=LINE.agents[1:]))
    row = store.read(lambda db: db.execute(select(schema.agent).where(zoe)).one())
    assert (row.active, row.chosen_status) == (False, "offline")
    assert row.sign_in_stamp is not None
    assert [agent.name for agent in store.read(load_line).agents] == ["Adam"]
    skills = select(func.count()).select_from(schema.agent_department)
    assert store.read(lambda db: db.scalar(skills)) == 0


def test_an_agent_who_comes_back_is_the_same_row_again(store: Store) -> None:
    ids = select(schema.agent.c.id).where(schema.agent.c.email == "zoe@lumi.example")
    save(store, LINE)
    before = store.read(lambda db: db.scalar(ids))
    save(store, replace(LINE, agents=LINE.agents[1:]))
    save(store, LINE)
    assert store.read(lambda db: db.scalar(ids)) == before
    assert store.read(load_line).agents == LINE.agents


def test_what_an_agent_chose_today_survives_a_new_shop_file(store: Store) -> None:
    save(store, LINE)
    store.write(lambda tx: tx.db.execute(update(schema.agent).values(chosen_status="away")))
    save(store, replace(LINE, agents=(replace(LINE.agents[0], name="Zoë"), LINE.agents[1])))
    chosen = store.read(lambda db: set(db.scalars(select(schema.agent.c.chosen_status))))
    assert chosen == {"away"}


def test_a_department_closed_by_hand_stays_closed(store: Store) -> None:
    save(store, LINE)
    closed = {"closed_since_at": NOW, "closed_until_at": None, "closed_reason": {"pl": "awaria"}}
    store.write(lambda tx: tx.db.execute(update(schema.department).values(closed)))
    save(store, replace(LINE, shop=replace(LINE.shop, name="Lumi Toys")))
    sales = store.read(load_line).departments["sales"]
    assert sales.manual_close == ManualClose(NOW, None, {"pl": "awaria"})


def test_what_is_gone_from_the_line_is_gone_from_the_store(store: Store) -> None:
    save(store, LINE)
    smaller = replace(
        LINE,
        hours={"early": LINE.hours["early"]},
        closures=(),
        departments={"sales": LINE.departments["sales"]},
        dids={"+48221234568": LINE.dids["+48221234568"]},
        menus={},
        agents=(),
        prompts={},
    )
    save(store, smaller)
    assert replace(store.read(load_line), version=1, menu_version=1) == smaller


def test_a_department_with_tickets_cannot_be_removed(store: Store) -> None:
    save(store, LINE)
    case = {"id": new_id(NOW), "number": 1, "department_key": "repairs", "opened_at": NOW, "touched_at": NOW}
    store.write(lambda tx: tx.db.execute(insert(schema.ticket).values(case)))
    sales_alone = replace(
        LINE, departments={"sales": LINE.departments["sales"]}, agents=(), menus={}, prompts={}
    )
    sentence = 'Department "repairs" cannot be removed: it has tickets \\(1\\).'
    with pytest.raises(DepartmentInUseError, match=sentence):
        save(store, sales_alone)
    assert store.read(load_line) == LINE


def test_a_department_in_which_somebody_waits_or_talks_cannot_be_removed(store: Store) -> None:
    save(store, LINE)
    passed_on = {"id": new_id(NOW), "direction": "inbound", "language": "pl", "status": "waiting", "step": 1,
                 "started_at": NOW, "department_key": "repairs"}  # fmt: skip
    store.write(lambda tx: tx.db.execute(insert(schema.call).values(passed_on)))
    sales_alone = replace(
        LINE, departments={"sales": LINE.departments["sales"]}, agents=(), menus={}, prompts={}
    )
    sentence = 'Department "repairs" cannot be removed: it has live calls \\(1\\).'
    with pytest.raises(DepartmentInUseError, match=sentence):
        save(store, sales_alone)
    store.write(lambda tx: tx.db.execute(schema.call.update().values(status="ended")))
    save(store, sales_alone)
    assert list(store.read(load_line).departments) == ["sales"]


def test_pages_that_show_a_changed_department_are_told(store: Store) -> None:
    save(store, LINE)
    slower = replace(LINE.departments["sales"], max_callers=5)
    changed = replace(LINE, departments=LINE.departments | {"sales": slower})

    def topics_of_saving(line: Line) -> set[str]:
        def work(tx: Any) -> set[str]:
            save_line(tx, line, actor="shop file", now=NOW)
            return set(tx.topics)

        return store.write(work)

    assert topics_of_saving(changed) == {"line", "department:sales"}
    assert topics_of_saving(changed) == set()

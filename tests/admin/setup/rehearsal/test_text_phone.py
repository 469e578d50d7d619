"""`/admin/rehearsal`: each press plays the call anew, and shows why it went so."""

import re
from dataclasses import replace
from html import unescape

from admin.back_office import BackOffice
from admin.setup.menus.draft import draft_of
from admin.setup.menus.draft import draft_to_json as as_json
from tests.admin import seed
from tests.admin.conftest import Person
from tests.admin.setup.menus.shop import POLISH
from ticket_store import schema
from ticket_store.line_rows import load_line, save_line
from ticket_store.menu_drafts import keep_draft
from ticket_store.rehearsals import kept_rehearsals

AT = "2026-11-19T13:00"  # seed.NOW on the shop's clock, a Thursday


def plays(person: Person, do: str, *pressed: str, **form: str) -> str:
    answer = person.client.post(
        "/admin/rehearsal",
        data={
            "csrf_token": person.token(),
            "at": AT,
            "did": POLISH,
            "do": do,
            "press": list(pressed),
            **form,
        },
    )
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def presses(page: str) -> list[str]:
    return re.findall(r'name="press" value="([^"]+)"', page)


def test_the_page_rings_the_first_number_at_this_moment(caller: Person) -> None:
    page = unescape(caller.opens("/admin/rehearsal").text)
    assert "Dzień dobry, tu księgarnia Sowa." in page
    assert "+48 22 123 45 67 opens the menu main" in page
    assert f'value="{AT}"' in page


def test_a_key_is_pressed_and_the_rule_that_decided_stands_beside(caller: Person) -> None:
    page = plays(caller, "keys 3", on_duty="")
    assert presses(page) == ["keys 3"]
    assert "key 3: marketing" in page
    assert "nobody is on duty: marketing" in page
    assert "#overflow" in page


def test_an_agent_takes_the_call_and_the_rows_of_it_are_shown(caller: Person) -> None:
    page = plays(caller, f"answer {seed.AGENT}@sowa.example", "keys 1", on_duty=f"{seed.AGENT}@sowa.example")
    assert "talks with Agent One" in page
    assert "complaints, talking, Agent One" in page


def test_a_caller_who_says_nothing_is_seen_to_do_so(caller: Person) -> None:
    page = plays(caller, "silence", "silence")
    assert page.count("presses no key") == 2
    assert "no key was pressed: try 2 of 2" in page


def test_the_last_step_is_taken_back_and_a_call_begun_anew(caller: Person) -> None:
    assert presses(plays(caller, "undo", "keys 1", "silence")) == ["keys 1"]
    assert presses(plays(caller, "ring", "keys 1", "silence")) == []


def test_a_fault_stands_beside_its_field(caller: Person) -> None:
    answer = caller.posts("/admin/rehearsal", at="soon", did=POLISH)
    assert answer.status_code == 422
    assert "Write the time as 2026-11-21 14:30." in answer.text
    answer = caller.posts("/admin/rehearsal", at="2027-03-28T02:30", did=POLISH)
    assert (answer.status_code, "this time never comes" in answer.text) == (422, True)


def test_what_is_known_of_the_caller_counts_when_it_is_wished(caller: Person) -> None:
    known = {"caller": "+48600123456", "on_duty": f"{seed.LEAD}@sowa.example"}
    assert "there is an open case: complaints" in plays(caller, "ring", history="on", **known)
    assert "there is an open case" not in plays(caller, "ring", **known)


def test_a_draft_is_rehearsed_where_it_is_wished(caller: Person, pages_office: BackOffice) -> None:
    line = pages_office.store.read(load_line)
    draft = as_json(draft_of(line.menus))
    draft["menus"][0]["greeting"]["pl"] = {"text": "Nowe powitanie."}
    pages_office.store.write(
        lambda tx: keep_draft(tx, draft, base=line.menu_version, undo=None, actor="x", now=seed.NOW)
    )
    assert "Nowe powitanie." in plays(caller, "ring", draft="on")
    assert "Nowe powitanie." not in plays(caller, "ring")
    pages_office.store.write(
        lambda tx: keep_draft(tx, None, base=line.menu_version, undo=None, actor="x", now=seed.NOW)
    )


def test_a_sound_of_the_shop_can_be_heard(caller: Person, pages_office: BackOffice) -> None:
    line = pages_office.store.read(load_line)
    draft = as_json(draft_of(line.menus))
    draft["menus"][0]["greeting"]["pl"] = {"audio": f"http://127.0.0.1/ivr/sound/{'a' * 64}.wav"}
    pages_office.store.write(
        lambda tx: keep_draft(tx, draft, base=line.menu_version, undo=None, actor="x", now=seed.NOW)
    )
    assert f'src="/admin/menus/sounds/{"a" * 64}.wav"' in plays(caller, "ring", draft="on")


def test_a_line_without_numbers_says_what_comes_first(caller: Person, pages_office: BackOffice) -> None:
    line = pages_office.store.read(load_line)
    pages_office.store.write(lambda tx: save_line(tx, replace(line, dids={}), actor="x", now=seed.NOW))
    assert "It has no number yet" in caller.opens("/admin/rehearsal").text
    pages_office.store.write(lambda tx: save_line(tx, line, actor="x", now=seed.NOW))


def test_a_call_is_kept_as_a_check_under_a_name_of_its_own(caller: Person, pages_office: BackOffice) -> None:
    assert "Kept as a check: Key 3" in plays(caller, "keep", "keys 3", name=" Key 3 ")
    (kept,) = pages_office.store.read(kept_rehearsals)
    assert (kept.name, kept.presses) == ("Key 3", ({"deed": "keys", "what": "3"},))
    assert kept.setup["history"] is False
    again = caller.posts("/admin/rehearsal", at=AT, did=POLISH, do="keep", name="Key 3")
    assert again.status_code == 422
    assert "Another check has this name." in again.text
    assert caller.posts("/admin/rehearsal", at=AT, did=POLISH, do="keep", name=" ").status_code == 422


def test_nothing_is_left_in_the_store(caller: Person, pages_office: BackOffice) -> None:
    before = pages_office.store.read(lambda db: db.execute(schema.call.select()).all())
    plays(caller, "hang_up", "keys 1", caller="+48501000111")
    assert pages_office.store.read(lambda db: db.execute(schema.call.select()).all()) == before


def test_markup_that_a_caller_speaks_is_text(caller: Person) -> None:
    page = caller.client.post(
        "/admin/rehearsal",
        data={
            "csrf_token": caller.token(),
            "at": AT,
            "did": POLISH,
            "do": "speak",
            "message": "<b>hi</b>",
            "press": ["keys 3", "keys 2"],
        },
    ).text
    assert "&lt;b&gt;hi&lt;/b&gt;" in page
    assert "<b>hi" not in page

import io
import re

import pytest

from admin.back_office import BackOffice
from tests.admin import seed
from tests.admin.conftest import Person
from ticket_store.line import Spoken
from ticket_store.line_rows import load_line

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
GOODBYE = "/admin/menus/sentences/goodbye"


def says(boss: Person, path: str = GOODBYE, **own: str) -> tuple[int, str, str]:
    seen = re.search(r'name="seen" value="(\d+)"', boss.opens(path).text)
    assert seen
    typed = {f"own-{language}": text for language, text in own.items()}
    answer = boss.posts(path, **{"seen": seen[1]} | typed)
    return answer.status_code, answer.text, answer.location or ""


def fields_of_undo(page: str) -> dict[str, str]:
    form = re.search(r'name="version" value="(\d+)"><input type="hidden" name="seen" value="(\d+)"', page)
    assert form, "the page offers no way back"
    return {"version": form[1], "seen": form[2]}


def said(office: BackOffice, name: str = "goodbye") -> dict[str, Spoken]:
    line = office.store.read(load_line)
    return {language: one for (other, language), one in line.prompts.items() if other == name}


def test_own_words_are_said_from_now_on_and_taken_back_by_undo(boss: Person, office: BackOffice) -> None:
    says(boss, pl="Pa!")
    status, _, back = says(boss, pl="Do widzenia!", en="Bye!")
    assert status == 303
    assert said(office) == {"pl": Spoken("Do widzenia!"), "en": Spoken("Bye!")}
    page = boss.opens(back).text
    assert "Saved: the next caller hears it." in page
    boss.posts(f"{GOODBYE}/undo", **fields_of_undo(page))
    assert said(office) == {"pl": Spoken("Pa!")}


def test_undo_takes_back_no_change_that_somebody_else_made_meanwhile(
    boss: Person, office: BackOffice
) -> None:
    _, _, back = says(boss, pl="Pa!")
    page = boss.opens(back).text
    says(boss, pl="Do widzenia!")
    assert boss.posts(f"{GOODBYE}/undo", **fields_of_undo(page)).status_code == 409
    assert said(office) == {"pl": Spoken("Do widzenia!")}


def test_an_empty_text_brings_the_lines_own_back(boss: Person, office: BackOffice) -> None:
    says(boss, pl="Pa!", en="Bye!")
    says(boss, pl="", en="Bye!")
    assert said(office) == {"en": Spoken("Bye!")}


def test_a_place_that_nothing_fills_is_refused_beside_its_text(boss: Person, office: BackOffice) -> None:
    status, page, _ = says(boss, "/admin/menus/sentences/key_person", en="Press {kee}!")
    assert status == 422
    assert "Nothing fills {kee} in this sentence. What can be filled: key." in page
    assert "Press {kee}!" in page
    assert said(office, "key_person") == {}


def test_who_saves_over_another_change_is_told_and_loses_nothing_typed(
    boss: Person, office: BackOffice
) -> None:
    seen = re.search(r'name="seen" value="(\d+)"', boss.opens(GOODBYE).text)
    assert seen
    says(boss, "/admin/menus/sentences/sorry", pl="Oj.")
    answer = boss.posts(GOODBYE, **{"seen": seen[1], "own-pl": "Pa!"})
    assert answer.status_code == 409
    assert "Pa!" in answer.text
    assert said(office) == {}


def test_a_sound_is_said_instead_and_what_is_typed_meanwhile_stays_for_later(
    boss: Person, office: BackOffice
) -> None:
    says(boss, pl="Pa!")
    data = {
        "csrf_token": boss.token(),
        "seen": str(office.store.read(load_line).version),
        "own-pl": "Do widzenia!",
        "own-fi": "Hei hei!",
        "sound-fi": (io.BytesIO(seed.beep()), "bye.wav"),
    }
    assert boss.client.post(f"{GOODBYE}/sound/fi", data=data).status_code == 303
    assert said(office)["pl"] == Spoken("Do widzenia!")
    kept = said(office)["fi"]
    assert kept.text == "Hei hei!"
    assert kept.audio
    assert kept.audio.endswith(".wav")


def test_sentences_are_found_by_their_words(boss: Person) -> None:
    assert "/admin/menus/sentences/goodbye" in boss.opens("/admin/menus/sentences?q=goodbye").text
    assert "No sentence has these words." in boss.opens("/admin/menus/sentences?q=xyzzy").text


def test_a_sentence_that_nobody_says_is_not_found(boss: Person) -> None:
    assert boss.opens("/admin/menus/sentences/nothing").status_code == 404

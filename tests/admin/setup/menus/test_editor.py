"""The editor without scripts: forms and buttons alone."""

import re

import pytest
from flask import Flask

from admin.back_office import BackOffice
from admin.setup.menus.draft import Draft
from admin.setup.menus.sound_kind import LARGEST
from admin.setup.menus.workbench import work_in
from tests.admin import seed
from tests.admin.conftest import Person
from tests.admin.setup.menus.shop import DIRECT, MENUS
from ticket_store.line import Did, Spoken, ToDepartment, ToMenu
from ticket_store.schema import audit
from ticket_store.sounds import sound_media

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
MAIN = "/admin/menus/menu/main"
FORM = "multipart/form-data; boundary=x"


def form_of(boss: Person, path: str = MAIN) -> dict[str, str]:
    """The form of a menu as a browser would send it back."""
    page = boss.opens(path).text
    form = page[page.index('id="menu-form"') : page.index("</form>", page.index('id="menu-form"'))]
    fields = dict(
        re.findall(r'<(?:input|textarea)[^>]* name="((?!do|sound)[^"]+)"[^>]*?value="([^"]*)"', form)
    )
    fields |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)<', form))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option(?: value="([^"]*)")? selected>([^<]*)', options)
        fields[name] = (chosen[1] if chosen[1] is not None else chosen[2]) if chosen else ""
    return fields


def draft(office: BackOffice) -> Draft:
    return office.store.read(work_in).draft


def keys(office: BackOffice, menu: str = "main") -> str:
    found = draft(office).menu(menu)
    assert found
    return "".join(one.digit for one in found.keys)


def test_what_is_typed_stays_a_draft_and_callers_hear_the_old_menu(boss: Person, office: BackOffice) -> None:
    answer = boss.posts(
        MAIN, **form_of(boss) | {"greeting-pl": "Dobry wieczór.", "to-0": "department:orders"}
    )
    assert answer.status_code == 303
    typed = draft(office).menu("main")
    assert typed
    assert typed.greeting["pl"] == Spoken("Dobry wieczór.")
    assert typed.keys[0].target == ToDepartment("orders")
    assert office.store.read(work_in).line.menus["main"] == MENUS["main"]
    assert "draft" in boss.opens("/admin/menus").text


def test_sending_a_menu_back_as_it_is_begins_no_draft(boss: Person, office: BackOffice) -> None:
    assert boss.posts(MAIN, **form_of(boss)).status_code == 303
    assert office.store.read(work_in).kept is None


def test_keys_are_added_moved_and_removed(boss: Person, office: BackOffice) -> None:
    for act, said in (("add", "123894"), ("up:1", "213894"), ("remove:0", "13894")):
        boss.posts(MAIN, **form_of(boss), do=act)
        assert keys(office) == said


def test_a_removed_key_comes_back_by_undo_until_something_else_is_changed(
    boss: Person, office: BackOffice
) -> None:
    boss.posts(MAIN, **form_of(boss), do="remove:0")
    kept = office.store.read(work_in).kept
    assert kept
    boss.posts("/admin/menus/undo", revision=str(kept.revision), key="main")
    assert keys(office) == "12389"
    boss.posts(MAIN, **form_of(boss) | {"greeting-en": "Hi."})
    boss.posts("/admin/menus/undo", revision=str(kept.revision), key="main")
    assert keys(office) == "12389"
    assert 'action="/admin/menus/undo"' not in boss.opens(MAIN).text


def test_a_key_used_twice_is_kept_as_typed_and_told_beside_the_menu(boss: Person, office: BackOffice) -> None:
    boss.posts(MAIN, **form_of(boss) | {"digit-1": "1"})
    assert keys(office) == "11389"
    page = boss.opens(MAIN).text
    assert "Key 1 is used twice (complaints, orders). Give one of them another key." in page
    assert "1 fault stops publishing." in page


def test_a_key_may_open_a_new_menu_at_once(boss: Person, office: BackOffice) -> None:
    boss.posts(MAIN, **form_of(boss) | {"to-2": "new"})
    typed = draft(office).menu("main")
    assert typed
    assert typed.keys[2].target == ToMenu("menu")
    assert draft(office).menu("menu")


def test_a_menu_is_named_added_and_removed(boss: Person, office: BackOffice) -> None:
    answer = boss.posts("/admin/menus/new", **{"name-en": "Gift cards"})
    assert answer.location == "/admin/menus/menu/gift-cards"
    assert "Nothing leads here" in boss.opens(answer.location).text
    boss.posts("/admin/menus/menu/gift-cards/remove")
    assert draft(office).menu("gift-cards") is None
    assert boss.opens(answer.location).status_code == 404


def test_a_number_is_led_elsewhere(boss: Person, office: BackOffice) -> None:
    boss.posts("/admin/menus/numbers", **{f"opens-{DIRECT}": "menu:main"})
    work = office.store.read(work_in)
    assert work.planned.dids[DIRECT] == Did(DIRECT, "pl", 2, menu_key="main")
    assert work.line.dids[DIRECT].menu_key is None
    assert work.is_changed


def test_who_edits_what_somebody_else_has_changed_is_told_and_loses_nothing_typed(
    boss: Person, office: BackOffice
) -> None:
    mine = form_of(boss) | {"greeting-pl": "Moje powitanie"}
    boss.posts(MAIN, **form_of(boss) | {"greeting-pl": "Cudze powitanie"})
    answer = boss.posts(MAIN, **mine)
    assert answer.status_code == 409
    assert "has changed this menu in the meantime" in answer.text
    assert "Moje powitanie" in answer.text
    seen = re.search(r'name="seen" value="(\w+)"', answer.text)
    assert seen
    assert boss.posts(MAIN, **mine | {"seen": seen[1]}).status_code == 303
    typed = draft(office).menu("main")
    assert typed
    assert typed.greeting["pl"] == Spoken("Moje powitanie")


def test_two_who_edit_two_menus_do_not_stand_in_each_others_way(boss: Person, office: BackOffice) -> None:
    mine = form_of(boss, "/admin/menus/menu/orders")
    boss.posts(MAIN, **form_of(boss), do="remove:0")
    assert boss.posts("/admin/menus/menu/orders", **mine, do="add").status_code == 303
    assert (keys(office), keys(office, "orders")) == ("2389", "1293")


def test_a_draft_is_discarded_and_taken_up_again(boss: Person, office: BackOffice) -> None:
    boss.posts(MAIN, **form_of(boss), do="add")
    boss.posts("/admin/menus/discard")
    assert keys(office) == "12389"
    kept = office.store.read(work_in).kept
    assert kept
    boss.posts("/admin/menus/undo", revision=str(kept.revision), key="main")
    assert keys(office) == "123894"
    actions = {row.action for row in office.store.read(lambda db: db.execute(audit.select())).all()}
    assert {"menus.draft_begun", "menus.draft_discarded"} <= actions


def sends(boss: Person, media: bytes, name: str = "hello.mp3") -> tuple[int, str]:
    """The file as a browser sends it; written here, since the client keeps large ones in files of its own."""
    head = f'--x\r\nContent-Disposition: form-data; name="sound"; filename="{name}"\r\n\r\n'
    answer = boss.client.post(
        f"{MAIN}/sound/pl",
        data=head.encode() + media + b"\r\n--x--\r\n",
        content_type=FORM,
        headers={"X-CSRF-Token": boss.token()},
    )
    return answer.status_code, answer.text


def test_a_sound_is_played_instead_of_the_text_and_heard_in_the_page(
    boss: Person, office: BackOffice
) -> None:
    assert sends(boss, seed.beep(), "named wrongly.mp3")[0] == 303
    typed = draft(office).menu("main")
    assert typed
    said = typed.greeting["pl"]
    assert said.text == "Dzień dobry, tu księgarnia Sowa."
    assert said.audio
    assert said.audio.startswith("http://127.0.0.1/ivr/sound/")
    file = said.audio.rpartition("/")[2]
    assert file.endswith(".wav")
    assert office.store.read(lambda db: sound_media(db, file)) == seed.beep()
    heard = boss.opens(f"/admin/menus/sounds/{file}")
    assert (heard.data, heard.mimetype) == (seed.beep(), "audio/wav")
    boss.posts(MAIN, **form_of(boss), do="mute:pl")
    typed = draft(office).menu("main")
    assert typed
    assert typed.greeting["pl"].audio is None


@pytest.mark.parametrize(
    ("media", "said"),
    [
        (b"", "The file is empty."),
        (b"just words", "This is no WAV and no MP3."),
        (bytes(LARGEST + 1), "The file is larger than 5 MB."),
    ],
)
def test_what_is_no_sound_is_refused_beside_its_language(
    boss: Person, office: BackOffice, media: bytes, said: str
) -> None:
    status, page = sends(boss, media)
    assert (status, said in page) == (422, True)
    assert office.store.read(work_in).kept is None


def test_only_the_way_for_sounds_takes_more_than_other_pages(
    boss: Person, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 1024 * 1024)
    long_beep = seed.beep() + bytes(2 * 1024 * 1024)
    assert sends(boss, long_beep)[0] == 303
    headers = {"X-CSRF-Token": boss.token()}
    assert boss.client.post(MAIN, data=long_beep, headers=headers, content_type=FORM).status_code == 413


def test_a_file_far_too_large_is_cut_off_before_it_is_read(boss: Person) -> None:
    assert sends(boss, bytes(LARGEST * 2))[0] == 413


def test_a_shop_without_menus_is_told_what_a_menu_is_for(boss: Person, office: BackOffice) -> None:
    for menu in ("main", "orders"):
        boss.posts(f"/admin/menus/menu/{menu}/remove")
    assert "There is no menu yet. Name the first one." in boss.opens("/admin/menus").text
    assert draft(office).menus == ()

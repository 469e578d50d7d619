import pytest

from admin.setup.menus.acts import act_on, focus_after
from admin.setup.menus.draft import DraftKey, DraftMenu
from ticket_store.line import Spoken

MENU = DraftMenu(
    "main",
    tuple(DraftKey(digit) for digit in "12389"),
    {
        "pl": Spoken("Dzień dobry.", "https://sowa.example/a.mp3"),
        "en": Spoken(audio="https://sowa.example/b.mp3"),
    },
)


@pytest.mark.parametrize(
    ("act", "said", "focus"),
    [
        ("add", "123894", "digit-5"),
        ("remove:1", "1389", "remove-1"),
        ("remove:4", "1238", "remove-3"),
        ("up:1", "21389", "up-0"),
        ("up:0", "12389", "up-0"),
        ("down:0", "21389", "down-1"),
        ("move:4:0", "91238", "digit-0"),
        ("move:9:0", "12389", "digit-0"),
        ("remove:x", "12389", ""),
        ("dance", "12389", ""),
        ("", "12389", ""),
    ],
)
def test_a_button_does_what_it_says_and_the_hand_stays_with_the_key(act: str, said: str, focus: str) -> None:
    after = act_on(MENU, act)
    assert "".join(one.digit for one in after.keys) == said
    assert focus_after(act, after) == focus


def test_without_keys_the_hand_goes_on_to_adding_one() -> None:
    alone = DraftMenu("main", (DraftKey("1"),))
    assert focus_after("remove:0", act_on(alone, "remove:0")) == "add-key"


def test_a_sound_goes_and_its_text_stays() -> None:
    assert act_on(MENU, "mute:pl").greeting["pl"] == Spoken("Dzień dobry.")
    assert "en" not in act_on(MENU, "mute:en").greeting
    assert act_on(MENU, "mute:fi") == MENU

from dataclasses import replace

from admin.setup.menus.sentences import GROUPS, groups_of, say_instead, sentence_of, unknown_places
from ivr.speech import own_sentences
from tests.admin.setup.menus.test_draft_faults import line
from ticket_store.line import Spoken

OWN = {("goodbye", "pl"): Spoken("Pa!"), ("goodbye", "en"): Spoken("Bye!"), ("sorry", "pl"): Spoken("Oj.")}


def test_every_group_begins_with_a_sentence_of_the_line_and_no_sentence_is_outside() -> None:
    said = own_sentences()
    assert GROUPS.keys() <= said.keys()
    groups = groups_of(said, line())
    assert [one.title for one in groups] == list(GROUPS.values())
    assert [one.name for group in groups for one in group.sentences] == list(said)


def test_words_are_sought_in_names_and_texts_and_own_texts() -> None:
    of = replace(line(), prompts=OWN)

    def found(sought: str) -> set[str]:
        return {one.name for group in groups_of(own_sentences(), of, sought) for one in group.sentences}

    assert found("GOODBYE") >= {"goodbye"}
    assert found("pa!") == {"goodbye"}
    assert found("no such words") == set()


def test_what_is_said_instead_replaces_only_the_languages_that_were_typed() -> None:
    of = replace(line(), prompts=OWN)
    changed = say_instead(of, "goodbye", {"pl": Spoken("Do widzenia!"), "en": Spoken()})
    assert changed.prompts == {("goodbye", "pl"): Spoken("Do widzenia!"), ("sorry", "pl"): Spoken("Oj.")}


def test_a_place_that_nothing_fills_is_found() -> None:
    known = sentence_of(own_sentences(), line(), "key_department")
    assert known
    assert known.places == ("department", "key")
    assert unknown_places(known, "Press {key} for {departement}.") == ("departement",)


def test_a_name_that_nobody_says_is_no_sentence() -> None:
    assert sentence_of(own_sentences(), line(), "hello") is None

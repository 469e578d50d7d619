from call_routing.sentence import sentence

IN_POLISH = {
    "%(span)s is too long. %(hint)s": "%(span)s to za długo. %(hint)s",
    "Write %(most)s.": "Wpisz %(most)s.",
    "Write [{skill: 1}] at 100 %.": "Wpisz [{skill: 1}] przy 100 %.",
}


def test_a_sentence_is_said_in_english_with_its_values() -> None:
    said = sentence("%(span)s is too long. %(hint)s", span="2 h", hint=sentence("Write %(most)s.", most=5))
    assert str(said) == "2 h is too long. Write 5."


def test_a_sentence_inside_a_sentence_is_said_in_the_same_language() -> None:
    said = sentence("%(span)s is too long. %(hint)s", span="2 h", hint=sentence("Write %(most)s.", most=5))
    assert said.said(lambda text: IN_POLISH.get(text, text)) == "2 h to za długo. Wpisz 5."


def test_a_sentence_without_values_may_hold_any_sign() -> None:
    assert (
        sentence("Write [{skill: 1}] at 100 %.").said(IN_POLISH.__getitem__)
        == "Wpisz [{skill: 1}] przy 100 %."
    )


def test_a_value_is_never_looked_up_in_the_catalogue() -> None:
    assert sentence("%(name)s", name="Write %(most)s.").said(str) == "Write %(most)s."

from admin.welcome.key import opens, welcome_key


def test_the_key_opens_the_house_that_it_was_made_for_and_no_other() -> None:
    key = welcome_key("a secret of this house")
    assert opens("a secret of this house", key)
    assert not opens("a secret of another house", key)


def test_nothing_and_nonsense_open_nothing() -> None:
    assert not opens("a secret of this house", "")
    assert not opens("a secret of this house", "ключ\udcff")

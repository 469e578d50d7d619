from admin.doors.sealing import seal, unseal


def test_what_was_sealed_comes_back_under_the_same_key_alone() -> None:
    sealed = seal("the key of this house", "a secret")
    assert "a secret" not in sealed
    assert unseal("the key of this house", sealed) == "a secret"
    assert unseal("another key", sealed) is None

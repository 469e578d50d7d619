import pytest

from ticket_store.scopes import Scope, UnknownScopeError, allows, read_scopes


def test_scopes_are_read_in_their_order_and_each_once() -> None:
    named = ["write:callbacks", "read:calls", "write:callbacks"]
    assert read_scopes(named) == (Scope.READ_CALLS, Scope.WRITE_CALLBACKS)


def test_no_names_mean_everything() -> None:
    assert read_scopes([]) is None
    assert allows(None, Scope.WRITE_AGENTS)


def test_an_unknown_scope_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownScopeError, match=r"no scope 'read:everything'.*read:calls"):
        read_scopes(["read:calls", "read:everything"])


def test_a_key_may_do_what_it_names_and_nothing_beside() -> None:
    may = [one for one in Scope if allows((Scope.READ_CALLS, Scope.WRITE_AGENTS), one)]
    assert may == [Scope.READ_CALLS, Scope.WRITE_AGENTS]

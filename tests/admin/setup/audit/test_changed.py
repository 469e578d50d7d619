import pytest

from admin.setup.audit.changed import Leaf, changed


@pytest.mark.parametrize(
    ("before", "after", "leaves"),
    [
        (None, None, []),
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, [Leaf("a", "1", "2")]),
        (None, {"roles": ["agent", "admin"]}, [Leaf("roles", None, "agent, admin")]),
        ({"on": True}, None, [Leaf("on", "true", None)]),
        ({"name": {"pl": "a", "en": "b"}}, {"name": {"pl": "c", "en": "b"}}, [Leaf("name pl", "a", "c")]),
        ({"keys": [{"digit": "1"}]}, {"keys": [{"digit": "2"}]}, [Leaf("keys 1 digit", "1", "2")]),
        ({"a": None}, {"a": "x"}, [Leaf("a", None, "x")]),
        ({"b": 1}, {"a": 1}, [Leaf("a", None, "1"), Leaf("b", "1", None)]),
    ],
)
def test_only_the_leaves_that_differ_are_told(before: object, after: object, leaves: list[Leaf]) -> None:
    assert changed(before, after) == leaves  # type: ignore[arg-type]  # what JSON gives back

import pytest

from admin.setup.naming import key_for


@pytest.mark.parametrize(
    ("name", "taken", "key"),
    [
        ("Zamówienia i zwroty", (), "zamowienia-i-zwroty"),
        ("Łódź", (), "lodz"),
        ("Zboží!", (), "zbozi"),
        ("orders", ("orders",), "orders-2"),
        ("orders", ("orders", "orders-2"), "orders-3"),
        ("№ ☎", (), "no"),
        ("☎", (), "menu"),
        ("a" * 39 + " b", (), "a" * 39),
    ],
)
def test_a_key_is_made_of_the_name_that_nothing_bears_yet(
    name: str, taken: tuple[str, ...], key: str
) -> None:
    assert key_for(name, taken, otherwise="menu") == key

import pytest

from admin.doors.new_password import PasswordFault, password_fault

NAMES = ("ola.lis@sowa.example", "Ola Lis", "Sowa Books")


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("kot pies krowa", None),
        ("Zażółć gęślą jaźń", None),
        ("short words", PasswordFault.SHORT),
        ("x" * 12, PasswordFault.EASY),
        ("abababababab", PasswordFault.EASY),
        ("password1234", PasswordFault.EASY),
        ("qwertyqwerty12", PasswordFault.EASY),
        ("SowaBooks2026", PasswordFault.EASY),
        ("ola.lis@sowa.example", PasswordFault.EASY),
        ("Sowa Books sells good owls", None),
        ("a word " * 200, PasswordFault.LONG),
    ],
)
def test_length_counts_and_what_is_guessed_first_does_not(password: str, fault: PasswordFault | None) -> None:
    assert password_fault(password, *NAMES) == fault

"""Keys of the shop file made of names that people type: departments and menus are called by theirs. Pure."""

import re
import unicodedata
from collections.abc import Container

_LONGEST = 40
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "đ": "d"})  # those that no accent can be taken from


def key_for(name: str, taken: Container[str], *, otherwise: str) -> str:
    """A key made of the name, that nothing bears yet: `Zamówienia i zwroty` is `zamowienia-i-zwroty`.

    `otherwise` stands for a name without a letter or figure.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or otherwise
    if key not in taken:
        return key
    return next(made for made in (f"{key}-{number}" for number in range(2, 10_000)) if made not in taken)

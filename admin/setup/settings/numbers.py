"""The numbers of the shop as a form: language, where they lead, brand; one more, one less, another order. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from admin.shop_file.faults import Book, Fault
from admin.shop_file.values import read_number
from admin.typed_text import clean
from call_routing.sentence import sentence
from ticket_store.line import Did, Line

MENU, DEPARTMENT = "menu:", "department:"
DIDS = "numbers"  # what the shop file calls them
_LONGEST_BRAND = 80


@dataclass(frozen=True)
class TypedNumber:
    """One row as it was typed; `leads_to` is `menu:main` or `department:orders`."""

    number: str
    language: str
    leads_to: str
    brand: str = ""


def typed_number(did: Did) -> TypedNumber:
    leads_to = f"{MENU}{did.menu_key}" if did.menu_key else f"{DEPARTMENT}{did.department_key}"
    return TypedNumber(did.number, did.language, leads_to, did.brand or "")


def read_row(form: Mapping[str, str], name: str) -> TypedNumber:
    """The fields `NAME.number`, `NAME.language`, `NAME.leads_to`, `NAME.brand`."""

    def field(which: str, longest: int) -> str:
        return clean(form.get(f"{name}.{which}", ""), longest=longest).strip()

    return TypedNumber(
        field("number", 40), field("language", 10), field("leads_to", 100), field("brand", _LONGEST_BRAND)
    )


def with_numbers(line: Line, rows: list[TypedNumber]) -> Line:
    """The line with these numbers, in this order; a row without a number is left out, the first of two stays.

    Of two with the same number `listed_twice` tells.
    """
    dids: dict[str, Did] = {}
    for row in rows:
        number = read_number(row.number, line.shop.country) if row.number else ""
        if number and number not in dids:
            dids[number] = _did(row, number, len(dids))
    return replace(line, dids=dids)


def listed_twice(rows: Iterable[TypedNumber], country: str) -> tuple[Fault, ...]:
    """A fault for each number that stands in more than one row."""
    book, seen = Book(), set[str]()
    for row in rows:
        number = read_number(row.number, country) if row.number else ""
        if number in seen:
            book.fault((DIDS, number), sentence("it is listed twice. Keep one of them."))
        seen |= {number} - {""}
    return tuple(book.faults)


def _did(row: TypedNumber, number: str, position: int) -> Did:
    is_menu = row.leads_to.startswith(MENU)
    return Did(
        number,
        row.language,
        position,
        menu_key=row.leads_to.removeprefix(MENU) if is_menu else None,
        department_key=None if is_menu else row.leads_to.removeprefix(DEPARTMENT) or None,
        brand=row.brand or None,
    )

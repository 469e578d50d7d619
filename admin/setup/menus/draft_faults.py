"""What is wrong with a draft, and where on the page to put it right. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from admin.setup.menus.draft import Draft, DraftKey, DraftMenu, line_with
from admin.setup.menus.editing import DIGITS
from admin.shop_file.checking import check_line
from admin.shop_file.faults import Book, Fault
from call_routing.sentence import Sentence, sentence
from ticket_store.line import Line, OrderStatus, Repeat, Target, ToDepartment, ToLanguage, ToMenu

NUMBERS = "numbers"  # the anchor of the part where numbers are led


@dataclass(frozen=True)
class Placed:
    """A fault and its place: `anchor` within the menu, or within the numbers where `menu` is none."""

    fault: Fault
    menu: str | None
    anchor: str


def draft_faults(line: Line, draft: Draft) -> tuple[Placed, ...]:
    """Faults and warnings of the draft, faults first: all that the shop file's checks find in the menus and
    whatever else the draft would bring into the line, and what only a draft can have."""
    planned = line_with(line, Draft(tuple(map(_apart, draft.menus)), draft.numbers))
    book = Book()
    for menu in draft.menus:
        _check_typed(menu, book)
    known = {one.text for one in check_line(line)}
    found = [
        *book.faults,
        *(one for one in check_line(planned) if one.path[:1] == ("menus",) or one.text not in known),
    ]
    placed = [_place(one, draft) for one in dict.fromkeys(found)]
    return tuple(sorted(placed, key=lambda one: one.fault.is_warning))


def stops(faults: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Those with which nothing is published."""
    return tuple(one for one in faults if not one.fault.is_warning)


def _check_typed(menu: DraftMenu, book: Book) -> None:
    path = ("menus", menu.key)
    seen: dict[str, Target | None] = {}
    for one in menu.keys:
        here = (*path, "keys", one.digit)
        if not one.digit:
            book.fault((*path, "keys"), sentence("a key has no digit. Choose one that is free."))
            continue
        if one.target is None:
            book.fault(here, sentence("it leads nowhere yet. Choose where it leads."))
        if one.digit in seen:
            book.fault(
                path,
                sentence(
                    "key %(digit)s is used twice (%(first)s, %(second)s). Give one of them another key.",
                    digit=one.digit,
                    first=_named(seen[one.digit]),
                    second=_named(one.target),
                ),
            )
        seen.setdefault(one.digit, one.target)


def _apart(menu: DraftMenu) -> DraftMenu:
    """The menu with another digit for each key that stands twice or has none: where they lead is meant all the same."""
    free = [digit for digit in DIGITS if all(one.digit != digit for one in menu.keys)]
    keys: list[DraftKey] = []
    for one in menu.keys:
        is_taken = not one.digit or any(other.digit == one.digit for other in keys)
        keys.append(replace(one, digit=free.pop()) if is_taken and free else one)
    return replace(menu, keys=tuple(keys))


def _named(target: Target | None) -> str | Sentence:
    match target:
        case ToDepartment(key) | ToMenu(key) | ToLanguage(key):
            return key
        case Repeat():
            return "repeat"
        case OrderStatus():
            return "order_status"
        case None:
            return sentence("nothing")


def _place(fault: Fault, draft: Draft) -> Placed:
    match fault.path:
        case ("menus", menu, *rest) if draft.menu(menu) is not None:
            return Placed(fault, menu, next(_anchors(draft.menu(menu), rest), "step"))
        case _:
            return Placed(fault, None, NUMBERS)


def _anchors(menu: DraftMenu | None, rest: list[str]) -> Iterator[str]:
    """The field of the page that these names of a path stand for."""
    match rest:
        case ["keys", digit, *_] if menu is not None:
            yield from (f"digit-{at}" for at, one in enumerate(menu.keys) if one.digit == digit)
        case ["keys"] if menu is not None:
            yield from (f"digit-{at}" for at, one in enumerate(menu.keys) if not one.digit)
        case ["greeting" | "name" as part, language, *_]:
            yield f"{part}-{language}"
        case ["greeting" | "name" | "no_input" | "no_match" as part, *_]:
            yield part

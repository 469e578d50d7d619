"""Whether a line makes sense: what is named exists, numbers can be dialled, every caller reaches a person."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import timedelta
from functools import cache
from zoneinfo import available_timezones

import phonenumbers

from admin.shop_file.checking_callbacks import check_callbacks
from admin.shop_file.checking_departments import check_departments
from admin.shop_file.checking_menus import check_menus
from admin.shop_file.checking_people import check_agents
from admin.shop_file.faults import Book, Fault, Path
from admin.shop_file.missing import Noun, alike, nearest, no_such
from admin.shop_file.naming import check_country, check_key, check_language, check_names, check_spoken
from admin.shop_file.values import number_fault, write_moment, zone_of
from call_routing.hours.hours_text import hours_fault
from call_routing.hours.yearly import LONGEST
from call_routing.sentence import Sentence, sentence
from ticket_store.line import Line, Shop

SPOKEN_LANGUAGES = ("pl", "en", "cs", "fi")  # the line has its own sentences in these
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LONGEST_SHORT_ABANDON = timedelta(seconds=60)


def check_line(line: Line, book: Book | None = None) -> tuple[Fault, ...]:
    """Every fault and warning of the line, in the order of the file.

    `book` is the one that the line was read with: it knows the lines of the file, and what could not be read,
    of which nothing more is said. Without it faults carry no line.
    """
    book = book or Book()
    _check_shop(line, book)
    check_callbacks(line.shop, book)
    _check_hours(line, book)
    _check_closures(line, book)
    check_departments(line, book)
    _check_numbers(line, book)
    check_menus(line, book)
    check_agents(line, book)
    _check_prompts(line, book)
    return tuple(sorted(book.faults, key=lambda fault: fault.line))


def _check_shop(line: Line, book: Book) -> None:
    shop = line.shop
    if not shop.name.strip():
        book.fault(("shop", "name"), sentence("it is empty. Write the name that callers hear."))
    check_country(shop.country, ("shop", "country"), book)
    if shop.timezone not in time_zones():
        hint = nearest_of_many(shop.timezone, time_zones(), sentence("Write one like Europe/Warsaw."))
        book.fault(
            ("shop", "timezone"),
            sentence('"%(zone)s" is not a time zone.', zone=shop.timezone),
            hint,
        )
    _check_languages(shop, book)
    _check_own_numbers(line, book)
    if not timedelta() <= shop.short_abandon <= _LONGEST_SHORT_ABANDON:
        book.fault(
            ("shop", "short_abandon"),
            sentence("it must be from 0 s to 60 s: whoever has waited longer did not hang up at once."),
        )
    for what, kept in shop.retention.items():
        if kept.total_seconds() <= 0:
            book.fault(
                ("shop", "retention", what), sentence("it must be longer than nothing. Write like 30 days.")
            )


@cache  # they are looked up on the disk, a thousand files: a page checks the line several times
def time_zones() -> frozenset[str]:
    """The names of all time zones that this machine knows."""
    return frozenset(available_timezones())


def _check_own_numbers(line: Line, book: Book) -> None:
    shop = line.shop
    for name, number in (("caller_id", shop.caller_id), ("alarm_number", shop.alarm_number)):
        wrong = number_fault(number) if number else None
        if wrong:
            book.fault(("shop", name), wrong)
    if shop.alarm_by == "text" and not shop.alarm_number:
        book.fault(
            ("shop", "alarm_by"), sentence("there is no number to text. Add alarm_number, or remove it.")
        )
    if shop.caller_id and not number_fault(shop.caller_id) and shop.caller_id not in line.dids:
        book.warning(
            ("shop", "caller_id"),
            sentence(
                "%(number)s is none of the numbers, so a customer who rings it back does not reach the line. "
                "Use one of the numbers.",
                number=shop.caller_id,
            ),
        )


def _check_languages(shop: Shop, book: Book) -> None:
    path = ("shop", "languages")
    if not shop.languages:
        book.fault(path, sentence("none is listed. Write at least one, like [pl]."))
    for language, times in Counter(shop.languages).items():
        if times > 1:
            book.fault(path, sentence('"%(name)s" is listed twice. Keep one of them.', name=language))
        if not _LANGUAGE.fullmatch(language):
            book.fault(
                path,
                sentence('"%(name)s" is not a language. Write two small letters, like pl.', name=language),
            )
        elif language not in SPOKEN_LANGUAGES:
            book.warning(
                path,
                sentence(
                    "the line has no sentences of its own in %(language)s and says them in %(first)s. "
                    "It has them in %(known)s.",
                    language=language,
                    first=shop.languages[0],
                    known=", ".join(SPOKEN_LANGUAGES),
                ),
            )


def _check_hours(line: Line, book: Book) -> None:
    # A country that is none has its own fault; the rules are then read as if in any other.
    country = line.shop.country if line.shop.country in phonenumbers.SUPPORTED_REGIONS else "PL"
    for key, rule in line.hours.items():
        check_key(("hours", key), book)
        wrong = hours_fault(rule, country)
        if wrong:
            book.fault(("hours", key), wrong)


def _check_closures(line: Line, book: Book) -> None:
    seen: set[tuple[object, ...]] = set()
    zone = zone_of(line.shop.timezone)
    for closure in line.closures:
        path = ("closures", f"{closure.hours_key} {write_moment(closure.starts_at, zone)}")
        if closure.hours_key not in line.hours:
            book.fault(path, no_such("hours", closure.hours_key), nearest(closure.hours_key, line.hours))
        if closure.ends_at <= closure.starts_at:
            book.fault(path, sentence("it ends before it begins. Put from and to in order."))
        if closure.yearly and closure.ends_at - closure.starts_at >= LONGEST:
            book.fault(path, sentence("it lasts a year, and comes back every year. Leave days between."))
        same = (closure.hours_key, closure.starts_at, closure.ends_at)
        if same in seen:
            book.fault(path, sentence("it is listed twice. Keep one of them."))
        seen.add(same)
        if closure.reason:
            check_names((*path, "reason"), closure.reason, line.shop, book)


def _check_numbers(line: Line, book: Book) -> None:
    if not line.dids:
        book.fault(("numbers",), sentence("none is listed, so nobody can ring the shop. Add one."))
    for number, did in line.dids.items():
        path = ("numbers", number)
        wrong = number_fault(number)
        if wrong:
            book.fault(("numbers",), wrong, line=book.line_of(path))
        check_language((*path, "language"), did.language, line.shop, book)
        if (did.menu_key is None) == (did.department_key is None):
            book.fault(
                path,
                sentence("it must open one menu or reach one department. Write either menu or department."),
            )
        _check_named((*path, "menu"), "menu", did.menu_key, line.menus, book)
        _check_named((*path, "department"), "department", did.department_key, line.departments, book)


def _check_named(path: Path, noun: Noun, key: str | None, known: Mapping[str, object], book: Book) -> None:
    if key is not None and key not in known:
        book.fault(path, no_such(noun, key), nearest(key, known))


def _check_prompts(line: Line, book: Book) -> None:
    for name, language in line.prompts:
        said = {one: spoken for (other, one), spoken in line.prompts.items() if other == name}
        check_language(("prompts", name, language), language, line.shop, book)
        check_spoken(("prompts", name), said, line.shop, book, is_complete=False)


def nearest_of_many(name: str, known: Collection[str], otherwise: Sentence) -> Sentence:
    """Like `nearest`, for a list too long to print."""
    return alike(name, sorted(known)) or otherwise

"""Whether the limits of the dial gate and the slots of callbacks can be kept at all."""

import re
from datetime import time, timedelta

from admin.shop_file.faults import Book, Path
from admin.shop_file.missing import out_of, outside
from admin.shop_file.naming import check_country
from admin.shop_file.values import write_time
from call_routing.sentence import sentence
from ticket_store.callback_settings import CallbackLimits, Slots
from ticket_store.line import Shop

_SPEND = re.compile(r"\d{1,6}(\.\d{1,2})? EUR")  # as the prices are
_PREFIX = re.compile(r"\+[1-9][0-9]{0,6}")
_COUNTS = (
    *("per_number_per_day", "dials_per_day", "per_address_per_hour", "per_address_per_day"),
    *("per_prefix_per_hour", "web_per_hour"),
)
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_DAYS = range(1, 31)  # farther ahead nobody knows who will be on duty
_MIDNIGHT = time()


def check_callbacks(shop: Shop, book: Book) -> None:
    limits, path = shop.callbacks, ("callbacks",)
    for country in set(limits.countries) - {shop.country}:
        check_country(country, (*path, "countries"), book)
    if not limits.countries:
        book.warning(
            (*path, "countries"), sentence("none is listed, so nobody is rung back. Add one, like [PL].")
        )
    for name in _COUNTS:
        if getattr(limits, name) < 1:
            book.fault((*path, name), sentence("it must be at least 1. Write 1 or more."))
    _check_between((*path, "attempts_apart"), limits.attempts_apart, timedelta(), _DAY, book)
    # The carrier takes four hours at most as the limit of a call.
    _check_between((*path, "longest_talk"), limits.longest_talk, _MINUTE, 4 * _HOUR, book)
    if not 0 <= limits.unverified_share <= 1:
        book.fault((*path, "unverified_share"), sentence("it must be from 0 to 1. Write like 0.2."))
    _check_money(limits, path, book)
    _check_switches(limits, path, book)
    _check_slots(limits.slots, (*path, "slots"), book)


def _check_money(limits: CallbackLimits, path: Path, book: Book) -> None:
    if limits.spend_per_day is not None and not _SPEND.fullmatch(limits.spend_per_day):
        book.fault(
            (*path, "spend_per_day"),
            sentence('"%(text)s" is no amount in euro. Write it like 20 EUR.', text=limits.spend_per_day),
        )
    for prefix in limits.prices:
        if not _PREFIX.fullmatch(prefix):
            book.fault(
                (*path, "prices", prefix),
                sentence(
                    '"%(text)s" is no beginning of numbers. Write + and digits, like "+48".', text=prefix
                ),
            )


def _check_switches(limits: CallbackLimits, path: Path, book: Book) -> None:
    if limits.accept and not limits.dial:
        book.warning(
            (*path, "dial"),
            sentence(
                "callbacks are promised and nobody is dialled, so every promise is moved. Set accept to false, too, "
                "where this lasts."
            ),
        )


def _check_slots(slots: Slots, path: Path, book: Book) -> None:
    if slots.latest != _MIDNIGHT and slots.earliest >= slots.latest:
        book.fault(
            (*path, "latest"),
            sentence("nobody can be rung before earliest. Put earliest and latest in order."),
        )
    elif not _is_inside(slots, slots.after_work):
        book.warning(
            (*path, "after_work"),
            sentence(
                "nobody is rung from %(time)s on, so the key for it finds nothing. Write a time between "
                "%(earliest)s and %(latest)s.",
                time=write_time(slots.after_work),
                earliest=write_time(slots.earliest),
                latest=write_time(slots.latest, ends=True),
            ),
        )
    _check_room(slots, path, book)


def _check_room(slots: Slots, path: Path, book: Book) -> None:
    """How many callbacks are promised in each half hour, and how far ahead."""
    for name in ("capacity", "in_peaks"):
        if not 0 < getattr(slots, name) <= 1:
            book.fault((*path, name), sentence("it must be above 0 and at most 1. Write like 0.7."))
    for start, end in slots.peaks:
        if end != _MIDNIGHT and start >= end:
            shown = f"{write_time(start)}-{write_time(end, ends=True)}"
            book.fault(
                (*path, "peaks"),
                sentence("%(span)s ends before it begins. Put its times in order.", span=shown),
            )
    if slots.days not in _DAYS:
        book.fault((*path, "days"), outside(slots.days, _DAYS[0], _DAYS[-1]))
    if slots.max_pending is not None and slots.max_pending < 1:
        book.fault(
            (*path, "max_pending"), sentence("it must be at least 1. Write 1 or more, or leave it out.")
        )
    _check_between((*path, "max_expected"), slots.max_expected, 10 * _MINUTE, _DAY, book)


def _is_inside(slots: Slots, at: time) -> bool:
    return slots.earliest <= at and (slots.latest == _MIDNIGHT or at < slots.latest)


def _check_between(path: Path, value: timedelta, least: timedelta, most: timedelta, book: Book) -> None:
    if not least <= value <= most:
        book.fault(
            path,
            out_of(value, least, most),
        )

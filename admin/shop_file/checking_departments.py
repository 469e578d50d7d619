"""Whether each department can be named, is open at some time, waits sensibly and has people."""

from datetime import timedelta

from admin.shop_file.checking_routing import check_routing
from admin.shop_file.faults import Book, Path
from admin.shop_file.missing import nearest, no_such
from admin.shop_file.naming import check_key, check_names
from admin.shop_file.values import write_time
from call_routing.hours.dial_hours import ever_rings
from call_routing.hours.hours_text import hours_fault
from call_routing.sentence import sentence
from ticket_store.line import Department, Line

_LONGEST_RING = timedelta(seconds=600)  # the carrier rings no longer


def check_departments(line: Line, book: Book) -> None:
    if not line.departments:
        book.fault(("departments",), sentence("none is listed, so no call can be answered. Add one."))
    staffed = {key for agent in line.agents if "agent" in agent.roles for key in agent.departments}
    for key, department in line.departments.items():
        path = ("departments", key)
        check_key(path, book)
        check_names((*path, "name"), department.name, line.shop, book)
        if department.hours_key not in line.hours:
            hint = nearest(department.hours_key, line.hours)
            book.fault((*path, "hours"), no_such("hours", department.hours_key), hint)
        if key not in staffed:
            book.warning(path, sentence("no agent answers for it. Add it to the departments of an agent."))
        _check_ringing(path, department, line, book)
        _check_waiting(path, department, book)
        _check_callback(path, department, book)
        check_routing(department, line, book)


def _check_ringing(path: Path, department: Department, line: Line, book: Book) -> None:
    """Whether anybody can ever be rung back; hours that have a fault of their own are left to that."""
    slots, text = line.shop.callbacks.slots, line.hours.get(department.hours_key, "")
    country = line.shop.country
    if not text or hours_fault(text, country) or ever_rings(text, country, slots.earliest, slots.latest):
        return
    book.warning(
        path,
        sentence(
            "it is never open between %(earliest)s and %(latest)s, so no customer can be rung back. "
            "Open it then, or move earliest and latest of the callbacks' slots.",
            earliest=write_time(slots.earliest),
            latest=write_time(slots.latest, ends=True),
        ),
    )


def _check_waiting(path: Path, department: Department, book: Book) -> None:
    level = department.service_level
    _check_positive((*path, "ring_timeout"), department.ring_timeout, book)
    _check_positive((*path, "max_wait"), department.max_wait, book)
    _check_positive((*path, "service_level", "within"), level.within, book)
    _check_not_negative((*path, "wrap_up"), department.wrap_up, book)
    if department.ring_timeout > _LONGEST_RING:
        book.fault(
            (*path, "ring_timeout"), sentence("the carrier rings no longer than 600 s. Write 600 s or less.")
        )
    _check_at_least_one((*path, "max_callers"), department.max_callers, book)
    if not 0 < level.share <= 1:
        book.fault(
            (*path, "service_level", "share"), sentence("it must be above 0 and at most 1. Write like 0.8.")
        )
    twice = {one for one in department.dispositions if department.dispositions.count(one) > 1}
    for one in sorted(twice):
        book.fault(
            (*path, "dispositions"), sentence('"%(name)s" is listed twice. Keep one of them.', name=one)
        )


def _check_callback(path: Path, department: Department, book: Book) -> None:
    policy, here = department.callback, (*path, "callback")
    for name in ("offer_after_waited", "offer_after_expected", "not_before"):
        _check_not_negative((*here, name), getattr(policy, name), book)
    for name in ("busy", "no_answer", "machine"):
        _check_positive((*here, "again_after", name), getattr(policy.again_after, name), book)
    _check_at_least_one((*here, "attempts"), policy.attempts, book)


def _check_positive(path: Path, duration: timedelta, book: Book) -> None:
    if duration <= timedelta():
        book.fault(path, sentence("it must be longer than nothing. Write 1 s or more."))


def _check_not_negative(path: Path, duration: timedelta, book: Book) -> None:
    if duration < timedelta():
        book.fault(path, sentence("it is negative. Write 0 s or more."))


def _check_at_least_one(path: Path, number: int, book: Book) -> None:
    if number < 1:
        book.fault(path, sentence("it must be at least 1. Write 1 or more."))

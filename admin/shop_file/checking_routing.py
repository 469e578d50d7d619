"""Whether a department's routing reaches all of its people, and its callers are never sent in a circle."""

from datetime import timedelta
from itertools import pairwise

from admin.shop_file.faults import Book, Path
from admin.shop_file.missing import SKILLS, nearest, no_such, off_the_scale, out_of, outside
from admin.shop_file.values import write_duration
from call_routing.sentence import sentence
from ticket_store.line import Department, Line, OverflowTo, Tier

_AT_ONCE = range(2, 11)  # phones that ring for one caller
_MOST_CREDIT = timedelta(minutes=30)  # what all credits of one caller come to at most
_A_DAY = timedelta(days=1)


def check_routing(department: Department, line: Line, book: Book) -> None:
    path = ("departments", department.key, "routing")
    if department.routing.ring_at_once not in _AT_ONCE:
        book.fault(
            (*path, "ring_at_once"),
            outside(department.routing.ring_at_once, _AT_ONCE[0], _AT_ONCE[-1]),
        )
    _check_durations(path, department, book)
    _check_tiers((*path, "tiers"), department, line, book)
    _check_next_steps(path, department, line, book)


def _check_durations(path: Path, department: Department, book: Book) -> None:
    routing, max_wait = department.routing, department.max_wait
    for name, longest in (
        ("owner_for", _A_DAY),
        ("deputy_for", _A_DAY),
        ("language_for", _A_DAY),
        ("credit", _MOST_CREDIT),
        ("redial_within", _A_DAY),
        ("alarm_after", _A_DAY),
    ):
        duration = getattr(routing, name)
        if not timedelta() <= duration <= longest:
            book.fault(
                (*path, name),
                out_of(duration, timedelta(), longest),
            )
    if routing.owner_for + routing.deputy_for >= max_wait:
        book.warning(
            path,
            sentence(
                "owner_for and deputy_for last as long as max_wait, so a caller whose owner is busy reaches "
                "nobody else. Together they should be shorter than %(wait)s.",
                wait=write_duration(max_wait),
            ),
        )


def _check_tiers(path: Path, department: Department, line: Line, book: Book) -> None:
    tiers = department.routing.tiers
    if not tiers:
        book.fault(path, sentence("none is listed, so nobody is asked. Write at least [{skill: 1}]."))
        return
    if tiers[0].after != timedelta():
        book.fault((*path, "1", "after"), sentence("the first tier begins at once. Remove it."))
    for place, tier in enumerate(tiers, 1):
        if tier.skill not in SKILLS:
            book.fault(
                (*path, str(place), "skill"),
                off_the_scale(tier.skill),
            )
    _check_order(path, tiers, book)
    if tiers[-1].after >= department.max_wait:
        book.warning(
            (*path, str(len(tiers))),
            sentence(
                "it begins when max_wait (%(wait)s) is over, so never. Let it begin sooner.",
                wait=write_duration(department.max_wait),
            ),
        )
    _check_everybody_is_asked(path, department, line, book)


def _check_order(path: Path, tiers: tuple[Tier, ...], book: Book) -> None:
    for place, (before, tier) in enumerate(pairwise(tiers), 2):
        here = (*path, str(place))
        if tier.after <= before.after:
            book.fault(
                (*here, "after"), sentence("it begins no later than the tier before. Put the tiers in order.")
            )
        if tier.skill >= before.skill:
            book.fault(
                (*here, "skill"), sentence("it asks for no less than the tier before. Write a lower skill.")
            )


def _check_everybody_is_asked(path: Path, department: Department, line: Line, book: Book) -> None:
    least = min(tier.skill for tier in department.routing.tiers)
    never = [one.email for one in line.agents if 0 < one.departments.get(department.key, least) < least]
    if never:
        book.warning(
            path,
            sentence(
                "agents below skill %(skill)s are never asked (%(emails)s). Add a tier for them, or take the "
                "department from them.",
                skill=least,
                emails=", ".join(never),
            ),
        )


def _check_next_steps(path: Path, department: Department, line: Line, book: Book) -> None:
    for name in ("when_waited", "when_full", "when_nobody"):
        match getattr(department.routing, name):
            case OverflowTo(key) if key == department.key:
                book.fault(
                    (*path, name),
                    sentence("it leads back to the department itself. Name another one, or write callback."),
                )
            case OverflowTo(key) if key not in line.departments:
                hint = nearest(key, [one for one in line.departments if one != department.key])
                book.fault((*path, name), no_such("department", key), hint)

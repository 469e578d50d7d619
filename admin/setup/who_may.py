"""Changes of the line that touch who may do what: an admin stays, and whoever makes one has proven who they are. Pure.

People stand in the shop file and in each line that was, so every way of changing the line comes by here.
"""

from admin.shop_file.faults import Book, Fault
from call_routing.sentence import sentence
from ticket_store.line import AgentSetup, Line

PROVE_AT = "/account/confirm"
_PEOPLE = ("agents",)


def refused(old: Line, new: Line, *, proven: bool) -> tuple[Fault, ...]:
    """Why people may not be changed so. `proven`: whoever changes them has shown who they are just before."""
    book = Book()
    if has_admin(old) and not has_admin(new):
        book.fault(
            _PEOPLE, sentence("nobody would have the role admin any more. Give it to somebody else first.")
        )
    if not proven and _somebody_gains(old, new):
        book.fault(
            _PEOPLE,
            sentence(
                "who may do what is changed only within ten minutes of a proof of who you are. "
                "Prove it at %(where)s in another tab, then save again.",
                where=PROVE_AT,
            ),
        )
    return tuple(book.faults)


def has_admin(line: Line) -> bool:
    return any("admin" in one.roles for one in line.agents)


def _somebody_gains(old: Line, new: Line) -> bool:
    """Somebody new, a new address (to which a new password could be sent), another role, other departments to watch."""
    known = {one.email: one for one in old.agents}
    return any(one.email not in known or _is_more(known[one.email], one) for one in new.agents)


def _is_more(was: AgentSetup, now: AgentSetup) -> bool:
    return bool(set(now.roles) - set(was.roles)) or set(now.supervises) != set(was.supervises)

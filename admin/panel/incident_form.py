"""What somebody typed about an incident: the sentences in each language, whom it concerns, when it ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from admin.shop_file.values import LeftOutError, read_moment
from admin.typed_text import clean
from ticket_store.labels import Labels

ENDS_IN_MINUTES = (30, 60, 120, 240, 480)
LONGEST_END = timedelta(days=30)  # a banner that nobody ends is a slip
LONGEST_TEXT = 600  # of one language: a caller waits until it is said


class EndFault(StrEnum):
    """Why an end cannot be taken."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    LEFT_OUT = "left out"  # by the clock that is put forward
    OVER = "over"
    TOO_FAR = "too far"


@dataclass(frozen=True)
class Typed:
    """The fields as they were sent, to be shown again beside their faults."""

    text: Mapping[str, str] = field(default_factory=dict)  # language -> sentences
    department: str = ""  # empty: every caller
    ends_in: str = "60"  # minutes, or nothing
    ends_at: str = ""  # 2026-11-22T14:30 on the shop's clock; counts before `ends_in`


def read_typed(form: Mapping[str, str], labels: Labels) -> Typed:
    text = {one: clean(form.get(f"text-{one}", ""), longest=LONGEST_TEXT) for one in labels.languages}
    return Typed(
        text={one: said.strip() for one, said in text.items()},
        department=form.get("department", ""),
        ends_in=form.get("ends_in", "")[:4],
        ends_at=form.get("ends_at", "")[:25],
    )


def end_of(typed: Typed, labels: Labels, now: datetime) -> datetime | EndFault:
    """When callers are told no more. A time that was typed counts before a choice from the list."""
    if typed.ends_at:
        try:
            ends_at = read_moment(typed.ends_at, ZoneInfo(labels.timezone))
        except LeftOutError:
            return EndFault.LEFT_OUT
        except ValueError:
            return EndFault.UNREADABLE
    elif typed.ends_in.isdecimal():
        ends_at = now + timedelta(minutes=int(typed.ends_in))
    else:
        return EndFault.MISSING
    if ends_at <= now:
        return EndFault.OVER
    return EndFault.TOO_FAR if ends_at > now + LONGEST_END else ends_at

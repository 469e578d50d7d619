"""What reports count: who talked when and who was on duty, and the calls and talks of each half-hour added up.

`call_figure`, `talk_figure` and `cause_figure` are derived from `call` and `talk` (ticket_store.reporting.sources),
kept in the transaction that ends a call or a talk, and made anew from them by `hotline figures rebuild`. Nobody's
number is in them, so they outlive what they were counted from. A `half_hour` is a whole number: half-hours since
1970 in UTC, so that any zone can be told from it afterwards. Times are whole milliseconds, so that sums are exact.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, false, text

from ticket_store.schema.base import id_column, metadata, moment, refers


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _sum_ms(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


# One agent's part in one call, from when both met.
talk = Table(
    "talk",
    metadata,
    id_column(),
    refers("call_id", "call.id", nullable=False),
    refers("agent_id", "agent.id", nullable=False),
    Column("reservation_id", String(26), nullable=False, unique=True),
    Column("department_key", String),  # in which they met
    Column("is_first", Boolean, nullable=False),  # of its call
    Column(
        "taken_over", Boolean, nullable=False, default=False, server_default=false()
    ),  # from another agent
    moment("began_at", nullable=False),
    moment("ended_at"),
    Column("held_ms", BigInteger, nullable=False, default=0, server_default="0"),  # the customer heard music
    moment("wrapping_since"),
    moment("wrapped_at"),  # done with it
)
Index("ix_talk_call_id_agent_id", talk.c.call_id, talk.c.agent_id)

# What an agent was: available, away, unreachable (chosen available, but the device is gone). Offline has no row.
duty = Table(
    "duty",
    metadata,
    id_column(),
    refers("agent_id", "agent.id", nullable=False),
    Column("status", String, nullable=False),
    moment("began_at", nullable=False),
    moment("ended_at"),
)
_NOW = text("ended_at IS NULL")
Index("uq_duty_now", duty.c.agent_id, unique=True, sqlite_where=_NOW, postgresql_where=_NOW)
Index("ix_duty_ended_at", duty.c.ended_at)

call_figure = Table(
    "call_figure",
    metadata,
    Column("half_hour", Integer, primary_key=True, autoincrement=False),  # in which the call began
    Column("department_key", String, primary_key=True),  # empty: it never reached one
    _count("calls"),  # of customers to us
    _count("offered"),  # entered a queue; without the short abandons
    _count("answered"),
    _count("in_time"),  # answered within the service level as it was then
    _count("abandoned"),
    _count("short_abandons"),
    _count("chose_callback"),  # had queued, and asked to be rung back instead
    _count("left_message"),  # had queued, and left a message instead
    _count("closed"),  # found the department closed
    _count("turned_away"),  # open, but nobody on duty, a full queue, or no turn before closing
    _count("left_in_menu"),
    _count("foretold"),  # answered, and a wait had been foretold
    _count("rung_back"),  # calls of ours to customers
    _count("rung_back_talked"),
    _sum_ms("waited_ms"),  # by those who were answered
    _sum_ms("gave_up_after_ms"),  # by those who abandoned
    _sum_ms("foretold_off_ms"),  # |foretold - waited|
    _sum_ms("foretold_over_ms"),  # foretold - waited
    sqlite_with_rowid=False,
)

talk_figure = Table(
    "talk_figure",
    metadata,
    Column("half_hour", Integer, primary_key=True, autoincrement=False),  # in which the talk began
    Column("agent_id", String(26), primary_key=True),
    Column("department_key", String, primary_key=True),
    _count("talks"),
    _count("calls"),  # talks that were the first of their call
    _count("taken_over"),  # talks taken over from another agent
    _sum_ms("talk_ms"),  # without music
    _sum_ms("held_ms"),
    _sum_ms("wrap_up_ms"),
    sqlite_with_rowid=False,
)

cause_figure = Table(
    "cause_figure",
    metadata,
    Column("half_hour", Integer, primary_key=True, autoincrement=False),  # in which the talk began
    Column("department_key", String, primary_key=True),
    Column("disposition", String, primary_key=True),  # of the case; empty: nobody has said
    _count("talks"),
    _count("calls"),
    _sum_ms("handle_ms"),  # talk, music and wrap-up
    sqlite_with_rowid=False,
)

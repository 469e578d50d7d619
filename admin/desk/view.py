"""Everything the desk shows at one moment, read in one consistent view."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from admin.desk.refusals import label
from admin.visitor import Visitor
from call_routing.line_book import LineBook
from call_routing.talking.takers import department_refuses, past_asking
from ticket_store.callback_tasks import CallbackTask, one_task, unseen_of
from ticket_store.case_view import Case, OpenCase, Person, case_of, open_cases, person_of
from ticket_store.desk_view import (
    DueCallback,
    MyStatus,
    QueueLine,
    due_callbacks,
    my_status,
    queue_lines,
)
from ticket_store.notes import note_text
from ticket_store.talk_view import Colleague, Talk, agents_to_ask, talk_of
from ticket_store.timeline import Entry, timeline_of_customer
from ticket_store.work_in_hand import Stage, Work, current_work


@dataclass(frozen=True)
class DeskView:
    """`topics` are what the desk listens to: whenever one of them changes, the desk is read again.

    `unseen` are callbacks that ended without a talk and wait for this agent to look after them; `callback` is the
    one in hand. `talk` is the talk in which the agent sits, `colleagues` are those whom they could ask or pass on to;
    `may_ask` are departments with somebody free, `may_pass_to` all others of the shop; `refusing` says of each of
    them that could take no customer now why not.
    """

    status: MyStatus
    work: Work
    case: Case | None
    person: Person | None
    open_cases: list[OpenCase]
    timeline: list[Entry]
    note: str
    callbacks: list[DueCallback]
    queues: list[QueueLine]
    topics: tuple[str, ...]
    unseen: list[CallbackTask] = field(default_factory=list)
    callback: CallbackTask | None = None
    talk: Talk | None = None
    colleagues: tuple[Colleague, ...] = ()
    may_ask: tuple[str, ...] = ()
    may_pass_to: tuple[str, ...] = ()
    refusing: Mapping[str, str] = field(default_factory=dict)

    @property
    def busy(self) -> bool:
        return self.work.stage is not Stage.IDLE


def desk_view(db: Connection, lines: LineBook, who: Visitor) -> DeskView:
    """The desk of the signed-in agent.

    A case in hand is shown whatever its department: whoever is rung must know the story.
    """
    me, now = who.signed_in, who.now
    work = current_work(db, me.id, now)
    case = None if work.ticket_id is None else case_of(db, work.ticket_id)
    customer_id = work.customer_id or (case.customer_id if case else None)
    talk = _talk(db, work)
    leads = talk is not None and talk.consult is None and work.purpose == "answer"
    colleagues = tuple(agents_to_ask(db, me.id, now)) if leads else ()
    return DeskView(
        status=my_status(db, me.id, now),
        work=work,
        case=case,
        person=None if customer_id is None else person_of(db, customer_id),
        open_cases=[] if customer_id is None else open_cases(db, customer_id, who.departments),
        timeline=[] if customer_id is None else timeline_of_customer(db, customer_id, who.departments),
        note=_my_note(db, me.id, work),
        callbacks=due_callbacks(db, me.id, me.departments),
        queues=queue_lines(db, _in_order(who), now),
        topics=("callbacks", "tickets", f"agent:{me.id}", *(f"department:{key}" for key in me.departments)),
        unseen=unseen_of(db, me.id, me.departments),
        callback=None if work.callback_id is None else one_task(db, work.callback_id),
        talk=talk,
        colleagues=colleagues,
        may_ask=tuple(
            key
            for key in who.labels.departments
            if any(one.free and key in one.departments for one in colleagues)
        ),
        may_pass_to=tuple(key for key in who.labels.departments if key != work.department_key),
        refusing=_refusing(db, lines, who, work) if leads else {},
    )


def _refusing(db: Connection, lines: LineBook, who: Visitor, work: Work) -> dict[str, str]:
    """The departments that could take no customer now, each with the words for it."""
    line, gone = lines.line_in(db), past_asking(db, work.call_id or "", who.signed_in.id)
    found = ((key, department_refuses(db, line, key, who.now, but=gone)) for key in line.departments)
    return {key: label(refused, who) for key, refused in found if refused is not None}


def _talk(db: Connection, work: Work) -> Talk | None:
    """The talk in hand, once customer and agent are in it."""
    if work.stage is not Stage.TALK or work.status != "talking" or work.call_id is None:
        return None
    return talk_of(db, work.call_id)


def _my_note(db: Connection, agent_id: str, work: Work) -> str:
    if work.ticket_id is None:
        return ""
    return note_text(db, ticket_id=work.ticket_id, agent_id=agent_id, call_id=work.call_id)


def _in_order(who: Visitor) -> list[str]:
    """My departments as the shop orders them."""
    return [key for key in who.labels.departments if key in who.signed_in.departments]


def due_soon(callback: DueCallback, now: datetime) -> str:
    """How urgent a promise is: failed once it is broken, soon from its beginning on, else quiet."""
    if now > callback.promised_until:
        return "failed"
    return "soon" if now >= callback.promised_from else "quiet"

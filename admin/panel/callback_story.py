"""The story of one callback, as its page tells it: what happened, who was told, what was refused, what can be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from call_routing.line_book import LineBook
from callbacks.promising.at_risk import risks
from callbacks.promising.risk import Risk
from callbacks.promising.slot_book import offered_slots
from callbacks.promising.slots import Slot
from ticket_store.callback_steps import StepRow, steps_of
from ticket_store.callback_tasks import CallbackTask, agent_names, agents_of, refusals_of
from ticket_store.calls_view import CallbackFile, callback_file
from ticket_store.notices_kept import Sending, sendings
from ticket_store.refusals import RefusalRow


@dataclass(frozen=True)
class StoryLine:
    """One step, with what became of the text and the mail that went with it; None where none was written."""

    step: StepRow
    agent_name: str | None
    texted: Sending | None
    mailed: Sending | None


@dataclass(frozen=True)
class Story:
    """`slots` and `agents` are what it may be moved to and given to; none once it is over."""

    file: CallbackFile
    lines: list[StoryLine]
    refusals: list[RefusalRow]
    risk: Risk | None
    slots: list[Slot]
    agents: list[tuple[str, str]]


def story_of(db: Connection, lines: LineBook, task: CallbackTask, now: datetime) -> Story:
    """Everything about one callback that is there."""
    file = callback_file(db, task.id)
    assert file is not None  # noqa: S101 - its row was read a moment ago, and callbacks are never deleted
    line = lines.line_in(db)
    movable = (
        task.status in {"waiting", "reserved", "dialing", "gave_up"}
        and task.department_key in line.departments
    )
    return Story(
        file=file,
        lines=_lines(db, steps_of(db, task.id)),
        refusals=refusals_of(db, task.id),
        risk=risks(db, line, [task], now).get(task.id),
        slots=offered_slots(db, line, task.department_key, now) if movable else [],
        agents=agents_of(db, task.department_key) if movable else [],
    )


def _lines(db: Connection, steps: list[StepRow]) -> list[StoryLine]:
    sent = sendings(
        db, [step.facts[way] for step in steps for way in ("texted", "mailed") if way in step.facts]
    )
    names = agent_names(db, [step.facts["agent"] for step in steps if step.facts.get("agent")])
    return [
        StoryLine(
            step,
            agent_name=names.get(step.facts.get("agent", "")),
            texted=_sending(sent, step, "texted"),
            mailed=_sending(sent, step, "mailed"),
        )
        for step in steps
    ]


def _sending(sent: Mapping[str, Sending], step: StepRow, way: str) -> Sending | None:
    """One whose errand was cleared away long ago has gone."""
    errand = step.facts.get(way)
    return None if errand is None else sent.get(errand, Sending(step.at, None))

"""All questions in the order in which they are asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from admin.languages import N_
from admin.reports.questions.answering import answering
from admin.reports.questions.causes import causes
from admin.reports.questions.foretelling import foretelling
from admin.reports.questions.promises import promises
from admin.reports.questions.ringing import ringing
from admin.reports.questions.staffing import staffing
from admin.reports.questions.working import working
from admin.reports.reader import Reader
from admin.reports.report import Report


@dataclass(frozen=True)
class Question:
    """`name` is the last part of the address, `short` and `asks` English messages; `by_agent`: of one agent, too."""

    name: str
    short: str
    asks: str
    icon: str
    answer: Callable[[Reader], Report]
    by_agent: bool = False


QUESTIONS: Mapping[str, Question] = {
    one.name: one
    for one in (
        Question("answering", N_("Answering"), N_("How quickly do we answer?"), "clock", answering),
        Question("ringing", N_("Busy hours"), N_("When do people ring?"), "grid-dots", ringing),
        Question("promises", N_("Promises"), N_("Are promises kept?"), "calendar-time", promises),
        Question("causes", N_("Causes"), N_("Why do people call?"), "list-check", causes),
        Question("foretelling", N_("Estimates"), N_("How well do we foretell waits?"), "bulb", foretelling),
        Question("working", N_("Work"), N_("Who works how much?"), "users", working, by_agent=True),
        Question("staffing", N_("Staffing"), N_("How many people do we need?"), "scale", staffing),
    )
}

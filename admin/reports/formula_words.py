"""The formulas of the figures in the reader's language."""

from admin.languages import N_, gettext
from ticket_store.reporting.formulas import Formula, ServiceFormula

# The sentences of ticket_store.reporting.formulas, marked for the catalogues: a test holds both together.
SENTENCES = (
    N_("Answered within the promised time, divided by all answered."),
    N_("Answered within the promised time, divided by all offered. Short abandons are not offered."),
    N_("Answered within the promised time, divided by answered and abandoned together. "
       "Short abandons and callers who chose a callback are left out."),
    N_("The mean wait of those who were answered, from the queue to the agent."),
    N_("Callers who hung up waiting, divided by all offered. Short abandons are counted apart."),
    N_("Talk, hold and wrap-up together, divided by the number of talks."),
    N_("Talk, hold and wrap-up together, divided by the time on duty."),
    N_("Callbacks that came to a talk as promised, divided by those that came to an end."),
    N_("Promises kept, divided by those kept and broken."),
    N_("People who talked about a case, divided by the cases that anybody talked about."),
    N_("Talks taken over from somebody else, divided by the calls that were answered."),
    N_("Cases solved with one talk and not opened again, divided by all solved cases."),
    N_("The mean difference between the wait that we expected and the wait that came."),
    N_("The mean of expected less actual wait: above zero we foretell too long waits."),
    N_("Minutes in which a department was open and nobody was on duty."),
)  # fmt: skip


def in_words(formula: Formula | ServiceFormula) -> str:
    return gettext(Formula(formula.value).sentence)

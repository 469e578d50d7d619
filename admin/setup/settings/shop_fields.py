"""The settings of the shop itself."""

from admin.languages import N_
from admin.setup.settings.fields import Group, Kind, Setting
from ticket_store.line import Line
from ticket_store.reporting.formulas import ServiceFormula

_ALARMS = {"call": N_("a telephone call"), "text": N_("a text message")}


_FORMULAS = {
    ServiceFormula.OF_OFFERED.value: N_("answered in time, of all who were offered"),
    ServiceFormula.OF_ANSWERED.value: N_("answered in time, of all who were answered"),
    ServiceFormula.OF_ANSWERED_AND_ABANDONED.value: N_("answered in time, of the answered and the abandoned"),
}


def _formulas(_line: Line) -> dict[str, str]:
    return _FORMULAS


def _alarms(_line: Line) -> dict[str, str]:
    return _ALARMS


SHOP: tuple[Group, ...] = (
    Group(
        N_("Who you are"),
        (
            Setting(("name",), Kind.TEXT, N_("Callers and customers hear and read this name."), needed=True),
            Setting(
                ("country",),
                Kind.TEXT,
                N_("Two letters, like PL. Its public holidays count, and numbers without + belong to it."),
                needed=True,
            ),
            Setting(
                ("timezone",),
                Kind.TEXT,
                N_("All times of the shop are meant on its clock, like Europe/Warsaw."),
                needed=True,
            ),
            Setting(
                ("languages",),
                Kind.LIST,
                N_("What callers may hear, with commas. The first is spoken where another is missing."),
                needed=True,
            ),
        ),
    ),
    Group(
        N_("Telephone"),
        (
            Setting(("caller_id",), Kind.NUMBER, N_("Customers see this number when we ring them.")),
            Setting(
                ("alarm_number",),
                Kind.NUMBER,
                N_("This telephone is told when a department is open and nobody is on duty."),
                rule="rules.md#unattended",
            ),
            Setting(("alarm_by",), Kind.CHOICE, N_("How the alarm number is told."), choices=_alarms),
        ),
    ),
    Group(
        N_("Signing in and reports"),
        (
            Setting(
                ("second_factor",),
                Kind.SWITCH,
                N_("On: supervisors and admins sign in with a second step, a passkey or a code."),
            ),
            Setting(
                ("service_formula",),
                Kind.CHOICE,
                N_("How reports count the service level."),
                rule="rules.md#service-level",
                choices=_formulas,
            ),
            Setting(
                ("short_abandon",),
                Kind.DURATION,
                N_("Who hangs up in the queue sooner has not really waited: reports count them apart."),
                rule="rules.md#service-level",
            ),
        ),
    ),
    Group(
        N_("What is kept, and how long"),
        (
            Setting(
                ("retention", "calls"),
                Kind.DURATION,
                N_("After this time calls stay as figures alone, without number and name. Empty: for ever."),
            ),
            Setting(
                ("retention", "recordings"),
                Kind.DURATION,
                N_("After this time recorded messages are deleted. Empty: for ever."),
            ),
            Setting(
                ("retention", "web_addresses"),
                Kind.DURATION,
                N_("After this time the addresses of forms are deleted. Empty: for ever."),
            ),
        ),
    ),
)

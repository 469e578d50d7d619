"""The settings of a department: its hours, its queue, who is asked, and what it promises."""

from admin.languages import N_
from admin.setup.settings.fields import Group, Kind, Setting
from ticket_store.line import Line, Strategy

_STRATEGIES = {
    Strategy.LONGEST_IDLE.value: N_("who has been free the longest"),
    Strategy.FEWEST_CALLS.value: N_("who has had the fewest calls today"),
    Strategy.ROUND_ROBIN.value: N_("everybody in turn"),
    Strategy.SKILL_FIRST.value: N_("who knows most about it"),
    Strategy.RING_SEVERAL.value: N_("several at once, the first to answer has it"),
}


def _strategies(_line: Line) -> dict[str, str]:
    return _STRATEGIES


def _hours(line: Line) -> dict[str, str]:
    return {key: f"{key}: {rule}" for key, rule in line.hours.items()}


DEPARTMENT: tuple[Group, ...] = (
    Group(
        N_("Name and hours"),
        (
            Setting(("name",), Kind.WORDS, N_("What callers hear, in each language."), needed=True),
            Setting(
                ("hours",),
                Kind.CHOICE,
                N_("When it is open. Several departments may share the same hours."),
                rule="rules.md#open-or-closed",
                choices=_hours,
                needed=True,
            ),
        ),
    ),
    Group(
        N_("The telephone of an agent"),
        (
            Setting(
                ("ring_timeout",),
                Kind.DURATION,
                N_("How long one telephone rings before the next one is tried."),
            ),
            Setting(
                ("wrap_up",), Kind.DURATION, N_("How long an agent gets no new call after one has ended.")
            ),
            Setting(
                ("dispositions",),
                Kind.LINES,
                N_("What a call can end with, one on each line. With any listed, one must be chosen."),
            ),
        ),
    ),
    Group(
        N_("The queue"),
        (
            Setting(("max_wait",), Kind.DURATION, N_("Nobody waits longer in the queue.")),
            Setting(
                ("max_callers",), Kind.WHOLE, N_("Nobody else is let into a longer queue."), N_("callers")
            ),
            Setting(
                ("routing", "when_waited"),
                Kind.NEXT_STEP,
                N_("Where the caller goes then."),
                rule="rules.md#overflow",
            ),
            Setting(
                ("routing", "when_full"),
                Kind.NEXT_STEP,
                N_("Where a caller goes who is not let in."),
                rule="rules.md#overflow",
            ),
            Setting(
                ("routing", "when_nobody"),
                Kind.NEXT_STEP,
                N_("Where callers go while it is open and nobody is on duty."),
                rule="rules.md#overflow",
            ),
            Setting(
                ("routing", "redial_within"),
                Kind.DURATION,
                N_("How long a caller who hung up keeps the place in the queue."),
                rule="rules.md#calling-again",
            ),
            Setting(
                ("routing", "credit"),
                Kind.DURATION,
                N_("How much earlier its callers rank than those of other departments."),
                rule="rules.md#rank-and-credit",
            ),
            Setting(
                ("routing", "alarm_after"),
                Kind.DURATION,
                N_("After this long open with nobody on duty the alarm number is told."),
                rule="rules.md#unattended",
            ),
        ),
    ),
    Group(
        N_("Who is asked"),
        (
            Setting(
                ("routing", "strategy"),
                Kind.CHOICE,
                N_("Who is asked first of those who are free."),
                rule="rules.md#which-agent",
                choices=_strategies,
            ),
            Setting(
                ("routing", "ring_at_once"),
                Kind.WHOLE,
                N_("How many telephones ring for one caller, where several do."),
                N_("telephones"),
            ),
            Setting(
                ("routing", "owner_for"),
                Kind.DURATION,
                N_("How long the owner of the customer's case alone is asked."),
                rule="rules.md#which-agent",
            ),
            Setting(
                ("routing", "deputy_for"),
                Kind.DURATION,
                N_("How long the owner's deputy alone is asked after that."),
            ),
            Setting(
                ("routing", "language_for"),
                Kind.DURATION,
                N_("How long only agents who speak the caller's language are asked."),
            ),
            Setting(
                ("routing", "tiers"),
                Kind.TIERS,
                N_(
                    "Agents with at least this skill are asked after this time. The first row begins at once."
                ),
            ),
        ),
    ),
    Group(
        N_("Service level"),
        (
            Setting(
                ("service_level", "share"),
                Kind.SHARE,
                N_("How many of the callers should be answered in time."),
            ),
            Setting(("service_level", "within"), Kind.DURATION, N_("In time means within this.")),
        ),
        N_("A goal for the reports; no call is treated otherwise because of it."),
        "rules.md#service-level",
    ),
    Group(
        N_("Callbacks"),
        (
            Setting(
                ("callback", "offer_after_waited"),
                Kind.DURATION,
                N_("After this long in the queue a callback is offered aloud."),
                rule="rules.md#callback",
            ),
            Setting(
                ("callback", "offer_after_expected"),
                Kind.DURATION,
                N_("Who can expect to wait this long is offered a callback at once."),
                rule="rules.md#expected-wait",
            ),
            Setting(
                ("callback", "not_before"),
                Kind.DURATION,
                N_("How long after the hang-up nobody is rung back."),
            ),
            Setting(
                ("callback", "attempts"),
                Kind.WHOLE,
                N_("How often we try before a person decides."),
                N_("times"),
                rule="rules.md#keeping",
            ),
            Setting(
                ("callback", "again_after", "busy"),
                Kind.DURATION,
                N_("When we try again after a busy line."),
            ),
            Setting(
                ("callback", "again_after", "no_answer"),
                Kind.DURATION,
                N_("When we try again after nobody answered."),
            ),
            Setting(
                ("callback", "again_after", "machine"),
                Kind.DURATION,
                N_("When we try again after leaving a message."),
            ),
        ),
        rule="rules.md#callback",
    ),
)

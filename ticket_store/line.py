"""The line as the shop has set it: frozen, whole, the same for telephone, pages and shop file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from ticket_store.callback_settings import CallbackLimits, CallbackPolicy
from ticket_store.reporting.formulas import ServiceFormula

Words = Mapping[str, str]  # language -> text


def nearest(words: Words, languages: Sequence[str]) -> str:
    """The text in the first of these languages that has one, else in any; empty where there is none."""
    for language in languages:
        if words.get(language):
            return words[language]
    return next(iter(words.values()), "")


@dataclass(frozen=True)
class Shop:
    name: str
    country: str
    timezone: str
    languages: tuple[str, ...]  # the first is the fallback
    caller_id: str | None = None
    alarm_number: str | None = None
    alarm_by: str = "call"  # or text
    second_factor: bool = False  # admins and supervisors must sign in with one
    short_abandon: timedelta = timedelta(seconds=5)  # who hangs up waiting within it has not been offered
    service_formula: ServiceFormula = ServiceFormula.OF_OFFERED  # by which the service level is told
    retention: Mapping[str, timedelta] = field(default_factory=dict)
    callbacks: CallbackLimits = field(default_factory=CallbackLimits)


@dataclass(frozen=True)
class Closure:
    """Dated hours off; half-open, aware UTC. A yearly one comes back on the same days of the shop's calendar."""

    hours_key: str
    starts_at: datetime
    ends_at: datetime
    reason: Words = field(default_factory=dict)
    yearly: bool = False


@dataclass(frozen=True)
class ManualClose:
    since_at: datetime
    until_at: datetime | None
    reason: Words = field(default_factory=dict)


@dataclass(frozen=True)
class ServiceLevel:
    share: float = 0.8
    within: timedelta = timedelta(seconds=20)


class Strategy(StrEnum):
    """Which of several fitting agents is asked first."""

    LONGEST_IDLE = "longest_idle"
    FEWEST_CALLS = "fewest_calls"
    ROUND_ROBIN = "round_robin"
    SKILL_FIRST = "skill_first"
    RING_SEVERAL = "ring_several"  # several at once; the first who accepts has it


@dataclass(frozen=True)
class Tier:
    """Agents with this skill or more are asked after a caller has waited so long."""

    skill: int
    after: timedelta = timedelta()


@dataclass(frozen=True)
class OfferCallback:
    """A callback or a message is offered."""


@dataclass(frozen=True)
class OverflowTo:
    """The caller goes on to another department, with the original arrival."""

    department_key: str


NextStep = OfferCallback | OverflowTo


@dataclass(frozen=True)
class Routing:
    """How a department shares its callers out."""

    strategy: Strategy = Strategy.LONGEST_IDLE
    ring_at_once: int = 3  # phones, with RING_SEVERAL
    owner_for: timedelta = timedelta(seconds=10)  # so long the owner of the case alone is tried
    deputy_for: timedelta = timedelta(seconds=20)  # then so long the owner's deputy
    language_for: timedelta = timedelta(minutes=2)  # so long only agents who speak the caller's language
    tiers: tuple[Tier, ...] = (Tier(skill=1),)  # ascending by `after`; the first begins at once
    credit: timedelta = timedelta()  # callers of this department rank so much earlier
    redial_within: timedelta = timedelta(minutes=10)  # so long an abandoned place is kept
    when_waited: NextStep = OfferCallback()  # after max_wait
    when_full: NextStep = OfferCallback()  # max_callers wait already
    when_nobody: NextStep = OfferCallback()  # open, and nobody on duty
    alarm_after: timedelta = timedelta(minutes=3)  # so long open with nobody reachable


@dataclass(frozen=True)
class Department:
    key: str
    name: Words
    hours_key: str
    position: int = 0
    ring_timeout: timedelta = timedelta(seconds=15)  # and the carrier rings up to 5 s longer
    wrap_up: timedelta = timedelta(seconds=30)
    max_wait: timedelta = timedelta(minutes=10)
    max_callers: int = 50
    service_level: ServiceLevel = ServiceLevel()
    callback: CallbackPolicy = field(default_factory=CallbackPolicy)
    dispositions: tuple[str, ...] = ()
    routing: Routing = Routing()
    manual_close: ManualClose | None = None


@dataclass(frozen=True)
class Did:
    """A number of the shop: it opens a menu, or goes straight to a department."""

    number: str
    language: str
    position: int = 0
    menu_key: str | None = None
    department_key: str | None = None
    brand: str | None = None


@dataclass(frozen=True)
class ToDepartment:
    key: str


@dataclass(frozen=True)
class ToMenu:
    key: str


@dataclass(frozen=True)
class ToLanguage:
    language: str


@dataclass(frozen=True)
class Repeat:
    pass


@dataclass(frozen=True)
class OrderStatus:
    pass


Target = ToDepartment | ToMenu | ToLanguage | Repeat | OrderStatus


@dataclass(frozen=True)
class Spoken:
    """Something said in one language: the audio file where one is set, else the text."""

    text: str | None = None
    audio: str | None = None


@dataclass(frozen=True)
class Branch:
    """What happens to a caller who presses nothing, or a key that is not there."""

    times: int = 2
    then: ToDepartment | ToMenu | None = None


@dataclass(frozen=True)
class Menu:
    key: str
    keys: Mapping[str, Target]  # in the order in which they are spoken
    greeting: Mapping[str, Spoken] = field(default_factory=dict)
    name: Words = field(default_factory=dict)  # how a parent menu calls it
    no_input: Branch = Branch()
    no_match: Branch = Branch()


@dataclass(frozen=True)
class AgentSetup:
    """A person as the shop file sets them up; what they chose and do today is not here."""

    email: str
    name: str
    roles: tuple[str, ...]
    departments: Mapping[str, int] = field(default_factory=dict)  # key -> skill
    languages: tuple[str, ...] = ()
    rings: str = "browser"
    deputy: str | None = None  # e-mail address of who stands in with this agent's cases
    supervises: tuple[str, ...] = ()  # keys of departments; none: as a supervisor all of them


@dataclass(frozen=True)
class Incident:
    """Something is broken, and callers are told before the menu until `ends_at`; no setting, a word of today."""

    id: str
    department_key: str | None
    text: Words
    began_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Line:
    """Everything about the line at one version. Mappings keep the order of the shop file."""

    version: int
    shop: Shop
    hours: Mapping[str, str]  # key -> opening_hours rule
    closures: tuple[Closure, ...]
    departments: Mapping[str, Department]
    dids: Mapping[str, Did]
    menus: Mapping[str, Menu]  # the published ones
    menu_version: int
    agents: tuple[AgentSetup, ...] = ()
    prompts: Mapping[tuple[str, str], Spoken] = field(default_factory=dict)  # (name, language)
    incidents: tuple[Incident, ...] = ()  # not solved, newest first; `ends_at` may have passed

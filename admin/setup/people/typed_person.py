"""A person as somebody typed them into the form, and as the line has them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from admin.shop_file.faults import Fault
from admin.shop_file.values import read_number
from admin.typed_text import clean
from ticket_store.line import AgentSetup, Line

BROWSER, PHONE, SIP = "browser", "phone", "sip"
_LONGEST = 200
_FIELDS = ("name", "roles", "departments", "supervises", "languages", "rings", "deputy")


@dataclass(frozen=True)
class Typed:
    """The fields as they were sent. `device` says how the person is rung, `number` and `address` at what."""

    email: str = ""
    name: str = ""
    roles: tuple[str, ...] = ("agent",)
    departments: Mapping[str, int] = field(default_factory=dict)
    supervises: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    device: str = BROWSER
    number: str = ""
    address: str = ""
    deputy: str = ""


def typed_of(agent: AgentSetup) -> Typed:
    """The form of somebody who is there."""
    device = PHONE if agent.rings.startswith("+") else SIP if agent.rings.startswith("sip") else BROWSER
    return Typed(
        email=agent.email,
        name=agent.name,
        roles=agent.roles,
        departments=agent.departments,
        supervises=agent.supervises,
        languages=agent.languages,
        device=device,
        number=agent.rings if device == PHONE else "",
        address=agent.rings if device == SIP else "",
        deputy=agent.deputy or "",
    )


def read_typed(form: MultiDict[str, str], departments: Sequence[str]) -> Typed:
    """`departments` are the keys of the line, in its order."""

    def text(name: str) -> str:
        return clean(form.get(name, ""), longest=_LONGEST).strip()

    skills = {key: form.get(f"skill-{key}", "") for key in departments}
    return Typed(
        email=text("email").lower(),
        name=text("name"),
        roles=tuple(dict.fromkeys(form.getlist("roles")[:10])),
        departments={key: int(skill) for key, skill in skills.items() if skill in set("12345")},
        supervises=tuple(key for key in departments if key in form.getlist("supervises")),
        languages=tuple(dict.fromkeys(form.getlist("languages")[:20])),
        device=form.get("device", BROWSER),
        number=text("number"),
        address=text("address"),
        deputy=text("deputy").lower(),
    )


def agent_of(typed: Typed, country: str) -> AgentSetup:
    """What would be saved; whether it may be is the line's own check."""
    match typed.device:
        case "phone":
            rings = read_number(typed.number, country)
        case "sip":
            rings = typed.address if typed.address.startswith(("sip:", "sips:")) else f"sip:{typed.address}"
        case _:
            rings = BROWSER
    return AgentSetup(
        email=typed.email,
        name=typed.name,
        roles=typed.roles,
        departments=typed.departments,
        languages=typed.languages,
        rings=rings,
        deputy=typed.deputy or None,
        supervises=typed.supervises if "supervisor" in typed.roles else (),
    )


def with_agent(line: Line, agent: AgentSetup, was: str | None = None) -> Line:
    """The line with this person, in the place of the one whose address was `was`, else as the last."""
    if was is None:
        return replace(line, agents=(*line.agents, agent))
    renamed = (
        replace(one, deputy=agent.email) if one.deputy == was and one.email != was else one
        for one in line.agents
    )
    return replace(line, agents=tuple(agent if one.email == was else one for one in renamed))


def without_agent(line: Line, email: str) -> Line:
    """The line without this person, who stands in for nobody any more."""
    left = (one for one in line.agents if one.email != email)
    return replace(
        line, agents=tuple(replace(one, deputy=None) if one.deputy == email else one for one in left)
    )


def field_of(fault: Fault, email: str) -> str | None:
    """The field of the form that a fault of the line belongs to; None where it is about something else."""
    match fault.path:
        case ("agents", who, name, *_) if who == email and name in _FIELDS:
            return name
        case ("agents", who, *_) if who == email:
            return "email"
    return None

"""The shop file as a `Line`: read as far as it goes, with every fault of form noted on the way."""

from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from admin.shop_file.faults import Book
from admin.shop_file.nodes import node_of
from admin.shop_file.parts import Fields, Part, compose, no_share
from admin.shop_file.reading_callbacks import no_switch, read_limits, read_policy
from admin.shop_file.reading_menus import read_menus, read_prompts
from admin.shop_file.reading_routing import read_routing
from admin.shop_file.tree_callbacks import Tree
from admin.shop_file.values import read_moment, read_number, read_switch, write_moment, zone_of
from call_routing.sentence import Sentence, sentence
from ticket_store.line import AgentSetup, Closure, Department, Did, Line, ServiceLevel, Shop
from ticket_store.reporting.formulas import ServiceFormula

ALARM_BY = ("call", "text")
SERVICE_FORMULAS = tuple(formula.value for formula in ServiceFormula)


@dataclass(frozen=True)
class Reading:
    """The line, as far as the file could be read, and the book with its faults; no line without YAML."""

    line: Line | None
    book: Book


def read_shop_file(text: str) -> Reading:
    """Where a value cannot be read its default stands in the line, and a fault in the book."""
    book = Book()
    whole = compose(text, book)
    return Reading(_line(whole) if whole else None, book)


def read_tree(tree: Tree) -> Reading:
    """A tree as `line_as_tree` makes it, read like the file that says the same; its faults carry no lines."""
    book = Book()
    return Reading(_line(Part(node_of(tree), (), book)), book)


def _line(whole: Part) -> Line:
    fields = whole.fields(
        *("shop", "hours", "closures", "departments", "numbers", "menus", "agents", "callbacks", "prompts"),
        needed=("shop", "hours", "departments", "numbers"),
    )
    shop = _shop(fields)
    return Line(
        version=0,
        shop=shop,
        hours={key: part.text() for key, part in _entries(fields, "hours").items()},
        closures=_closures(fields, shop),
        departments={
            key: _department(key, position, part)
            for position, (key, part) in enumerate(_entries(fields, "departments").items())
        },
        dids=_dids(fields, shop),
        menus=read_menus(_entries(fields, "menus")),
        menu_version=0,
        agents=_agents(fields, shop),
        prompts=read_prompts(_entries(fields, "prompts")),
    )


def _entries(fields: Fields, name: str) -> dict[str, Part]:
    part = fields.get(name)
    return part.entries() if part else {}


def _shop(fields: Fields) -> Shop:
    part = fields.get("shop")
    if part is None:
        limits = read_limits(fields.get("callbacks"), country="")
        return Shop(name="", country="", timezone="", languages=(), callbacks=limits)
    shop = part.fields(
        *("name", "country", "timezone", "languages", "caller_id", "alarm_number", "alarm_by"),
        *("second_factor", "short_abandon", "service_formula", "retention"),
        needed=("name", "country", "timezone", "languages"),
    )
    country = shop.text("country")
    retention = shop.get("retention")
    kept = retention.fields("calls", "recordings", "web_addresses") if retention else None
    caller_id, alarm_number = shop.text("caller_id"), shop.text("alarm_number")
    return Shop(
        name=shop.text("name"),
        country=country,
        timezone=shop.text("timezone"),
        languages=shop.texts("languages"),
        caller_id=read_number(caller_id, country) if caller_id else None,
        alarm_number=read_number(alarm_number, country) if alarm_number else None,
        alarm_by=shop.one_of("alarm_by", Shop.alarm_by, ALARM_BY),
        second_factor=shop.read("second_factor", Shop.second_factor, read_switch, no_switch),
        short_abandon=shop.duration("short_abandon", Shop.short_abandon),
        service_formula=ServiceFormula(
            shop.one_of("service_formula", Shop.service_formula.value, SERVICE_FORMULAS)
        ),
        retention={what: kept.duration(what, timedelta()) for what in kept.parts} if kept else {},
        callbacks=read_limits(fields.get("callbacks"), country),
    )


def _closures(fields: Fields, shop: Shop) -> tuple[Closure, ...]:
    """A closure whose time cannot be read is left out; its fault is in the book."""
    part, zone = fields.get("closures"), zone_of(shop.timezone)
    closures = (_closure(one, zone) for one in part.items()) if part else ()
    return tuple(closure for closure in closures if closure)


def _closure(part: Part, zone: ZoneInfo) -> Closure | None:
    part = _called(part, f"{part.peek('hours')} {part.peek('from')}".strip())
    closure = part.fields("hours", "from", "to", "yearly", "reason", needed=("hours", "from", "to"))
    hours_key = closure.text("hours")
    starts_at = closure.read("from", None, lambda text: read_moment(text, zone), no_moment)
    ends_at = closure.read("to", None, lambda text: read_moment(text, zone, ends=True), no_moment)
    if starts_at is None or ends_at is None:
        return None
    name = f"{hours_key} {write_moment(starts_at, zone)}"
    part.book.place(("closures", name), part.line)
    yearly = closure.read("yearly", Closure.yearly, read_switch, no_switch)
    return Closure(hours_key, starts_at, ends_at, closure.words("reason"), yearly)


def no_moment(text: str) -> Sentence:
    return sentence(
        '"%(text)s" is no time that the shop\'s clock shows. Write it like 2026-12-28 08:30.', text=text
    )


def _department(key: str, position: int, part: Part) -> Department:
    fields = part.fields(
        *("name", "hours", "ring_timeout", "wrap_up", "max_wait", "max_callers"),
        *("service_level", "callback", "routing", "dispositions"),
        needed=("name", "hours"),
    )
    default = Department(key, {}, "")
    level = fields.get("service_level")
    return Department(
        key=key,
        name=fields.words("name"),
        hours_key=fields.text("hours"),
        position=position,
        ring_timeout=fields.duration("ring_timeout", default.ring_timeout),
        wrap_up=fields.duration("wrap_up", default.wrap_up),
        max_wait=fields.duration("max_wait", default.max_wait),
        max_callers=fields.whole("max_callers", default.max_callers),
        service_level=_service_level(level) if level else default.service_level,
        callback=read_policy(fields.get("callback")),
        routing=read_routing(fields.get("routing")),
        dispositions=fields.texts("dispositions"),
    )


def _service_level(part: Part) -> ServiceLevel:
    level, default = part.fields("share", "within"), ServiceLevel()
    return ServiceLevel(
        share=level.read("share", default.share, float, no_share),
        within=level.duration("within", default.within),
    )


def _dids(fields: Fields, shop: Shop) -> dict[str, Did]:
    """By number as E.164; two ways of writing one number are the same number."""
    dids: dict[str, Did] = {}
    for written, part in _entries(fields, "numbers").items():
        number = read_number(written, shop.country)
        if number in dids:
            part.book.fault(
                ("numbers", number), sentence("it stands here twice. Keep one of them."), line=part.line
            )
            continue
        part.book.place(("numbers", number), part.book.line_of(part.path))
        did = part.fields("language", "menu", "department", "brand", needed=("language",))
        dids[number] = Did(
            number=number,
            language=did.text("language"),
            position=len(dids),
            menu_key=did.optional_text("menu"),
            department_key=did.optional_text("department"),
            brand=did.optional_text("brand"),
        )
    return dids


def _agents(fields: Fields, shop: Shop) -> tuple[AgentSetup, ...]:
    part = fields.get("agents")
    agents = (_agent(one, shop) for one in part.items()) if part else ()
    return tuple(agent for agent in agents if agent)


def _agent(part: Part, shop: Shop) -> AgentSetup | None:
    """An agent without an e-mail address is left out, since agents are told apart by it; the book says so."""
    part = _called(part, part.peek("email").lower())
    agent = part.fields(
        *("email", "name", "roles", "departments", "languages", "rings", "deputy", "supervises"),
        needed=("email", "name", "roles"),
    )
    email = agent.text("email").lower()
    if not email:
        return None
    departments = agent.get("departments")
    skills = departments.fields(*departments.entries()) if departments else None
    rings = agent.text("rings", "browser")
    is_word = rings == "browser" or rings.startswith("sip:")
    return AgentSetup(
        email=email,
        name=agent.text("name"),
        roles=agent.texts("roles"),
        departments={key: skills.whole(key, 1) for key in skills.parts} if skills else {},
        languages=agent.texts("languages"),
        rings=rings if is_word else read_number(rings, shop.country),
        deputy=agent.text("deputy").lower() or None,
        supervises=agent.texts("supervises"),
    )


def _called(part: Part, name: str) -> Part:
    """A part of a list under its own name, where it has one: people look for a name, not for a place."""
    if not name:
        return part
    path = (part.path[0], name)
    part.book.place(path, part.line)
    return replace(part, path=path)

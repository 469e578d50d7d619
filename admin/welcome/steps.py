"""The five steps, what a form of each sends, and what stands in it before anybody has typed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from admin.typed_text import clean

MOST_DEPARTMENTS, MOST_COLLEAGUES = 5, 4
_LONGEST = 200
Typed = Mapping[str, Any]


class Step(StrEnum):
    SHOP = "shop"
    NUMBER = "number"
    DEPARTMENTS = "departments"
    PEOPLE = "people"
    MENU = "menu"


@dataclass(frozen=True)
class Home:
    """A country that shops of this house begin in: its zone and its language."""

    timezone: str
    language: str


HOMES: Mapping[str, Home] = {
    "PL": Home("Europe/Warsaw", "pl"),
    "CZ": Home("Europe/Prague", "cs"),
    "FI": Home("Europe/Helsinki", "fi"),
    "SK": Home("Europe/Bratislava", "cs"),
    "GB": Home("Europe/London", "en"),
    "IE": Home("Europe/Dublin", "en"),
    "DE": Home("Europe/Berlin", "en"),
    "SE": Home("Europe/Stockholm", "en"),
    "EE": Home("Europe/Tallinn", "en"),
}
SPOKEN = ("pl", "en", "cs", "fi")
DAYS = ("Mo-Fr", "Mo-Sa", "Mo-Su")
NEXT: Mapping[Step, Step | None] = dict(zip(Step, [*list(Step)[1:], None], strict=True))

# Said to callers, so each is in the language of the caller and no message of the catalogues.
USUAL_DEPARTMENTS: tuple[Mapping[str, str], ...] = (
    {"pl": "reklamacje", "en": "complaints", "cs": "reklamace", "fi": "reklamaatiot"},
    {"pl": "zamówienia", "en": "orders", "cs": "objednávky", "fi": "tilaukset"},
)
USUAL_GREETING: Mapping[str, str] = {
    "pl": "Dzień dobry, tu {shop}.",
    "en": "Hello, this is {shop}.",
    "cs": "Dobrý den, tady {shop}.",
    "fi": "Hei, tässä {shop}.",
}


def read_step(step: Step, form: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a step as they were typed. A password is none of them: only its hash is ever kept."""

    def text(name: str) -> str:
        return clean(form.get(name, ""), longest=_LONGEST).strip()

    def words(name: str) -> dict[str, str]:
        said = {one: text(f"{name}.{one}") for one in SPOKEN}
        return {one: typed for one, typed in said.items() if typed}

    match step:
        case Step.SHOP:
            fields: dict[str, Any] = {name: text(name) for name in ("name", "country", "language")}
            return fields | {"others": [one for one in SPOKEN if form.get(f"speaks.{one}")]}
        case Step.NUMBER:
            return {"number": text("number")}
        case Step.DEPARTMENTS:
            rows = [_department(f"d{number}", text, words) for number in range(MOST_DEPARTMENTS)]
            return {"rows": [row for row in rows if row["name"]]}
        case Step.PEOPLE:
            me = {name: text(name) for name in ("name", "email", "answers", "rings")}
            rows = [_colleague(f"c{number}", text, form) for number in range(MOST_COLLEAGUES)]
            return me | {"rows": [row for row in rows if row["name"] or row["email"]]}
        case Step.MENU:
            return {"greeting": words("greeting")}


def _department(name: str, text: Any, words: Any) -> dict[str, Any]:
    times = {one: text(f"{name}.{one}") for one in ("days", "from", "until", "holidays")}
    return {"name": words(f"{name}.name")} | times


def _colleague(name: str, text: Any, form: Mapping[str, str]) -> dict[str, Any]:
    places = [number for number in range(MOST_DEPARTMENTS) if form.get(f"{name}.in.{number}")]
    return {one: text(f"{name}.{one}") for one in ("name", "email", "rings")} | {"in": places}


def usual(step: Step, steps: Mapping[str, Typed], language: str) -> dict[str, Any]:
    """What stands in a step that nobody has typed in yet; `language` is the reader's."""
    shop = steps.get(Step.SHOP, {})
    match step:
        case Step.SHOP:
            country = next((key for key, home in HOMES.items() if home.language == language), "PL")
            return {"name": "", "country": country, "language": HOMES[country].language, "others": []}
        case Step.NUMBER:
            return {"number": ""}
        case Step.DEPARTMENTS:
            times = {"days": DAYS[0], "from": "09:00", "until": "17:00", "holidays": "off"}
            spoken = languages_of(shop)
            names = ({one: name[one] for one in spoken if one in name} for name in USUAL_DEPARTMENTS)
            return {"rows": [{"name": name} | times for name in names]}
        case Step.PEOPLE:
            return {"name": "", "email": "", "answers": "on", "rings": "", "rows": []}
        case Step.MENU:
            name = str(shop.get("name", ""))
            said = {one: USUAL_GREETING[one] for one in languages_of(shop) if one in USUAL_GREETING}
            return {"greeting": {one: text.replace("{shop}", name) for one, text in said.items()}}


def languages_of(shop: Typed) -> tuple[str, ...]:
    """What callers hear, the main language first."""
    first = str(shop.get("language") or "en")
    return (first, *(one for one in shop.get("others", ()) if one != first))

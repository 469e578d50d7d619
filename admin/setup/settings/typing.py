"""Each kind of setting as it is typed, and back: between the fields of a form and the values of the shop file."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from admin.setup.settings.fields import Kind, Setting
from admin.shop_file.reading_routing import OFFER_CALLBACK
from admin.typed_text import clean

UNITS = ("s", "min", "h", "days")
MOST_TIERS = 5  # skills go from 1 to 5, each tier asks for less
_LONGEST = 2000
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*%?")


@dataclass(frozen=True)
class Sent:
    """The fields of a form, those of one setting by its name."""

    form: Mapping[str, str]
    name: str
    languages: Sequence[str] = ()

    def text(self, inside: str = "") -> str:
        return clean(self.form.get(f"{self.name}{inside}", ""), longest=_LONGEST).strip()


@dataclass(frozen=True)
class _Way:
    """To the form and back; None is an empty field, and leaves the value out of the file."""

    show: Callable[[Any], Any]
    read: Callable[[Sent], Any]


def as_typed(setting: Setting, value: Any) -> Any:
    """What stands in the form for a value of the file: a text; for durations (figure, unit); for others their parts."""
    return _WAYS.get(setting.kind, _PLAIN).show(value)


def read_typed(setting: Setting, form: Mapping[str, str], languages: Sequence[str]) -> Any:
    """The value for the file; None leaves it out, so that the default holds. Its reader finds what is wrong."""
    return _WAYS.get(setting.kind, _PLAIN).read(Sent(form, setting.name, languages))


def _figure_and_unit(value: Any) -> tuple[str, str]:
    text = str(value or "")
    figure, _, unit = text.rpartition(" ")
    unit = "days" if unit == "day" else unit
    return (figure, unit) if unit in UNITS else (text, UNITS[0])


def _duration(sent: Sent, inside: str = "") -> str | None:
    figure, unit = sent.text(inside), sent.text(f"{inside}.unit") or "s"
    return f"{figure} {unit}" if figure else None


def _percent(value: Any) -> str:
    if value is None:
        return ""
    try:
        return f"{round(float(value) * 100, 4):g}"
    except ValueError:  # as it was typed
        return str(value)


def _share(sent: Sent) -> str | None:
    """80 or 80 % is 0.8; anything else goes on as it is, to be refused in the words of the file."""
    text = sent.text()
    found = _PERCENT.fullmatch(text)
    if found is None:
        return text or None
    return f"{round(float(found[1].replace(',', '.')) / 100, 6):g}"


def _money(sent: Sent) -> str | None:
    text = sent.text().removesuffix("EUR").strip()
    return f"{text} EUR" if text else None


def _next_step(sent: Sent) -> Any:
    key = sent.text()
    return {"department": key} if key else OFFER_CALLBACK


def _words(sent: Sent) -> dict[str, str]:
    said = {one: sent.text(f".{one}") for one in sent.languages}
    return {one: words for one, words in said.items() if words}


def _parts(between: str) -> Callable[[Sent], list[str]]:
    return lambda sent: [one.strip() for one in re.split(between, sent.text()) if one.strip()]


def _shown_tiers(value: Any) -> list[tuple[str, str, str]]:
    """A row for each tier and an empty one for the next."""
    rows = [(str(one["skill"]), *_figure_and_unit(one.get("after"))) for one in value or ()]
    return [*rows, ("", "", "s")][:MOST_TIERS]


def _tiers(sent: Sent) -> list[dict[str, str]]:
    rows = []
    for number in range(MOST_TIERS):
        skill, after = sent.text(f".{number}"), _duration(sent, f".{number}.after")
        if skill:
            rows.append({"skill": skill} | ({"after": after} if after else {}))
    return rows


def _prices(sent: Sent) -> dict[str, str]:
    split = (line.split() for line in _parts(r"\n")(sent))
    return {first: " ".join(rest) for first, *rest in split}


_PLAIN = _Way(lambda value: "" if value is None else str(value), lambda sent: sent.text() or None)
_WAYS: Mapping[Kind, _Way] = {
    Kind.DURATION: _Way(_figure_and_unit, _duration),
    Kind.SHARE: _Way(_percent, _share),
    Kind.SWITCH: _Way(lambda value: value in (True, "true"), lambda sent: bool(sent.text())),
    Kind.MONEY: _Way(lambda value: str(value or "").removesuffix(" EUR"), _money),
    Kind.NEXT_STEP: _Way(
        lambda value: value.get("department", "") if isinstance(value, dict) else "", _next_step
    ),
    Kind.WORDS: _Way(lambda value: dict(value or {}), _words),
    Kind.LINES: _Way(lambda value: "\n".join(value or ()), _parts(r"\n")),
    Kind.LIST: _Way(lambda value: ", ".join(value or ()), _parts(r"[,;\n]")),
    Kind.TIERS: _Way(_shown_tiers, _tiers),
    Kind.PRICES: _Way(
        lambda value: "\n".join(f"{prefix} {price}" for prefix, price in (value or {}).items()), _prices
    ),
}

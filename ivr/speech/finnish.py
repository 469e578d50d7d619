"""How Finnish counts, and names days, times and waits. Its sentences are in `finnish_sentences`."""

# ruff: noqa: PLR2004 - the grammar of numbers is made of such numbers: teens, tens, noon

from dataclasses import dataclass
from datetime import time

from ivr.speech.finnish_sentences import PHRASES
from ivr.speech.language import Language, Voice
from ivr.speech.phrases import Noun

WEEKDAYS = (
    *("maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina", "sunnuntaina"),
)
MONTHS = (
    *("tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta"),
    *("heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"),
)
ORDINALS = (
    *(
        "",
        "ensimmäinen",
        "toinen",
        "kolmas",
        "neljäs",
        "viides",
        "kuudes",
        "seitsemäs",
        "kahdeksas",
        "yhdeksäs",
    ),
    *("kymmenes", "yhdestoista", "kahdestoista"),
)
NOUNS = {
    Noun.MINUTE: ("minuutti", "minuuttia"),
    Noun.HOUR: ("tunti", "tuntia"),
    Noun.DAY: ("päivä", "päivää"),
    Noun.PERSON: ("henkilö", "henkilöä"),
    Noun.CALL: ("puhelu", "puhelua"),
}


@dataclass(frozen=True)
class Case:
    """The cardinals in one case: 0..9, ten alone, and the ending of the tens."""

    units: tuple[str, ...]
    ten: str
    tens: str

    def of(self, n: int) -> str:
        """The cardinal 0..99 in this case."""
        if n < 10:
            return self.units[n]
        if n == 10:
            return self.ten
        if n < 20:
            return self.units[n - 10] + "toista"
        return self.units[n // 10] + self.tens + (self.units[n % 10] if n % 10 else "")


NOMINATIVE = Case(
    ("nolla", "yksi", "kaksi", "kolme", "neljä", "viisi", "kuusi", "seitsemän", "kahdeksan", "yhdeksän"),
    ten="kymmenen",
    tens="kymmentä",
)
GENITIVE = Case(
    (
        "nollan",
        "yhden",
        "kahden",
        "kolmen",
        "neljän",
        "viiden",
        "kuuden",
        "seitsemän",
        "kahdeksan",
        "yhdeksän",
    ),
    ten="kymmenen",
    tens="kymmenen",
)
FROM = Case(
    (
        *("nollasta", "yhdestä", "kahdesta", "kolmesta", "neljästä", "viidestä", "kuudesta", "seitsemästä"),
        *("kahdeksasta", "yhdeksästä"),
    ),
    ten="kymmenestä",
    tens="kymmenestä",
)
TO = Case(
    (
        *("nollaan", "yhteen", "kahteen", "kolmeen", "neljään", "viiteen", "kuuteen", "seitsemään"),
        *("kahdeksaan", "yhdeksään"),
    ),
    ten="kymmeneen",
    tens="kymmeneen",
)


def _date(day: int, month: int) -> str:
    if day <= 12:
        ordinal = ORDINALS[day]
    elif day < 20:
        ordinal = ORDINALS[day - 10] + "toista"
    else:
        ordinal = ("kolmas" if day >= 30 else "kahdes") + "kymmenes" + ORDINALS[day % 10]
    return f"{ordinal} {MONTHS[month - 1]}"


def _clock(at: time, case: Case) -> str:
    """The time in a case, as it is read aloud: "kahdeksan kolmekymmentä", "kahdeksan nolla viisi"."""
    hour = case.of(at.hour)
    if not at.minute:
        return hour
    short = f"{NOMINATIVE.of(0)} " if at.minute < 10 else ""
    return f"{hour} {short}{case.of(at.minute)}"


def _at(day: str, at: time) -> str:
    return f"{day} kello {_clock(at, NOMINATIVE)}"


def _opening(day: str, opens: time) -> str:
    return f"{_at(day, opens)} alkaen"


def _window(day: str, start: time, end: time) -> str:
    return f"{day} kello {_clock(start, GENITIVE)} ja {_clock(end, GENITIVE)} välillä"


def _long_window(first_day: str, start: time, last_day: str, end: time) -> str:
    return f"aikaisintaan {_at(first_day, start)}, viimeistään {_at(last_day, end)}"


def _after(at: time) -> str:
    return f"kello {_clock(at, GENITIVE)} jälkeen"


def _count(noun: Noun, n: int) -> str:
    one, many = NOUNS[noun]
    return f"{n} {one if n == 1 else many}"


def _wait(low: int, high: int) -> str:
    match low, high:
        case 0, 1:
            return "alle minuutti"
        case 0, _:
            return f"enintään {NOMINATIVE.of(high)} minuuttia"
        case 1, 1:
            return "noin minuutti"
        case _ if low == high:
            return f"noin {NOMINATIVE.of(high)} minuuttia"
        case _:
            return f"{FROM.of(low)} {TO.of(high)} minuuttia"


def _long_wait(low: int) -> str:
    return f"vähintään {_count(Noun.MINUTE, low)}" if low < 60 else "yli tunti"


FINNISH = Language(
    code="fi",
    voice=Voice("fi-FI", "Polly.Suvi-Neural"),
    calling_code=358,
    plus="plus",
    keys={"*": "tähteä", "#": "ruutua"},
    phrases=PHRASES,
    today="tänään",
    tomorrow="huomenna",
    yesterday="eilen",
    weekdays=WEEKDAYS,
    date=_date,
    opening=_opening,
    window=_window,
    long_window=_long_window,
    after=_after,
    wait=_wait,
    long_wait=_long_wait,
    count=_count,
)

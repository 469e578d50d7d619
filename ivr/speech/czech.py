"""How Czech counts, and names days, times and waits. Its sentences are in `czech_sentences`."""

# ruff: noqa: PLR2004 - the grammar of numbers is made of such numbers: teens, tens, noon

from datetime import time

from ivr.speech.czech_sentences import PHRASES
from ivr.speech.language import Language, Voice
from ivr.speech.phrases import Noun

WEEKDAYS = ("v pondělí", "v úterý", "ve středu", "ve čtvrtek", "v pátek", "v sobotu", "v neděli")
MONTHS = (
    *("ledna", "února", "března", "dubna", "května", "června"),
    *("července", "srpna", "září", "října", "listopadu", "prosince"),
)
NOUNS = {
    Noun.MINUTE: ("minuta", "minuty", "minut"),
    Noun.HOUR: ("hodina", "hodiny", "hodin"),
    Noun.DAY: ("den", "dny", "dní"),
    Noun.PERSON: ("osoba", "osoby", "osob"),
    Noun.CALL: ("hovor", "hovory", "hovorů"),
}

# Numerals as words, each in the one case that a sentence above needs; index 0 is 0.
CARDINALS = (
    *("nula", "jedna", "dvě", "tři", "čtyři", "pět", "šest", "sedm", "osm", "devět", "deset", "jedenáct"),
    *("dvanáct", "třináct", "čtrnáct", "patnáct", "šestnáct", "sedmnáct", "osmnáct", "devatenáct"),
)
GENITIVES = (
    *(
        "nula",
        "jedné",
        "dvou",
        "tří",
        "čtyř",
        "pěti",
        "šesti",
        "sedmi",
        "osmi",
        "devíti",
        "deseti",
        "jedenácti",
    ),
    *("dvanácti", "třinácti", "čtrnácti", "patnácti", "šestnácti", "sedmnácti", "osmnácti", "devatenácti"),
)
TENS = (
    *("", "", "dvacet", "třicet", "čtyřicet", "padesát", "šedesát", "sedmdesát", "osmdesát", "devadesát"),
)
ORDINALS = (
    *("", "prvního", "druhého", "třetího", "čtvrtého", "pátého", "šestého", "sedmého", "osmého", "devátého"),
    *("desátého", "jedenáctého", "dvanáctého", "třináctého", "čtrnáctého", "patnáctého", "šestnáctého"),
    *("sedmnáctého", "osmnáctého", "devatenáctého", "dvacátého"),
)


def _date(day: int, month: int) -> str:
    if day <= 20:
        return f"{ORDINALS[day]} {MONTHS[month - 1]}"
    tens = "třicátého" if day >= 30 else "dvacátého"
    return " ".join(filter(None, (tens, ORDINALS[day % 10], MONTHS[month - 1])))


def _nominative(n: int) -> str:
    """The cardinal 0..99, feminine up to two; in compounds one and two do not change ("dvacet dva minut")."""
    if n < 20:
        return CARDINALS[n]
    unit = "dva" if n % 10 == 2 else CARDINALS[n % 10]
    return f"{TENS[n // 10]} {unit}" if n % 10 else TENS[n // 10]


def _genitive(n: int) -> str:
    """The cardinal 0..99 in the genitive; in compounds one does not change ("dvaceti jedna")."""
    if n < 20:
        return GENITIVES[n]
    # dvacet -> dvaceti, padesát -> padesáti
    tens = TENS[n // 10] + "i"
    unit = "jedna" if n % 10 == 1 else GENITIVES[n % 10]
    return f"{tens} {unit}" if n % 10 else tens


def _clock(at: time) -> str:
    """The time in the genitive: "osmi hodin", "osmi třiceti", "osmi hodin pěti minut"."""
    if (at.hour, at.minute) == (0, 0):
        return "půlnoci"
    hours = f"{_genitive(at.hour)} {'hodiny' if at.hour == 1 else 'hodin'}"
    if not at.minute:
        return hours
    # Without the word "hodin" a short minute sounds like another hour, and midnight like nothing at all.
    if at.minute < 10 or not at.hour:
        return f"{hours} {_genitive(at.minute)} {'minuty' if at.minute == 1 else 'minut'}"
    return f"{_genitive(at.hour)} {_genitive(at.minute)}"


def _opening(day: str, opens: time) -> str:
    return f"{day} od {_clock(opens)}"


def _window(day: str, start: time, end: time) -> str:
    return f"{day} od {_clock(start)} do {_clock(end)}"


def _long_window(first_day: str, start: time, last_day: str, end: time) -> str:
    return f"nejdříve {first_day} od {_clock(start)}, nejpozději {last_day} do {_clock(end)}"


def _form(noun: Noun, n: int) -> str:
    one, few, many = NOUNS[noun]
    return one if n == 1 else few if n in {2, 3, 4} else many


def _after(at: time) -> str:
    return f"od {_clock(at)}"


def _count(noun: Noun, n: int) -> str:
    return f"{n} {_form(noun, n)}"


def _wait(low: int, high: int) -> str:
    match low, high:
        case 0, 1:
            return "méně než minuta"
        case 0, _:
            return f"do {_genitive(high)} minut"
        case 1, 1:
            return "asi minuta"
        case _ if low == high:
            return f"asi {_nominative(high)} {_form(Noun.MINUTE, high)}"
        case _:
            return f"{_nominative(low)} až {_nominative(high)} {_form(Noun.MINUTE, high)}"


def _long_wait(low: int) -> str:
    return f"nejméně {_count(Noun.MINUTE, low)}" if low < 60 else "více než hodina"


CZECH = Language(
    code="cs",
    voice=Voice("cs-CZ", "Google.cs-CZ-Wavenet-A"),
    calling_code=420,
    plus="plus",
    keys={"*": "hvězdičku", "#": "křížek"},
    phrases=PHRASES,
    today="dnes",
    tomorrow="zítra",
    yesterday="včera",
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

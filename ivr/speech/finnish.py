"""What the line says in Finnish.

Sentences ask for nothing but the dictionary form of a department ("reklamaatiot", "markkinointi").
"""

# ruff: noqa: PLR2004 - the grammar of numbers is made of such numbers: teens, tens, noon

from dataclasses import dataclass
from datetime import time

from ivr.speech.language import Language, Voice
from ivr.speech.phrases import Noun, Phrase

PHRASES = {
    Phrase.WELCOME: "Hei, täällä {shop}.",
    Phrase.KEY_DEPARTMENT: "{department}: paina {key}.",
    Phrase.KEY_MENU: "{name}: paina {key}.",
    Phrase.KEY_REPEAT: "Jos haluat kuulla tämän uudelleen, paina {key}.",
    Phrase.KEY_PERSON: "Jos haluat puhua ihmisen kanssa, paina {key}.",
    Phrase.KEY_LANGUAGE: "Suomeksi: paina {key}.",
    Phrase.KEY_ORDER_STATUS: "Jos haluat kuulla tilauksesi tilanteen, paina {key}.",
    Phrase.KEY_BACK: "Jos haluat palata takaisin, paina {key}.",
    Phrase.NO_INPUT: "Emme kuulleet valintaa. Valitse numero puhelimen näppäimistöltä.",
    Phrase.NO_MATCH: "Tällä näppäimellä ei ole mitään. Valitse uudelleen.",
    Phrase.ORDER_STATUS_AWAY: (
        "Emme voi juuri nyt kertoa tilauksen tilannetta automaattisesti. "
        "Yhdistämme sinut henkilölle, joka tarkistaa sen."
    ),
    Phrase.INCIDENT_TEXT: "Jos haluat tekstiviestin, kun asia on ratkaistu, paina {key}.",
    Phrase.INCIDENT_TEXT_PROMISED: "Lähetämme sinulle tekstiviestin heti, kun asia on ratkaistu.",
    Phrase.REDIAL_PLACE: (
        "{department}: paikkasi jonossa on säilytetty. Jos haluat jatkaa odottamista, paina {key}."
    ),
    Phrase.PLACE_KEPT: "Paikkasi jonossa on säilynyt edellisestä puhelustasi.",
    Phrase.CASE_WITH_OWNER: (
        "Sinulla on meillä avoin asia: {department}. Sitä hoitaa {name}. "
        "Jos haluat puhua hänelle, paina {key}."
    ),
    Phrase.CASE_OPEN: "Sinulla on meillä avoin asia: {department}. Jos haluat puhua siitä, paina {key}.",
    Phrase.CLOSED: "{department}: olemme nyt suljettuna. Palvelemme {opening}.",
    Phrase.CLOSED_BECAUSE: "{department}: olemme nyt suljettuna. Syy: {reason}. Palvelemme {opening}.",
    Phrase.CLOSED_NO_OPENING: ("{department}: olemme nyt suljettuna, emmekä vielä tiedä, milloin avaamme."),
    Phrase.OFFER_CALLBACK_OR_MESSAGE: (
        "Paina 1, niin soitamme sinulle takaisin. Paina 2, jos haluat jättää viestin."
    ),
    Phrase.OFFER_MESSAGE: "Jos haluat jättää viestin, paina {key}.",
    Phrase.NOBODY_THERE: "{department}: kukaan ei ole juuri nyt paikalla.",
    Phrase.QUEUE_FULL: "{department}: jono on nyt täynnä.",
    Phrase.LAST_CALL: "{department}: suljemme pian, emmekä ehtisi vastata sinulle sitä ennen.",
    Phrase.CONNECTING: "{department}: yhdistämme.",
    Phrase.PLACE: "Paikkasi jonossa: {n}.",
    Phrase.EXPECTED_WAIT: "Odotusaika: {wait}.",
    Phrase.WAIT_KEYS: (
        "Voit milloin tahansa painaa 1: soitamme sinulle takaisin ja paikkasi jonossa säilyy. "
        "Paina 2, jos haluat jättää viestin."
    ),
    Phrase.WAITED_TOO_LONG: "{department}: kukaan ei vieläkään ole vapaana. Pahoittelemme odotusta.",
    Phrase.WAIT_ON: "Jos haluat jatkaa odottamista ja säilyttää paikkasi, paina {key}.",
    Phrase.OVERFLOW: (
        "Toinen osasto auttaa sinua nopeammin: {department}. Tähänastinen odotuksesi lasketaan mukaan."
    ),
    Phrase.OWNER_BUSY: (
        "Asiaasi hoitaa {name}, joka palvelee juuri nyt toista. Jos haluat odottaa häntä, paina 1. "
        "Jos haluat puhua toiselle, joka näkee asiasi, paina 2."
    ),
    Phrase.CALLBACK_PROMISED: "Soitamme sinulle {window} numeroon {number}. Kiitos.",
    Phrase.CALLBACK_ALREADY: "Soittopyyntösi on jo kirjattu. Soitamme sinulle {window}.",
    Phrase.CALLBACK_REFUSED: "Emme voi soittaa tähän numeroon. Jätä meille viesti.",
    Phrase.ASK_NUMBER: "Näppäile puhelinnumero, johon soitamme, ja paina lopuksi ruutua.",
    Phrase.READ_BACK: (
        "Antamasi numero on {number}. Jos se on oikein, paina 1. Jos haluat antaa sen uudelleen, paina 2."
    ),
    Phrase.NUMBER_UNUSABLE: "Emme voi soittaa tähän numeroon. Tarkista se ja näppäile uudelleen.",
    Phrase.MESSAGE_ASK: "Jätä viesti äänimerkin jälkeen ja paina lopuksi ruutua.",
    Phrase.MESSAGE_THANKS: "Kiitos. Viesti on tallennettu, ja joku meistä kuuntelee sen.",
    Phrase.MESSAGE_EMPTY: "Viesti oli tyhjä, mitään ei tallentunut.",
    Phrase.AGENT_GONE: (
        "Pahoittelemme, yhteys katkesi meidän päässämme. Olet nyt jonossa ensimmäisenä; "
        "jos asiasi oli jo hoidettu, voit sulkea puhelimen."
    ),
    Phrase.PASSING_ON: "{department}: yhdistämme puhelun eteenpäin. Kertomasi tiedot siirtyvät mukana.",
    Phrase.TALK_ENDED: "Kiitos puhelusta.",
    Phrase.GOODBYE: "Kiitos soitosta. Kuulemiin.",
    Phrase.SORRY: (
        "Pahoittelemme, meillä on tekninen vika emmekä voi nyt vastata tähän puheluun. "
        "Soita uudelleen muutaman minuutin kuluttua."
    ),
    Phrase.SORRY_LEAVE_MESSAGE: (
        "Pahoittelemme, meillä on tekninen vika emmekä näe nyt järjestelmäämme. "
        "Kerro äänimerkin jälkeen puhelinnumerosi ja asiasi, niin soitamme takaisin."
    ),
    Phrase.AGENT_CALL: (
        "Puhelu. {department}, kieli {language}. {story} Ota puhelu painamalla 1. Hylkää se painamalla 2."
    ),
    Phrase.AGENT_CALLBACK: (
        "Luvattu takaisinsoitto: {department}. {story} Ota se painamalla 1. Hylkää se painamalla 2."
    ),
    Phrase.AGENT_STAR_ENDS: "Tähti lopettaa puhelun.",
    Phrase.AGENT_CONSULT: (
        "{name} pyytää apuasi. {department}. {story} Liity painamalla 1. Hylkää painamalla 2."
    ),
    Phrase.AGENT_LISTEN: (
        "{name} puhuu asiakkaan kanssa. {department}. Kuuntele painamalla 1. Hylkää painamalla 2."
    ),
    Phrase.AGENT_PART_OVER: "Osuutesi tässä puhelussa on päättynyt. Kiitos.",
    Phrase.AGENT_TAKEN: "Joku otti jo tämän puhelun. Kiitos.",
    Phrase.AGENT_CALLER_LEFT: "Soittaja ei ole enää linjalla.",
    Phrase.AGENT_WAIT_CUSTOMER: "Soitamme asiakkaalle, odota hetki.",
    Phrase.AGENT_CUSTOMER_AWAY: "Asiakas ei vastannut. Yritämme myöhemmin uudelleen.",
    Phrase.STORY_FIRST: "Tämä on asian ensimmäinen yhteydenotto.",
    Phrase.STORY_NTH: "Tämä on asian yhteydenotto numero {n}.",
    Phrase.ASK_PIN: (
        "Jos haluat vaihtaa tilaasi, näppäile PIN-koodisi ja paina lopuksi ruutua. "
        "Jos haluat jatkaa tavallisena soittajana, odota hetki."
    ),
    Phrase.PIN_WRONG: "PIN-koodi ei täsmää. Mitään ei muutettu.",
    Phrase.PIN_AGAIN: "Näppäile PIN-koodi uudelleen ja paina lopuksi ruutua.",
    Phrase.PIN_LOCKED: "PIN-koodi annettiin väärin viisi kertaa, ja se on lukittu. Se toimii taas {opening}.",
    Phrase.STATUS_AVAILABLE: "Tilasi: vapaana.",
    Phrase.STATUS_AWAY: "Tilasi: tauolla.",
    Phrase.STATUS_OFFLINE: "Tilasi: ei töissä.",
    Phrase.STATUS_MISSED_TWICE: "Syy: kaksi puhelua peräkkäin jäi vastaamatta.",
    Phrase.STATUS_AFTER_CALL: "Syy: näin toivottiin viime puhelun jälkeen.",
    Phrase.STATUS_BY_PHONE: "Se valittiin puhelimella.",
    Phrase.STATUS_BY_TEXT: "Se valittiin tekstiviestillä.",
    Phrase.STATUS_SET_BY: "Sen asetti {name}.",
    Phrase.STATUS_KEYS: "Vapaana: paina 1. Tauolla: paina 2. Ei töissä: paina 3.",
    Phrase.ALARM: "Hei, täällä {shop}, puhelinlinjan hälytys.",
    Phrase.ALARM_NOBODY: "{department}: olemme auki, mutta kukaan ei ole vuorossa, {opening} tähän asti.",
    Phrase.ALARM_OVER: "Joku on jo vuorossa.",
    Phrase.CUSTOMER_CALLBACK: (
        "Hei, täällä {shop}. Soitamme takaisin, kuten pyysit: {department}. "
        "Jos haluat puhua kanssamme, paina 1."
    ),
    Phrase.CUSTOMER_MESSAGE: (
        "Hei, täällä {shop}. Soitimme takaisin, kuten pyysit, mutta emme tavoittaneet sinua. "
        "Soita meille, kun sinulle sopii."
    ),
    Phrase.LANGUAGE_PL: "puola",
    Phrase.LANGUAGE_EN: "englanti",
    Phrase.LANGUAGE_CS: "tšekki",
    Phrase.LANGUAGE_FI: "suomi",
}

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
    weekdays=WEEKDAYS,
    date=_date,
    opening=_opening,
    window=_window,
    long_window=_long_window,
    wait=_wait,
    long_wait=_long_wait,
    count=_count,
)

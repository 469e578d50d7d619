"""What the line says in Czech.

Sentences ask for nothing but the dictionary form of a department ("reklamace", "objednávky"), and never for
the gender of who listens.
"""

# ruff: noqa: PLR2004 - the grammar of numbers is made of such numbers: teens, tens, noon

from datetime import time

from ivr.speech.language import Language, Voice
from ivr.speech.phrases import Noun, Phrase

PHRASES = {
    Phrase.WELCOME: "Dobrý den, tady {shop}.",
    Phrase.KEY_DEPARTMENT: "{department}: stiskněte {key}.",
    Phrase.KEY_MENU: "{name}: stiskněte {key}.",
    Phrase.KEY_REPEAT: "Chcete-li to slyšet znovu, stiskněte {key}.",
    Phrase.KEY_PERSON: "Chcete-li mluvit s někým od nás, stiskněte {key}.",
    Phrase.KEY_LANGUAGE: "Česky: stiskněte {key}.",
    Phrase.KEY_ORDER_STATUS: "Chcete-li vědět, co je s vaší objednávkou, stiskněte {key}.",
    Phrase.KEY_BACK: "Chcete-li se vrátit, stiskněte {key}.",
    Phrase.NO_INPUT: "Neslyšíme žádnou volbu. Vyberte prosím číslici na klávesnici telefonu.",
    Phrase.NO_MATCH: "Pod touto klávesou nic není. Zkuste to prosím znovu.",
    Phrase.ORDER_STATUS_AWAY: (
        "Stav objednávky teď nemůžeme sdělit automaticky. Spojíme vás s někým, kdo ho zjistí."
    ),
    Phrase.INCIDENT_TEXT: "Chcete-li dostat SMS, až to vyřešíme, stiskněte {key}.",
    Phrase.INCIDENT_TEXT_PROMISED: "Jakmile to vyřešíme, pošleme vám SMS.",
    Phrase.REDIAL_PLACE: (
        "{department}: vaše místo ve frontě jsme zachovali. Chcete-li čekat dál, stiskněte {key}."
    ),
    Phrase.PLACE_KEPT: "Vaše místo ve frontě z předchozího hovoru zůstalo zachováno.",
    Phrase.CASE_WITH_OWNER: (
        "Máte u nás otevřený případ: {department}. Na starosti ho má {name}. "
        "Chcete-li se s touto osobou spojit, stiskněte {key}."
    ),
    Phrase.CASE_OPEN: "Máte u nás otevřený případ: {department}. Chcete-li o něm mluvit, stiskněte {key}.",
    Phrase.CLOSED: "{department}: teď máme zavřeno. Jsme tu pro vás {opening}.",
    Phrase.CLOSED_BECAUSE: "{department}: teď máme zavřeno. Důvod: {reason}. Jsme tu pro vás {opening}.",
    Phrase.CLOSED_NO_OPENING: "{department}: teď máme zavřeno a ještě nevíme, kdy otevřeme.",
    Phrase.OFFER_CALLBACK_OR_MESSAGE: (
        "Stiskněte 1 a zavoláme vám zpět. Stiskněte 2, chcete-li nechat vzkaz."
    ),
    Phrase.OFFER_MESSAGE: "Chcete-li nechat vzkaz, stiskněte {key}.",
    Phrase.NOBODY_THERE: "{department}: v tuto chvíli není nikdo u telefonu.",
    Phrase.QUEUE_FULL: "{department}: fronta je teď plná.",
    Phrase.LAST_CALL: "{department}: brzy zavíráme a do té doby už na vás nepřijde řada.",
    Phrase.CONNECTING: "{department}: už vás spojujeme.",
    Phrase.PLACE: "Vaše pořadí ve frontě: {n}.",
    Phrase.EXPECTED_WAIT: "Doba čekání: {wait}.",
    Phrase.WAIT_KEYS: (
        "Kdykoli můžete stisknout 1: zavoláme vám zpět a vaše místo ve frontě zůstane zachováno. "
        "Stiskněte 2, chcete-li nechat vzkaz."
    ),
    Phrase.WAITED_TOO_LONG: "{department}: stále není nikdo volný. Omlouváme se, že to tak trvá.",
    Phrase.WAIT_ON: "Chcete-li čekat dál a neztratit své místo, stiskněte {key}.",
    Phrase.OVERFLOW: "Dříve vám pomůže někdo jiný: {department}. Dosavadní čekání se vám započítá.",
    Phrase.OWNER_BUSY: (
        "Váš případ má na starosti {name} a teď se věnuje někomu jinému. "
        "Chcete-li na tuto osobu počkat, stiskněte 1. "
        "Chcete-li mluvit s někým, kdo váš případ vidí, stiskněte 2."
    ),
    Phrase.CALLBACK_PROMISED: "Zavoláme vám {window} na číslo {number}. Děkujeme.",
    Phrase.CALLBACK_ALREADY: "Vaši žádost o zavolání už máme. Zavoláme vám {window}.",
    Phrase.CALLBACK_REFUSED: "Na toto číslo nemůžeme zavolat. Nechte nám prosím vzkaz.",
    Phrase.ASK_NUMBER: "Zadejte prosím telefonní číslo, na které máme zavolat, a zakončete ho křížkem.",
    Phrase.READ_BACK: (
        "Zadané číslo je {number}. Je-li správné, stiskněte 1. Chcete-li ho zadat znovu, stiskněte 2."
    ),
    Phrase.NUMBER_UNUSABLE: "Na toto číslo nemůžeme zavolat. Zkontrolujte ho prosím a zadejte znovu.",
    Phrase.MESSAGE_ASK: "Po zaznění tónu nám prosím nechte vzkaz a zakončete ho křížkem.",
    Phrase.MESSAGE_THANKS: "Děkujeme. Vzkaz je uložený a někdo z nás si ho poslechne.",
    Phrase.MESSAGE_EMPTY: "Vzkaz je prázdný, nic se nenahrálo.",
    Phrase.AGENT_GONE: (
        "Omlouváme se, spojení se přerušilo na naší straně. Jste teď ve frontě na prvním místě; "
        "pokud už bylo vše vyřízeno, stačí zavěsit."
    ),
    Phrase.PASSING_ON: "{department}: přepojujeme vás. Co jste nám řekli, jde s hovorem dál.",
    Phrase.TALK_ENDED: "Děkujeme za rozhovor.",
    Phrase.GOODBYE: "Děkujeme za zavolání. Na slyšenou.",
    Phrase.SORRY: (
        "Omlouváme se, máme poruchu na naší straně a nemůžeme tento hovor přijmout. "
        "Zavolejte prosím znovu za několik minut."
    ),
    Phrase.SORRY_LEAVE_MESSAGE: (
        "Omlouváme se, máme poruchu a nevidíme teď do našeho systému. "
        "Po zaznění tónu prosím řekněte své telefonní číslo a o co jde, a zavoláme vám zpět."
    ),
    Phrase.AGENT_CALL: (
        "Hovor. {department}, jazyk {language}. {story} "
        "Chcete-li ho přijmout, stiskněte 1. Chcete-li ho odmítnout, stiskněte 2."
    ),
    Phrase.AGENT_CALLBACK: (
        "Slíbené zavolání: {department}. {story} "
        "Chcete-li se ho ujmout, stiskněte 1. Chcete-li ho odmítnout, stiskněte 2."
    ),
    Phrase.AGENT_STAR_ENDS: "Hvězdička hovor ukončí.",
    Phrase.AGENT_CONSULT: (
        "{name} vás prosí o pomoc. {department}. {story} "
        "Chcete-li se připojit, stiskněte 1. Chcete-li odmítnout, stiskněte 2."
    ),
    Phrase.AGENT_LISTEN: (
        "{name}: hovor se zákazníkem. {department}. "
        "Chcete-li poslouchat, stiskněte 1. Chcete-li odmítnout, stiskněte 2."
    ),
    Phrase.AGENT_PART_OVER: "Vaše účast v tomto hovoru skončila. Děkujeme.",
    Phrase.AGENT_TAKEN: "Tento hovor už někdo přijal. Děkujeme.",
    Phrase.AGENT_CALLER_LEFT: "Volající už není na lince.",
    Phrase.AGENT_WAIT_CUSTOMER: "Už na to číslo voláme, vyčkejte prosím chvíli.",
    Phrase.AGENT_CUSTOMER_AWAY: "Nikdo to nezvedl. Zkusíme to později znovu.",
    Phrase.STORY_FIRST: "Je to první kontakt v této věci.",
    Phrase.STORY_NTH: "Je to kontakt číslo {n} v této věci.",
    Phrase.ASK_PIN: (
        "Chcete-li změnit svůj stav, zadejte PIN a zakončete ho křížkem. "
        "Chcete-li pokračovat jako každý volající, chvíli prosím vyčkejte."
    ),
    Phrase.PIN_WRONG: "PIN nesouhlasí. Nic se nezměnilo.",
    Phrase.PIN_AGAIN: "Zadejte prosím PIN znovu a zakončete ho křížkem.",
    Phrase.PIN_LOCKED: "PIN byl pětkrát zadán chybně a je zablokován. Znovu bude platit {opening}.",
    Phrase.STATUS_AVAILABLE: "Váš stav: dostupný.",
    Phrase.STATUS_AWAY: "Váš stav: pauza.",
    Phrase.STATUS_OFFLINE: "Váš stav: mimo službu.",
    Phrase.STATUS_MISSED_TWICE: "Důvod: dva nepřijaté hovory za sebou.",
    Phrase.STATUS_AFTER_CALL: "Důvod: takto to mělo být po posledním hovoru.",
    Phrase.STATUS_BY_PHONE: "Byl zvolen telefonem.",
    Phrase.STATUS_BY_TEXT: "Byl zvolen textovou zprávou.",
    Phrase.STATUS_SET_BY: "Nastavení od: {name}.",
    Phrase.STATUS_KEYS: "Dostupný: stiskněte 1. Pauza: stiskněte 2. Mimo službu: stiskněte 3.",
    Phrase.ALARM: "Dobrý den, tady telefonní linka {shop}. Toto je poplach.",
    Phrase.ALARM_NOBODY: "{department}: máme otevřeno a nikdo nemá službu, {opening} až doteď.",
    Phrase.ALARM_OVER: "Teď už má někdo službu.",
    Phrase.CUSTOMER_CALLBACK: (
        "Dobrý den, tady {shop}. Voláme vám zpět na vaši žádost: {department}. "
        "Chcete-li s námi mluvit, stiskněte 1."
    ),
    Phrase.CUSTOMER_MESSAGE: (
        "Dobrý den, tady {shop}. Volali jsme vám zpět na vaši žádost, ale nespojili jsme se. "
        "Zavolejte nám prosím, až se vám to bude hodit."
    ),
    Phrase.LANGUAGE_PL: "polština",
    Phrase.LANGUAGE_EN: "angličtina",
    Phrase.LANGUAGE_CS: "čeština",
    Phrase.LANGUAGE_FI: "finština",
}

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
    weekdays=WEEKDAYS,
    date=_date,
    opening=_opening,
    window=_window,
    long_window=_long_window,
    wait=_wait,
    long_wait=_long_wait,
    count=_count,
)

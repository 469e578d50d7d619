"""What the line says in Finnish.

Sentences ask for nothing but the dictionary form of a department ("reklamaatiot", "markkinointi").
"""

from ivr.speech.phrases import Phrase

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
    Phrase.PROMISE_LINE: "Soitamme sinulle takaisin {window}: {department}.",
    Phrase.PROMISE_LINE_LATE: (
        "{department}: meidän olisi pitänyt jo soittaa sinulle, emmekä ole vielä soittaneet. Pahoittelemme."
    ),
    Phrase.PROMISE_LINE_KEYS: (
        "Jos tämä sopii, paina 1. Jos haluat toisen ajan, paina 2. Jos haluat odottaa nyt linjalla "
        "entisellä paikallasi jonossa, paina 3. Jos sinulla on muuta asiaa, paina 4."
    ),
    Phrase.PROMISE_KEPT: "Hyvä, näin se pysyy: soitamme sinulle {window}. Kuulemiin.",
    Phrase.PLACE_OF_PROMISE: (
        "Paikkasi jonossa säilyy, ja niin säilyy myös lupauksemme soittaa, kunnes olemme puhuneet."
    ),
    Phrase.CALLED_IN_TOGETHER: "Olimme juuri soittamassa sinulle. Yhdistämme: {name}.",
    Phrase.CALLED_IN_SOON: "Etsimme juuri sinulle soittajaa. Pysy linjalla, yhdistämme.",
    Phrase.PROMISE_KEYS: (
        "Toinen aika: paina 2. Toinen numero: paina 3. Peru: paina 9. Jos tämä sopii, voit sulkea puhelimen."
    ),
    Phrase.TIME_SOONEST: "Niin pian kuin mahdollista: paina {key}.",
    Phrase.TIME_SLOT: "{window}: paina {key}.",
    Phrase.TIME_AFTER: "{after}, {window}: paina {key}.",
    Phrase.PROMISE_STAYS: "Mikään ei muutu: soitamme sinulle {window}. Kuulemiin.",
    Phrase.CALLBACK_CANCELLED: "Selvä, emme soita. Voit soittaa meille milloin tahansa. Kuulemiin.",
    Phrase.OTHER_NUMBER_REFUSED: "Emme voi soittaa siihen numeroon. Lupauksemme pysyy voimassa.",
    Phrase.CUSTOMER_CALLBACK: (
        "Hei, täällä {shop}, puhelimessa {name}. Soitamme takaisin, kuten pyysit {day}: {department}."
    ),
    Phrase.CUSTOMER_KEYS: (
        "Jos haluat puhua kanssamme, paina 1. Jos nyt ei sovi, paina 2. Jos et halua, että soitamme "
        "enää, paina 9."
    ),
    Phrase.CUSTOMER_MESSAGE: (
        "Hei, täällä {shop}. Soitimme takaisin, kuten pyysit: {department}. Numeromme on {number}. Kuulemiin."
    ),
    Phrase.CUSTOMER_STOPPED: (
        "Selvä, emme soita enää tähän numeroon. Sinä voit aina soittaa meille. Kuulemiin."
    ),
    Phrase.CUSTOMER_LATER: "Selvä, soitamme sinulle {window}.",
    Phrase.CUSTOMER_LATER_OTHER: "Jos {window} sopii paremmin, paina {key}. Muuten voit sulkea puhelimen.",
    Phrase.AGENT_CUSTOMER_BUSY: "Asiakkaan linja on varattu. Yritämme uudelleen myöhemmin.",
    Phrase.AGENT_CUSTOMER_MACHINE: "Vastaaja vastasi. Yritämme uudelleen myöhemmin.",
    Phrase.AGENT_CUSTOMER_LATER: "Asiakkaalle ei sovi nyt. Soitamme toiseen aikaan.",
    Phrase.AGENT_CUSTOMER_REFUSED: "Asiakas ei halua, että soitamme. Emme soita enää.",
    Phrase.AGENT_CUSTOMER_CALLED_IN: "Asiakas soittaa meille juuri nyt ja on jonossa ensimmäisenä.",
    Phrase.AGENT_CUSTOMER_STOPPED: "Tätä puhelua ei enää tarvita. Kiitos.",
    Phrase.STORY_NAME: "Asiakas: {name}.",
    Phrase.STORY_MATTER: "Asia: {matter}.",
    Phrase.STORY_ATTEMPT: "Soittoyritys numero {n}.",
    Phrase.STORY_PROMISED: "Lupasimme {window}.",
    Phrase.STORY_PROMISE_LATE: "Olemme myöhässä.",
    Phrase.TEXT_PROMISED: (
        "{shop}: soitamme sinulle {window}. Toinen aika: vastaa MYÖHEMMIN. Peruutus: vastaa PERU."
    ),
    Phrase.TEXT_CANCELLED: "{shop}: selvä, emme soita. Uusi pyyntö: vastaa SOITTAKAA.",
    Phrase.TEXT_NOTHING_OPEN: "{shop}: meillä ei ole soittopyyntöäsi. Jos haluat puhelun, vastaa SOITTAKAA.",
    Phrase.TEXT_REFUSED: "{shop}: emme voi soittaa tähän numeroon. Soita meille: {number}.",
    Phrase.TEXT_KEPT: (
        "{shop}: kiitos, viesti on tallennettu ja joku meistä lukee sen. Jos haluat, että soitamme, "
        "vastaa SOITTAKAA."
    ),
    Phrase.LANGUAGE_PL: "puola",
    Phrase.LANGUAGE_EN: "englanti",
    Phrase.LANGUAGE_CS: "tšekki",
    Phrase.LANGUAGE_FI: "suomi",
}

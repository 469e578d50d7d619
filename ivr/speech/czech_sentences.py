"""What the line says in Czech.

Sentences ask for nothing but the dictionary form of a department ("reklamace", "objednávky"), and never for
the gender of who listens.
"""

from ivr.speech.phrases import Phrase

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
    Phrase.PROMISE_LINE: "Zavoláme vám {window}: {department}.",
    Phrase.PROMISE_LINE_LATE: (
        "{department}: už jsme vám měli zavolat, a ještě jsme to neudělali. Omlouváme se."
    ),
    Phrase.PROMISE_LINE_KEYS: (
        "Má-li to tak zůstat, stiskněte 1. Chcete-li to změnit, stiskněte 2. Chcete-li teď čekat na "
        "lince na svém původním místě ve frontě, stiskněte 3. V jiné záležitosti stiskněte 4."
    ),
    Phrase.PROMISE_KEPT: "Dobře, platí to: zavoláme vám {window}. Na slyšenou.",
    Phrase.PLACE_OF_PROMISE: "Vaše místo ve frontě zůstává a náš slib zavolat také, dokud si nepromluvíme.",
    Phrase.CALLED_IN_TOGETHER: "Právě jsme vám volali. Spojujeme vás: {name}.",
    Phrase.CALLED_IN_SOON: "Právě hledáme někoho, kdo vám zavolá. Zůstaňte prosím na lince, spojujeme vás.",
    Phrase.PROMISE_KEYS: (
        "Jiný čas: stiskněte 2. Jiné číslo: stiskněte 3. Zrušit: stiskněte 9. Pokud vám to vyhovuje, "
        "stačí zavěsit."
    ),
    Phrase.TIME_SOONEST: "Co nejdříve: stiskněte {key}.",
    Phrase.TIME_SLOT: "{window}: stiskněte {key}.",
    Phrase.TIME_AFTER: "{after}, {window}: stiskněte {key}.",
    Phrase.PROMISE_STAYS: "Nic se nemění: zavoláme vám {window}. Na slyšenou.",
    Phrase.CALLBACK_CANCELLED: "Dobře, nezavoláme. Ozvěte se nám, kdykoli se vám to bude hodit. Na slyšenou.",
    Phrase.OTHER_NUMBER_REFUSED: "Na to číslo zavolat nemůžeme. Co jsme slíbili, platí dál.",
    Phrase.CUSTOMER_CALLBACK: (
        "Dobrý den, tady {shop}, u telefonu {name}. Voláme vám zpět na žádost, kterou jsme zapsali "
        "{day}: {department}."
    ),
    Phrase.CUSTOMER_KEYS: (
        "Chcete-li s námi mluvit, stiskněte 1. Pokud se vám to teď nehodí, stiskněte 2. Nemáme-li už "
        "volat, stiskněte 9."
    ),
    Phrase.CUSTOMER_MESSAGE: (
        "Dobrý den, tady {shop}. Voláme vám zpět na vaši žádost: {department}. Naše číslo je {number}. "
        "Na slyšenou."
    ),
    Phrase.CUSTOMER_STOPPED: (
        "Dobře, na toto číslo už volat nebudeme. Vy nám zavolat můžete kdykoli. Na slyšenou."
    ),
    Phrase.CUSTOMER_LATER: "Dobře, zavoláme vám {window}.",
    Phrase.CUSTOMER_LATER_OTHER: "Pokud se vám víc hodí {window}, stiskněte {key}. Jinak stačí zavěsit.",
    Phrase.AGENT_CUSTOMER_BUSY: "Je obsazeno. Zkusíme to později znovu.",
    Phrase.AGENT_CUSTOMER_MACHINE: "Ozval se záznamník. Zkusíme to později.",
    Phrase.AGENT_CUSTOMER_LATER: "Zákazníkovi se to teď nehodí. Zavoláme v jinou dobu.",
    Phrase.AGENT_CUSTOMER_REFUSED: "Zákazník si nepřeje, abychom volali. Už volat nebudeme.",
    Phrase.AGENT_CUSTOMER_CALLED_IN: "Zákazník nám právě volá a je ve frontě první.",
    Phrase.AGENT_CUSTOMER_STOPPED: "Tento hovor už není potřeba. Děkujeme.",
    Phrase.STORY_NAME: "Zákazník: {name}.",
    Phrase.STORY_MATTER: "Věc: {matter}.",
    Phrase.STORY_ATTEMPT: "Je to pokus číslo {n}.",
    Phrase.STORY_PROMISED: "Slíbili jsme {window}.",
    Phrase.STORY_PROMISE_LATE: "Máme zpoždění.",
    Phrase.TEXT_PROMISED: (
        "{shop}: zavoláme vám {window}. Jiný čas: odpovězte POZDĚJI. Zrušení: odpovězte ZRUŠIT."
    ),
    Phrase.TEXT_CANCELLED: "{shop}: dobře, nezavoláme. Nová žádost: odpovězte ZAVOLEJTE.",
    Phrase.TEXT_NOTHING_OPEN: (
        "{shop}: žádnou žádost o zavolání nemáme. Chcete-li hovor, odpovězte ZAVOLEJTE."
    ),
    Phrase.TEXT_REFUSED: "{shop}: na toto číslo nemůžeme zavolat. Zavolejte nám prosím: {number}.",
    Phrase.TEXT_KEPT: (
        "{shop}: děkujeme, zpráva je uložená a někdo z nás ji přečte. Máme-li zavolat, odpovězte ZAVOLEJTE."
    ),
    Phrase.LANGUAGE_PL: "polština",
    Phrase.LANGUAGE_EN: "angličtina",
    Phrase.LANGUAGE_CS: "čeština",
    Phrase.LANGUAGE_FI: "finština",
}

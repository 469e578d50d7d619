"""What the line says in Polish.

Sentences ask for nothing but the dictionary form of a department ("reklamacje", "dział marketingu"), and
never for the gender of who listens.
"""

from ivr.speech.phrases import Phrase

PHRASES = {
    Phrase.WELCOME: "Dzień dobry, tu {shop}.",
    Phrase.KEY_DEPARTMENT: "{department}: wybierz {key}.",
    Phrase.KEY_MENU: "{name}: wybierz {key}.",
    Phrase.KEY_REPEAT: "Aby usłyszeć to jeszcze raz, wybierz {key}.",
    Phrase.KEY_PERSON: "Aby porozmawiać z kimś od nas, wybierz {key}.",
    Phrase.KEY_LANGUAGE: "Po polsku: wybierz {key}.",
    Phrase.KEY_ORDER_STATUS: "Aby sprawdzić, co dzieje się z zamówieniem, wybierz {key}.",
    Phrase.KEY_BACK: "Aby wrócić, wybierz {key}.",
    Phrase.NO_INPUT: "Nie słyszymy wyboru. Prosimy wybrać cyfrę na klawiaturze telefonu.",
    Phrase.NO_MATCH: "Pod tym klawiszem nic nie ma. Prosimy wybrać jeszcze raz.",
    Phrase.ORDER_STATUS_AWAY: (
        "Stanu zamówienia nie możemy teraz podać automatycznie. Łączymy z kimś, kto go sprawdzi."
    ),
    Phrase.INCIDENT_TEXT: "Aby dostać SMS, gdy to naprawimy, wybierz {key}.",
    Phrase.INCIDENT_TEXT_PROMISED: "Dobrze, wyślemy SMS, gdy to naprawimy.",
    Phrase.REDIAL_PLACE: "{department}: miejsce w kolejce jest zachowane. Aby czekać dalej, wybierz {key}.",
    Phrase.PLACE_KEPT: "Miejsce w kolejce z poprzedniego telefonu zostało zachowane.",
    Phrase.CASE_WITH_OWNER: (
        "Jest u nas otwarta sprawa: {department}. Prowadzi ją {name}. "
        "Aby połączyć się z tą osobą, wybierz {key}."
    ),
    Phrase.CASE_OPEN: "Jest u nas otwarta sprawa: {department}. Aby o niej porozmawiać, wybierz {key}.",
    Phrase.CLOSED: "{department}: teraz mamy zamknięte. Zapraszamy {opening}.",
    Phrase.CLOSED_BECAUSE: "{department}: teraz mamy zamknięte. Powód: {reason}. Zapraszamy {opening}.",
    Phrase.CLOSED_NO_OPENING: "{department}: teraz mamy zamknięte i nie wiemy jeszcze, kiedy otworzymy.",
    Phrase.OFFER_CALLBACK_OR_MESSAGE: "Wybierz 1, a oddzwonimy. Wybierz 2, aby zostawić wiadomość.",
    Phrase.OFFER_MESSAGE: "Aby zostawić wiadomość, wybierz {key}.",
    Phrase.NOBODY_THERE: "{department}: w tej chwili nikogo nie ma przy telefonie.",
    Phrase.QUEUE_FULL: "{department}: kolejka jest teraz pełna.",
    Phrase.LAST_CALL: "{department}: niedługo zamykamy i nie zdążymy odebrać przed zamknięciem.",
    Phrase.CONNECTING: "{department}: już łączymy.",
    Phrase.PLACE: "Miejsce w kolejce: {n}.",
    Phrase.EXPECTED_WAIT: "Czas oczekiwania: {wait}.",
    Phrase.WAIT_KEYS: (
        "W każdej chwili możesz wybrać 1: oddzwonimy, a miejsce w kolejce zostanie zachowane. "
        "Wybierz 2, aby zostawić wiadomość."
    ),
    Phrase.WAITED_TOO_LONG: "{department}: nadal nikt nie jest wolny. Przepraszamy, że to tyle trwa.",
    Phrase.WAIT_ON: "Aby czekać dalej bez utraty miejsca, wybierz {key}.",
    Phrase.OVERFLOW: (
        "Szybciej pomoże ktoś inny: {department}. Dotychczasowy czas oczekiwania liczy się dalej."
    ),
    Phrase.OWNER_BUSY: (
        "Sprawę prowadzi {name} i teraz zajmuje się kimś innym. Aby zaczekać na tę osobę, wybierz 1. "
        "Aby porozmawiać z kimś, kto widzi całą sprawę, wybierz 2."
    ),
    Phrase.CALLBACK_PROMISED: "Oddzwonimy {window} na numer {number}. Dziękujemy.",
    Phrase.CALLBACK_REFUSED: "Na ten numer nie możemy zadzwonić. Prosimy zostawić wiadomość.",
    Phrase.ASK_NUMBER: "Prosimy wpisać numer telefonu, na który mamy zadzwonić, i zakończyć krzyżykiem.",
    Phrase.READ_BACK: (
        "Wpisany numer to {number}. Jeśli się zgadza, wybierz 1. Aby wpisać go jeszcze raz, wybierz 2."
    ),
    Phrase.NUMBER_UNUSABLE: "Na ten numer nie możemy zadzwonić. Prosimy go sprawdzić i wpisać jeszcze raz.",
    Phrase.MESSAGE_ASK: "Prosimy nagrać wiadomość po sygnale i zakończyć krzyżykiem.",
    Phrase.MESSAGE_THANKS: "Dziękujemy. Wiadomość jest zapisana i ktoś od nas jej wysłucha.",
    Phrase.MESSAGE_EMPTY: "Wiadomość jest pusta, nic się nie nagrało.",
    Phrase.AGENT_GONE: (
        "Przepraszamy, połączenie urwało się po naszej stronie. Ta rozmowa jest teraz pierwsza w kolejce; "
        "jeśli wszystko było już załatwione, wystarczy odłożyć słuchawkę."
    ),
    Phrase.PASSING_ON: "{department}: już przełączamy. To, co zostało powiedziane, idzie z tą rozmową dalej.",
    Phrase.TALK_ENDED: "Dziękujemy za rozmowę.",
    Phrase.GOODBYE: "Dziękujemy za telefon. Do usłyszenia.",
    Phrase.SORRY: (
        "Przepraszamy, mamy awarię po naszej stronie i nie możemy przyjąć tej rozmowy. "
        "Prosimy zadzwonić jeszcze raz za kilka minut."
    ),
    Phrase.SORRY_LEAVE_MESSAGE: (
        "Przepraszamy, mamy awarię i nie widzimy teraz naszego systemu. "
        "Prosimy po sygnale podać numer telefonu i powiedzieć, o co chodzi, a oddzwonimy."
    ),
    Phrase.AGENT_CALL: (
        "Rozmowa. {department}, język {language}. {story} Aby odebrać, wybierz 1. Aby odrzucić, wybierz 2."
    ),
    Phrase.AGENT_CALLBACK: (
        "Obiecany telefon: {department}. {story} Aby go podjąć, wybierz 1. Aby odrzucić, wybierz 2."
    ),
    Phrase.AGENT_STAR_ENDS: "W rozmowie gwiazdka ją kończy.",
    Phrase.AGENT_CONSULT: (
        "{name} prosi o pomoc. {department}. {story} Aby dołączyć, wybierz 1. Aby odrzucić, wybierz 2."
    ),
    Phrase.AGENT_LISTEN: (
        "{name}: rozmowa z klientem. {department}. Aby słuchać, wybierz 1. Aby odrzucić, wybierz 2."
    ),
    Phrase.AGENT_PART_OVER: "Twój udział w tej rozmowie jest zakończony. Dziękujemy.",
    Phrase.AGENT_TAKEN: "Ktoś już odebrał tę rozmowę. Dziękujemy.",
    Phrase.AGENT_CALLER_LEFT: "Osoby, która dzwoniła, nie ma już na linii.",
    Phrase.AGENT_WAIT_CUSTOMER: "Już dzwonimy pod ten numer, prosimy chwilę zaczekać.",
    Phrase.AGENT_CUSTOMER_AWAY: "Nikt nie odebrał. Spróbujemy później jeszcze raz.",
    Phrase.STORY_FIRST: "To pierwszy kontakt w tej sprawie.",
    Phrase.STORY_NTH: "To kontakt numer {n} w tej sprawie.",
    Phrase.ASK_PIN: (
        "Aby zmienić swój status, wpisz PIN i zakończ krzyżykiem. "
        "Aby zadzwonić do nas jak zwykle, prosimy chwilę zaczekać."
    ),
    Phrase.PIN_WRONG: "Ten PIN się nie zgadza. Nic nie zostało zmienione.",
    Phrase.PIN_AGAIN: "Prosimy wpisać PIN jeszcze raz i zakończyć krzyżykiem.",
    Phrase.PIN_LOCKED: "PIN został podany błędnie pięć razy i jest zablokowany. Znów zadziała {opening}.",
    Phrase.STATUS_AVAILABLE: "Twój status: dostępny.",
    Phrase.STATUS_AWAY: "Twój status: przerwa.",
    Phrase.STATUS_OFFLINE: "Twój status: poza pracą.",
    Phrase.STATUS_MISSED_TWICE: "Powód: dwie nieodebrane rozmowy z rzędu.",
    Phrase.STATUS_AFTER_CALL: "Powód: tak miało być po ostatniej rozmowie.",
    Phrase.STATUS_BY_PHONE: "Został wybrany przez telefon.",
    Phrase.STATUS_BY_TEXT: "Został wybrany SMS-em.",
    Phrase.STATUS_SET_BY: "Ustawienie od: {name}.",
    Phrase.STATUS_KEYS: "Dostępny: wybierz 1. Przerwa: wybierz 2. Poza pracą: wybierz 3.",
    Phrase.ALARM: "Dzień dobry, tu linia telefoniczna {shop}. To jest alarm.",
    Phrase.ALARM_NOBODY: "{department}: mamy otwarte, a nikogo nie ma na dyżurze, {opening} do teraz.",
    Phrase.ALARM_OVER: "W tej chwili ktoś już jest na dyżurze.",
    Phrase.PROMISE_LINE: "Oddzwonimy {window}: {department}.",
    Phrase.PROMISE_LINE_LATE: (
        "{department}: mieliśmy już oddzwonić i jeszcze tego nie zrobiliśmy. Przepraszamy."
    ),
    Phrase.PROMISE_LINE_KEYS: (
        "Jeśli tak może zostać, wybierz 1. Aby zmienić porę, wybierz 2. Aby zaczekać teraz na linii na "
        "swoim dawnym miejscu w kolejce, wybierz 3. W innej sprawie wybierz 4."
    ),
    Phrase.PROMISE_KEPT: "Dobrze, tak zostaje: oddzwonimy {window}. Do usłyszenia.",
    Phrase.PLACE_OF_PROMISE: (
        "Miejsce w kolejce jest zachowane. Obietnica telefonu też, dopóki nie porozmawiamy."
    ),
    Phrase.CALLED_IN_TOGETHER: "Właśnie dzwoniliśmy pod ten numer. Już łączymy: {name}.",
    Phrase.CALLED_IN_SOON: "Właśnie szukamy kogoś, kto oddzwoni. Prosimy zostać na linii, już łączymy.",
    Phrase.PROMISE_KEYS: (
        "Inna pora: wybierz 2. Inny numer: wybierz 3. Rezygnacja: wybierz 9. Jeśli tak pasuje, "
        "wystarczy odłożyć słuchawkę."
    ),
    Phrase.TIME_SOONEST: "Najszybciej, jak się da: wybierz {key}.",
    Phrase.TIME_SLOT: "{window}: wybierz {key}.",
    Phrase.TIME_AFTER: "{after}, {window}: wybierz {key}.",
    Phrase.PROMISE_STAYS: "Nic się nie zmienia: oddzwonimy {window}. Do usłyszenia.",
    Phrase.CALLBACK_CANCELLED: (
        "Dobrze, nie oddzwonimy. Zapraszamy do kontaktu w dogodnej chwili. Do usłyszenia."
    ),
    Phrase.OTHER_NUMBER_REFUSED: "Pod ten numer nie możemy zadzwonić. To, co obiecaliśmy, zostaje.",
    Phrase.CUSTOMER_CALLBACK: (
        "Dzień dobry, tu {shop}, przy telefonie {name}. Oddzwaniamy zgodnie z prośbą, którą zapisaliśmy "
        "{day}: {department}."
    ),
    Phrase.CUSTOMER_KEYS: (
        "Aby porozmawiać, wybierz 1. Jeśli to zła pora, wybierz 2. Aby nie dostawać od nas telefonów, "
        "wybierz 9."
    ),
    Phrase.CUSTOMER_MESSAGE: (
        "Dzień dobry, tu {shop}. Dzwonimy zgodnie z prośbą: {department}. Nasz numer to {number}. Do "
        "usłyszenia."
    ),
    Phrase.CUSTOMER_STOPPED: (
        "Dobrze, nie będziemy już dzwonić pod ten numer. Do nas można zadzwonić zawsze. Do usłyszenia."
    ),
    Phrase.CUSTOMER_LATER: "Dobrze, zadzwonimy {window}.",
    Phrase.CUSTOMER_LATER_OTHER: (
        "Jeśli lepiej {window}, wybierz {key}. Jeśli nie, wystarczy odłożyć słuchawkę."
    ),
    Phrase.AGENT_CUSTOMER_BUSY: "Zajęte. Spróbujemy później jeszcze raz.",
    Phrase.AGENT_CUSTOMER_MACHINE: "Odebrała poczta głosowa. Spróbujemy później.",
    Phrase.AGENT_CUSTOMER_LATER: "To dla klienta zła pora. Zadzwonimy o innej godzinie.",
    Phrase.AGENT_CUSTOMER_REFUSED: "Klient nie chce, żebyśmy dzwonili. Nie zadzwonimy więcej.",
    Phrase.AGENT_CUSTOMER_CALLED_IN: "Klient właśnie dzwoni do nas. Ta rozmowa jest pierwsza w kolejce.",
    Phrase.AGENT_CUSTOMER_STOPPED: "Ten telefon nie jest już potrzebny. Dziękujemy.",
    Phrase.STORY_NAME: "Klient: {name}.",
    Phrase.STORY_MATTER: "Sprawa: {matter}.",
    Phrase.STORY_ATTEMPT: "To próba numer {n}.",
    Phrase.STORY_PROMISED: "Obiecaliśmy {window}.",
    Phrase.STORY_PROMISE_LATE: "Jesteśmy spóźnieni.",
    Phrase.TEXT_PROMISED: (
        "{shop}: oddzwonimy {window}. Inna pora: odpisz PÓŹNIEJ. Rezygnacja: odpisz ANULUJ."
    ),
    Phrase.TEXT_CANCELLED: "{shop}: dobrze, nie oddzwonimy. Nowa prośba: odpisz ODDZWOŃ.",
    Phrase.TEXT_NOTHING_OPEN: "{shop}: nie mamy zapisanej prośby o telefon. Aby ją zapisać, odpisz ODDZWOŃ.",
    Phrase.TEXT_REFUSED: "{shop}: na ten numer nie możemy zadzwonić. Prosimy o telefon: {number}.",
    Phrase.TEXT_KEPT: (
        "{shop}: dziękujemy, wiadomość jest zapisana i ktoś od nas ją przeczyta. Jeśli mamy oddzwonić, "
        "odpisz ODDZWOŃ."
    ),
    Phrase.LANGUAGE_PL: "polski",
    Phrase.LANGUAGE_EN: "angielski",
    Phrase.LANGUAGE_CS: "czeski",
    Phrase.LANGUAGE_FI: "fiński",
}

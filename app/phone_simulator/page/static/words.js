// The page's own words in four languages. What is missing in a language is said in English.

const EN = {
  skip: "Skip to the webhooks", title: "Phone simulator",
  lead: "You play both: the customer left, the agent right. Press Call.",
  clock: "Shop’s clock", moveClock: "Move to", moved: "moved by", toMonday: "Monday 10:00", to1659: "16:59", toSunday: "Sunday 12:00",
  toChristmas: "25 December 10:00", toNow: "Back to now", language: "Language", soundOn: "Sound on", soundOff: "Sound off",
  keys: "Keys of this page", customer: "Customer", conversation: "Conversation", agent: "Agent", webhooks: "Webhooks",
  customerPhone: "Customer’s phone", agentPhone: "Agent’s phone", from: "I call from", other: "Another number…",
  ownNumber: "My number, with country code", badNumber: "Write the number with + and the country code: +48601234567.",
  to: "Number to dial", whose: "This phone belongs to", noAgents: "No agent’s phone was set up", noNumbers: "The shop has no number yet",
  agentHint: "It rings when a customer is passed on. Answer, listen, press the key that you are asked for.",
  clear: "Clear", customerHears: "Customer hears", agentHears: "Agent hears",
  talkEmpty: "Everything the shop says will appear here, with the name of the verb that said it.",
  whichCall: "Show", allCalls: "All calls", onlyFaults: "Only faults",
  logEmpty: "Every request between the carrier and the app will appear here with its answer and a verdict. Make a call first.",
  noMatch: "No request fits this filter.", newer: "new: show", close: "Close",
  idle: "Ready", calling: "Calling…", ringing: "Rings", talking: "On the line", call: "Call", answer: "Answer",
  hangUp: "Hang up", decline: "Decline", music: "music plays", lost: "Connection lost, shown as of",
  fine: "fine", warning: "warning", fault: "fault", waiting: "waits", verdicts: "Verdict",
  verdictFine: "Nothing wrong was found.", request: "Request", parameters: "Parameters", headers: "Headers", response: "Answer",
  nothing: "empty", copyCurl: "Copy as curl", copyJson: "Copy as JSON", copied: "Copied", noAnswer: "no answer",
  toApp: "carrier to app", toCarrier: "app to carrier", attempt: "attempt", blankParameters: "sent empty",
  keyDigits: "press on the phone that is lit", keyPhones: "light the customer’s or the agent’s phone", keyGreen: "green: call or answer",
  keyRed: "red: hang up or decline", keyLog: "go to the webhooks and walk through them", keyOpen: "open and close a webhook",
  keyFilter: "choose whose webhooks are shown", keySound: "sound on or off", keyHelp: "these keys", keySpeak: "say something on the phone that is lit",
  speak: "Say", speakLabel: "Say something on the phone that is lit",
};

const PL = {
  skip: "Przejdź do webhooków", title: "Symulator telefonów",
  lead: "Grasz obie role: klient z lewej, konsultant z prawej. Naciśnij Zadzwoń.",
  clock: "Zegar sklepu", moveClock: "Przesuń na", moved: "przesunięty o", toMonday: "poniedziałek 10:00", toSunday: "niedziela 12:00",
  toChristmas: "25 grudnia 10:00", toNow: "Wróć do teraz", language: "Język", soundOn: "Dźwięk włączony", soundOff: "Dźwięk wyłączony",
  keys: "Klawisze tej strony", customer: "Klient", conversation: "Rozmowa", agent: "Konsultant", webhooks: "Webhooki",
  customerPhone: "Telefon klienta", agentPhone: "Telefon konsultanta", from: "Dzwonię z", other: "Inny numer…",
  ownNumber: "Mój numer z kierunkowym kraju", to: "Numer sklepu", whose: "Ten telefon należy do",
  agentHint: "Dzwoni, gdy klient jest łączony. Odbierz, posłuchaj, naciśnij klawisz, o który prosi.",
  clear: "Wyczyść", customerHears: "Klient słyszy", agentHears: "Konsultant słyszy",
  talkEmpty: "Tu pojawi się wszystko, co mówi sklep, z nazwą polecenia.", whichCall: "Pokaż", allCalls: "Wszystkie rozmowy",
  onlyFaults: "Tylko błędy", logEmpty: "Tu pojawi się każde zapytanie z odpowiedzią i oceną. Najpierw zadzwoń.",
  idle: "Gotowy", calling: "Dzwonię…", ringing: "Dzwoni", talking: "Rozmowa", call: "Zadzwoń", answer: "Odbierz",
  speak: "Powiedz", speakLabel: "Powiedz coś do podświetlonego telefonu", hangUp: "Rozłącz", decline: "Odrzuć", music: "gra muzyka", lost: "Brak połączenia, stan z", close: "Zamknij",
  fine: "dobrze", warning: "uwaga", fault: "błąd", waiting: "czeka",
};

const CS = {
  skip: "Přejít na webhooky", title: "Simulátor telefonů",
  lead: "Hrajete obě role: zákazník vlevo, operátor vpravo. Stiskněte Zavolat.",
  clock: "Hodiny obchodu", moveClock: "Posunout na", moved: "posunuto o", toMonday: "pondělí 10:00", toSunday: "neděle 12:00",
  toChristmas: "25. prosince 10:00", toNow: "Zpět na teď", language: "Jazyk", soundOn: "Zvuk zapnut", soundOff: "Zvuk vypnut",
  keys: "Klávesy této stránky", customer: "Zákazník", conversation: "Rozhovor", agent: "Operátor", webhooks: "Webhooky",
  customerPhone: "Telefon zákazníka", agentPhone: "Telefon operátora", from: "Volám z", other: "Jiné číslo…",
  ownNumber: "Moje číslo s předvolbou země", to: "Číslo obchodu", whose: "Tento telefon patří",
  agentHint: "Zvoní, když se zákazník přepojuje. Zvedněte, poslouchejte, stiskněte klávesu.",
  clear: "Vymazat", customerHears: "Zákazník slyší", agentHears: "Operátor slyší",
  talkEmpty: "Zde se objeví vše, co obchod říká, s názvem příkazu.", whichCall: "Ukázat", allCalls: "Všechny hovory",
  onlyFaults: "Jen chyby", logEmpty: "Zde se objeví každý požadavek s odpovědí a posudkem. Nejdřív zavolejte.",
  idle: "Připraven", calling: "Volám…", ringing: "Zvoní", talking: "Hovor", call: "Zavolat", answer: "Zvednout",
  speak: "Říct", speakLabel: "Řekněte něco do rozsvíceného telefonu", hangUp: "Zavěsit", decline: "Odmítnout", music: "hraje hudba", lost: "Bez spojení, stav z", close: "Zavřít",
  fine: "v pořádku", warning: "pozor", fault: "chyba", waiting: "čeká",
};

const FI = {
  skip: "Siirry webhookeihin", title: "Puhelinsimulaattori",
  lead: "Olet molemmat: asiakas vasemmalla, palvelija oikealla. Paina Soita.",
  clock: "Kaupan kello", moveClock: "Siirrä aikaan", moved: "siirretty", toMonday: "maanantai 10:00", toSunday: "sunnuntai 12:00",
  toChristmas: "25. joulukuuta 10:00", toNow: "Takaisin nykyhetkeen", language: "Kieli", soundOn: "Ääni päällä", soundOff: "Ääni pois",
  keys: "Sivun näppäimet", customer: "Asiakas", conversation: "Keskustelu", agent: "Palvelija", webhooks: "Webhookit",
  customerPhone: "Asiakkaan puhelin", agentPhone: "Asiakaspalvelijan puhelin", from: "Soitan numerosta", other: "Muu numero…",
  ownNumber: "Oma numeroni maakoodilla", to: "Kaupan numero", whose: "Tämän puhelimen omistaa",
  agentHint: "Soi, kun asiakas yhdistetään. Vastaa, kuuntele, paina pyydettyä näppäintä.",
  clear: "Tyhjennä", customerHears: "Asiakas kuulee", agentHears: "Palvelija kuulee",
  talkEmpty: "Tähän tulee kaikki, mitä kauppa sanoo, komennon nimen kanssa.", whichCall: "Näytä", allCalls: "Kaikki puhelut",
  onlyFaults: "Vain virheet", logEmpty: "Tähän tulee jokainen pyyntö vastauksineen ja arvioineen. Soita ensin.",
  idle: "Valmis", calling: "Soitetaan…", ringing: "Soi", talking: "Linjalla", call: "Soita", answer: "Vastaa",
  speak: "Sano", speakLabel: "Sano jotain valittuun puhelimeen", hangUp: "Lopeta", decline: "Hylkää", music: "musiikki soi", lost: "Yhteys poikki, tilanne", close: "Sulje",
  fine: "kunnossa", warning: "varoitus", fault: "virhe", waiting: "odottaa",
};

const ALL = { en: EN, pl: PL, cs: CS, fi: FI };
const REMEMBERED = "phone-simulator-language";
let chosen = ALL[localStorage.getItem(REMEMBERED)] ? localStorage.getItem(REMEMBERED) : "en";

export const language = () => chosen;
export const word = (name) => ALL[chosen][name] ?? EN[name];

export function translate() {
  document.documentElement.lang = chosen;
  document.title = word("title");
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-word-placeholder]")) element.placeholder = word(element.dataset.wordPlaceholder);
  for (const element of document.querySelectorAll("[data-word-label]")) element.setAttribute("aria-label", word(element.dataset.wordLabel));
}

export function choose(name) {
  chosen = ALL[name] ? name : "en";
  localStorage.setItem(REMEMBERED, chosen);
  translate();
}

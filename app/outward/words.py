"""The mail to the admins when a webhook was switched off. Pure."""

from collections.abc import Mapping

# Why it was switched off -> language -> (subject, text).
_SAID: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "failing": {
        "en": (
            "{shop}: a webhook was switched off",
            (
                "{url} has not taken any message for three days. Nothing is sent there any more.\n\n"
                "Look at the log, mend the receiver, and switch it on again:\n{link}\n"
            ),
        ),
        "pl": (
            "{shop}: wyłączono webhook",
            (
                "{url} od trzech dni nie przyjmuje wiadomości. Nic już tam nie wysyłamy.\n\n"
                "Proszę zajrzeć do dziennika, naprawić odbiorcę i włączyć webhook ponownie:\n{link}\n"
            ),
        ),
        "cs": (
            "{shop}: webhook byl vypnut",
            (
                "{url} už tři dny nepřijímá zprávy. Nic tam už neposíláme.\n\n"
                "Podívejte se do záznamu, opravte příjemce a webhook znovu zapněte:\n{link}\n"
            ),
        ),
        "fi": (
            "{shop}: webhook poistettiin käytöstä",
            (
                "{url} ei ole ottanut viestejä vastaan kolmeen päivään. Sinne ei enää lähetetä mitään.\n\n"
                "Katso lokia, korjaa vastaanottaja ja ota webhook uudelleen käyttöön:\n{link}\n"
            ),
        ),
    },
    "gone": {
        "en": (
            "{shop}: a webhook was switched off",
            "{url} answered that it wants no more messages (410). Nothing is sent there any more:\n{link}\n",
        ),
        "pl": (
            "{shop}: wyłączono webhook",
            "{url} odpowiedział, że nie chce więcej wiadomości (410). Nic już tam nie wysyłamy:\n{link}\n",
        ),
        "cs": (
            "{shop}: webhook byl vypnut",
            "{url} odpověděl, že už žádné zprávy nechce (410). Nic tam už neposíláme:\n{link}\n",
        ),
        "fi": (
            "{shop}: webhook poistettiin käytöstä",
            "{url} vastasi, ettei se enää halua viestejä (410). Sinne ei enää lähetetä mitään:\n{link}\n",
        ),
    },
}


def switched_off_mail(why: str, language: str | None, *, shop: str, url: str, link: str) -> tuple[str, str]:
    """Subject and text, in English where the language is not ours."""
    said = _SAID[why]
    subject, text = said.get(language or "en", said["en"])
    return subject.format(shop=shop), text.format(url=url, link=link)

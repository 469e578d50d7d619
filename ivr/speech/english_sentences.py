"""What the line says in English."""

from ivr.speech.phrases import Phrase

PHRASES = {
    Phrase.WELCOME: "Hello, this is {shop}.",
    Phrase.KEY_DEPARTMENT: "For {department}, press {key}.",
    Phrase.KEY_MENU: "For {name}, press {key}.",
    Phrase.KEY_REPEAT: "To hear this again, press {key}.",
    Phrase.KEY_PERSON: "To talk to one of us, press {key}.",
    Phrase.KEY_LANGUAGE: "For English, press {key}.",
    Phrase.KEY_ORDER_STATUS: "To hear how your order is doing, press {key}.",
    Phrase.KEY_BACK: "To go back, press {key}.",
    Phrase.NO_INPUT: "We cannot hear a key. Please choose one on your telephone.",
    Phrase.NO_MATCH: "There is nothing on that key. Please choose again.",
    Phrase.ORDER_STATUS_AWAY: (
        "We cannot tell you the state of an order automatically just now. "
        "We are connecting you with someone who can look."
    ),
    Phrase.INCIDENT_TEXT: "To get a text message when it is solved, press {key}.",
    Phrase.INCIDENT_TEXT_PROMISED: "We will send you a text message as soon as it is solved.",
    Phrase.REDIAL_PLACE: (
        "{department}: your place in the queue is kept. To go on waiting there, press {key}."
    ),
    Phrase.PLACE_KEPT: "Your place in the queue from your last call is kept.",
    Phrase.CASE_WITH_OWNER: (
        "You have an open case with us: {department}. {name} looks after it. To talk to {name}, press {key}."
    ),
    Phrase.CASE_OPEN: "You have an open case with us: {department}. To talk about it, press {key}.",
    Phrase.CLOSED: "{department}: we are closed just now. You can reach us {opening}.",
    Phrase.CLOSED_BECAUSE: (
        "{department}: we are closed just now. The reason: {reason}. You can reach us {opening}."
    ),
    Phrase.CLOSED_NO_OPENING: "{department}: we are closed just now, and do not know yet when we open again.",
    Phrase.OFFER_CALLBACK_OR_MESSAGE: "Press 1, and we ring you back. Press 2 to leave a message.",
    Phrase.OFFER_MESSAGE: "To leave a message, press {key}.",
    Phrase.NOBODY_THERE: "{department}: nobody is at the telephone just now.",
    Phrase.QUEUE_FULL: "{department}: the queue is full just now.",
    Phrase.LAST_CALL: "{department}: we close soon, and nobody would be free for you before that.",
    Phrase.CONNECTING: "{department}: we are connecting you.",
    Phrase.PLACE: "Your place in the queue: {n}.",
    Phrase.EXPECTED_WAIT: "The wait: {wait}.",
    Phrase.WAIT_KEYS: (
        "You can press 1 at any moment: we ring you back, and your place in the queue is kept. "
        "Press 2 to leave a message."
    ),
    Phrase.WAITED_TOO_LONG: "{department}: still nobody is free. We are sorry for the wait.",
    Phrase.WAIT_ON: "To go on waiting and keep your place, press {key}.",
    Phrase.OVERFLOW: (
        "Someone else can help you sooner: {department}. The time that you have waited still counts."
    ),
    Phrase.OWNER_BUSY: (
        "{name} looks after your case and is with somebody else just now. To wait for {name}, press 1. "
        "To talk to a colleague who sees your case, press 2."
    ),
    Phrase.CALLBACK_PROMISED: "We will ring you back {window}, on {number}. Thank you.",
    Phrase.CALLBACK_REFUSED: "We cannot ring this number. Please leave a message.",
    Phrase.ASK_NUMBER: "Please type the telephone number that we should ring, and end with the hash key.",
    Phrase.READ_BACK: "You typed {number}. If that is right, press 1. To type it again, press 2.",
    Phrase.NUMBER_UNUSABLE: "We cannot ring that number. Please check it and type it again.",
    Phrase.MESSAGE_ASK: "Please speak after the tone, and end with the hash key.",
    Phrase.MESSAGE_THANKS: "Thank you. Your message is saved, and one of us will listen to it.",
    Phrase.MESSAGE_EMPTY: "The message is empty, nothing was recorded.",
    Phrase.AGENT_GONE: (
        "We are sorry, the line broke on our side. You are now first in the queue; "
        "if you were done, simply hang up."
    ),
    Phrase.PASSING_ON: "{department}: we are passing you on. What you have told us goes along.",
    Phrase.TALK_ENDED: "Thank you for talking with us.",
    Phrase.GOODBYE: "Thank you for calling. Goodbye.",
    Phrase.SORRY: (
        "We are sorry, something is broken on our side and we cannot take this call. "
        "Please call again in a few minutes."
    ),
    Phrase.SORRY_LEAVE_MESSAGE: (
        "We are sorry, something is broken on our side and we cannot see our system. "
        "After the tone, please say your telephone number and what it is about, and we will ring you back."
    ),
    Phrase.AGENT_CALL: (
        "A call. {department}, in {language}. {story} To take it, press 1. To decline, press 2."
    ),
    Phrase.AGENT_CALLBACK: (
        "A promised callback: {department}. {story} To take it, press 1. To decline, press 2."
    ),
    Phrase.AGENT_STAR_ENDS: "In the talk, star ends the call.",
    Phrase.AGENT_CONSULT: (
        "{name} asks for your help. {department}. {story} To take part, press 1. To decline, press 2."
    ),
    Phrase.AGENT_LISTEN: (
        "{name} is talking with a customer. {department}. To listen, press 1. To decline, press 2."
    ),
    Phrase.AGENT_PART_OVER: "Your part in this call is over. Thank you.",
    Phrase.AGENT_TAKEN: "Someone has taken this call already. Thank you.",
    Phrase.AGENT_CALLER_LEFT: "The caller has left the line.",
    Phrase.AGENT_WAIT_CUSTOMER: "We are ringing the customer, one moment please.",
    Phrase.AGENT_CUSTOMER_AWAY: "The customer did not answer. We will try again later.",
    Phrase.STORY_FIRST: "This is the first contact in this case.",
    Phrase.STORY_NTH: "This is contact number {n} in this case.",
    Phrase.ASK_PIN: (
        "To change your status, type your PIN and end with the hash key. "
        "To go on like any caller, please wait."
    ),
    Phrase.PIN_WRONG: "That PIN is not right. Nothing was changed.",
    Phrase.PIN_AGAIN: "Please type the PIN again and end with the hash key.",
    Phrase.PIN_LOCKED: "The PIN was wrong five times and is locked. It works again {opening}.",
    Phrase.STATUS_AVAILABLE: "Your status: available.",
    Phrase.STATUS_AWAY: "Your status: away.",
    Phrase.STATUS_OFFLINE: "Your status: offline.",
    Phrase.STATUS_MISSED_TWICE: "The reason: two calls in a row were missed.",
    Phrase.STATUS_AFTER_CALL: "The reason: it was wished for after the last call.",
    Phrase.STATUS_BY_PHONE: "It was chosen by telephone.",
    Phrase.STATUS_BY_TEXT: "It was chosen by text message.",
    Phrase.STATUS_SET_BY: "It was set by {name}.",
    Phrase.STATUS_KEYS: "For available, press 1. For away, press 2. For offline, press 3.",
    Phrase.ALARM: "Hello, this is the telephone line of {shop}, with an alarm.",
    Phrase.ALARM_NOBODY: "{department}: we are open and nobody is on duty, {opening} until now.",
    Phrase.ALARM_OVER: "Somebody is on duty again by now.",
    Phrase.PROMISE_LINE: "We will ring you back {window}: {department}.",
    Phrase.PROMISE_LINE_LATE: (
        "{department}: we should have rung you back by now, and have not. We are sorry."
    ),
    Phrase.PROMISE_LINE_KEYS: (
        "To keep that, press 1. To move it, press 2. To wait on the line now, with your old place in "
        "the queue, press 3. For another matter, press 4."
    ),
    Phrase.PROMISE_KEPT: "Good, it stays so: we will ring you back {window}. Goodbye.",
    Phrase.PLACE_OF_PROMISE: (
        "Your place in the queue is kept, and so is our promise to ring you, until we have talked."
    ),
    Phrase.CALLED_IN_TOGETHER: "We were just ringing you. You are through to {name}.",
    Phrase.CALLED_IN_SOON: (
        "We are just finding someone to ring you. Please stay on the line, we are connecting you."
    ),
    Phrase.PROMISE_KEYS: (
        "For another time, press 2. For another number, 3. To cancel, 9. If it suits you, simply hang up."
    ),
    Phrase.TIME_SOONEST: "As soon as possible: press {key}.",
    Phrase.TIME_SLOT: "{window}: press {key}.",
    Phrase.TIME_AFTER: "{after}, {window}: press {key}.",
    Phrase.PROMISE_STAYS: "Nothing has changed: we will ring you back {window}. Goodbye.",
    Phrase.CALLBACK_CANCELLED: "All right, we will not ring you. You can call us at any time. Goodbye.",
    Phrase.OTHER_NUMBER_REFUSED: "We cannot ring that number. What we have promised stands.",
    Phrase.CUSTOMER_CALLBACK: (
        "Hello, this is {shop}, {name} is on the line. We are ringing you back, as you asked {day}: "
        "{department}."
    ),
    Phrase.CUSTOMER_KEYS: (
        "To talk to us, press 1. If it does not suit you now, press 2. If you do not want us to ring "
        "you again, press 9."
    ),
    Phrase.CUSTOMER_MESSAGE: (
        "Hello, this is {shop}. We rang you back, as you asked: {department}. You can reach us on "
        "{number}. Goodbye."
    ),
    Phrase.CUSTOMER_STOPPED: (
        "All right, we will not ring this number again. You can always call us. Goodbye."
    ),
    Phrase.CUSTOMER_LATER: "All right, we will ring you {window}.",
    Phrase.CUSTOMER_LATER_OTHER: "If {window} is better, press {key}. If not, simply hang up.",
    Phrase.AGENT_CUSTOMER_BUSY: "The customer's line is busy. We will try again later.",
    Phrase.AGENT_CUSTOMER_MACHINE: "An answering machine took it. We will try again later.",
    Phrase.AGENT_CUSTOMER_LATER: "It does not suit the customer now. We will ring at another time.",
    Phrase.AGENT_CUSTOMER_REFUSED: "The customer does not want to be rung. We will not ring again.",
    Phrase.AGENT_CUSTOMER_CALLED_IN: "The customer is calling us just now, and comes first in the queue.",
    Phrase.AGENT_CUSTOMER_STOPPED: "This call is not needed any more. Thank you.",
    Phrase.STORY_NAME: "The customer: {name}.",
    Phrase.STORY_MATTER: "The matter: {matter}.",
    Phrase.STORY_ATTEMPT: "This is try number {n}.",
    Phrase.STORY_PROMISED: "We promised {window}.",
    Phrase.STORY_PROMISE_LATE: "We are late.",
    Phrase.TEXT_PROMISED: (
        "{shop}: we ring you back {window}. Another time: answer LATER. To cancel: answer CANCEL."
    ),
    Phrase.TEXT_CANCELLED: "{shop}: all right, we will not ring you. To ask again: answer CALL ME.",
    Phrase.TEXT_NOTHING_OPEN: "{shop}: we have no wish for a call noted. To be rung: answer CALL ME.",
    Phrase.TEXT_REFUSED: "{shop}: we cannot ring this number. Please call us: {number}.",
    Phrase.TEXT_KEPT: (
        "{shop}: thank you, your message is saved and one of us will read it. To be rung back: answer "
        "CALL ME."
    ),
    Phrase.LANGUAGE_PL: "Polish",
    Phrase.LANGUAGE_EN: "English",
    Phrase.LANGUAGE_CS: "Czech",
    Phrase.LANGUAGE_FI: "Finnish",
}

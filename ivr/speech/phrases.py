"""Every sentence that the line can say, by name; the words themselves stand in one file for each language."""

from enum import StrEnum


class Phrase(StrEnum):
    """A sentence of the line; the words in braces are the values that it needs.

    `department`, `name`, `reason` and `shop` are given in the language of the sentence, in their dictionary
    form. `opening`, `window`, `wait`, `number`, `day` and `after` are what `spoken_opening`, `spoken_window`,
    `spoken_wait`, `spoken_number`, `spoken_day` and `spoken_after` answer; `story` is other phrases, `matter` a
    customer's own words. A `key` is one of 0-9, * and #.
    """

    # The menu
    WELCOME = "welcome"  # {shop}
    KEY_DEPARTMENT = "key_department"  # {department} {key}
    KEY_MENU = "key_menu"  # {name} {key}
    KEY_REPEAT = "key_repeat"  # {key}
    KEY_PERSON = "key_person"  # {key}
    KEY_LANGUAGE = "key_language"  # {key}; say it in the language that the key leads to
    KEY_ORDER_STATUS = "key_order_status"  # {key}
    KEY_BACK = "key_back"  # {key}
    NO_INPUT = "no_input"
    NO_MATCH = "no_match"
    ORDER_STATUS_AWAY = "order_status_away"

    # Before the menu: something is broken, or a known caller may go on where they were
    INCIDENT_TEXT = "incident_text"  # {key}
    INCIDENT_TEXT_PROMISED = "incident_text_promised"
    REDIAL_PLACE = "redial_place"  # {department} {key}
    PLACE_KEPT = "place_kept"
    CASE_WITH_OWNER = "case_with_owner"  # {department} {name} {key}
    CASE_OPEN = "case_open"  # {department} {key}

    # Closed, or nobody there
    CLOSED = "closed"  # {department} {opening}
    CLOSED_BECAUSE = "closed_because"  # {department} {reason} {opening}
    CLOSED_NO_OPENING = "closed_no_opening"  # {department}
    OFFER_CALLBACK_OR_MESSAGE = "offer_callback_or_message"
    OFFER_MESSAGE = "offer_message"  # {key}
    NOBODY_THERE = "nobody_there"  # {department}
    QUEUE_FULL = "queue_full"  # {department}
    LAST_CALL = "last_call"  # {department}

    # Waiting
    CONNECTING = "connecting"  # {department}
    PLACE = "place"  # {n}
    EXPECTED_WAIT = "expected_wait"  # {wait}
    WAIT_KEYS = "wait_keys"
    WAITED_TOO_LONG = "waited_too_long"  # {department}
    WAIT_ON = "wait_on"  # {key}
    OVERFLOW = "overflow"  # {department}
    OWNER_BUSY = "owner_busy"  # {name}

    # A callback is asked for
    CALLBACK_PROMISED = "callback_promised"  # {number} {window}
    CALLBACK_REFUSED = "callback_refused"
    ASK_NUMBER = "ask_number"
    READ_BACK = "read_back"  # {number}
    NUMBER_UNUSABLE = "number_unusable"

    # A message is left
    MESSAGE_ASK = "message_ask"
    MESSAGE_THANKS = "message_thanks"
    MESSAGE_EMPTY = "message_empty"

    # The end, good or bad
    AGENT_GONE = "agent_gone"
    PASSING_ON = "passing_on"  # {department}
    TALK_ENDED = "talk_ended"
    GOODBYE = "goodbye"
    SORRY = "sorry"
    SORRY_LEAVE_MESSAGE = "sorry_leave_message"

    # To agents
    AGENT_CALL = "agent_call"  # {department} {language} {story}
    AGENT_CALLBACK = "agent_callback"  # {department} {story}
    AGENT_STAR_ENDS = "agent_star_ends"
    AGENT_CONSULT = "agent_consult"  # {name} {department} {story}
    AGENT_LISTEN = "agent_listen"  # {name} {department}
    AGENT_PART_OVER = "agent_part_over"
    AGENT_TAKEN = "agent_taken"
    AGENT_CALLER_LEFT = "agent_caller_left"
    AGENT_WAIT_CUSTOMER = "agent_wait_customer"
    AGENT_CUSTOMER_AWAY = "agent_customer_away"
    STORY_FIRST = "story_first"
    STORY_NTH = "story_nth"  # {n}
    AGENT_CUSTOMER_BUSY = "agent_customer_busy"
    AGENT_CUSTOMER_MACHINE = "agent_customer_machine"
    AGENT_CUSTOMER_LATER = "agent_customer_later"
    AGENT_CUSTOMER_REFUSED = "agent_customer_refused"
    AGENT_CUSTOMER_CALLED_IN = "agent_customer_called_in"
    AGENT_CUSTOMER_STOPPED = "agent_customer_stopped"
    STORY_NAME = "story_name"  # {name}
    STORY_MATTER = "story_matter"  # {matter}
    STORY_ATTEMPT = "story_attempt"  # {n}
    STORY_PROMISED = "story_promised"  # {window}
    STORY_PROMISE_LATE = "story_promise_late"

    # To an agent who calls to change the status
    ASK_PIN = "ask_pin"
    PIN_WRONG = "pin_wrong"
    PIN_AGAIN = "pin_again"
    PIN_LOCKED = "pin_locked"  # {opening}
    STATUS_AVAILABLE = "status_available"
    STATUS_AWAY = "status_away"
    STATUS_OFFLINE = "status_offline"
    STATUS_MISSED_TWICE = "status_missed_twice"
    STATUS_AFTER_CALL = "status_after_call"
    STATUS_BY_PHONE = "status_by_phone"
    STATUS_BY_TEXT = "status_by_text"
    STATUS_SET_BY = "status_set_by"  # {name}
    STATUS_KEYS = "status_keys"

    # To whoever is called when nobody is on duty
    ALARM = "alarm"  # {shop}
    ALARM_NOBODY = "alarm_nobody"  # {department} {opening}
    ALARM_OVER = "alarm_over"

    # The status line: who calls again hears first what was promised
    PROMISE_LINE = "promise_line"  # {window} {department}
    PROMISE_LINE_LATE = "promise_line_late"  # {department}
    PROMISE_LINE_KEYS = "promise_line_keys"
    PROMISE_KEPT = "promise_kept"  # {window}
    PLACE_OF_PROMISE = "place_of_promise"
    CALLED_IN_TOGETHER = "called_in_together"  # {name}
    CALLED_IN_SOON = "called_in_soon"

    # A promise that stands may be changed by a key
    PROMISE_KEYS = "promise_keys"
    TIME_SOONEST = "time_soonest"  # {key}
    TIME_SLOT = "time_slot"  # {window} {key}
    TIME_AFTER = "time_after"  # {after} {window} {key}
    PROMISE_STAYS = "promise_stays"  # {window}
    CALLBACK_CANCELLED = "callback_cancelled"
    OTHER_NUMBER_REFUSED = "other_number_refused"

    # To a customer whom we ring
    CUSTOMER_CALLBACK = "customer_callback"  # {shop} {name} {day} {department}
    CUSTOMER_KEYS = "customer_keys"
    CUSTOMER_MESSAGE = "customer_message"  # {shop} {department} {number}
    CUSTOMER_STOPPED = "customer_stopped"
    CUSTOMER_LATER = "customer_later"  # {window}
    CUSTOMER_LATER_OTHER = "customer_later_other"  # {window} {key}

    # Answers to customers' texts
    TEXT_PROMISED = "text_promised"  # {shop} {window}
    TEXT_CANCELLED = "text_cancelled"  # {shop}
    TEXT_NOTHING_OPEN = "text_nothing_open"  # {shop}
    TEXT_REFUSED = "text_refused"  # {shop} {number}
    TEXT_KEPT = "text_kept"  # {shop}

    # Names of languages
    LANGUAGE_PL = "language_pl"
    LANGUAGE_EN = "language_en"
    LANGUAGE_CS = "language_cs"
    LANGUAGE_FI = "language_fi"


class Noun(StrEnum):
    """What can be counted aloud."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    PERSON = "person"
    CALL = "call"

"""A small good shop file; tests change one thing in it."""

import pytest

GOOD = """\
shop:
  name: Lumi
  country: PL
  timezone: Europe/Warsaw
  languages: [pl, en]
  caller_id: "+48226012200"
  retention: {calls: 365 days}
hours:
  office: "Mo-Fr 09:00-17:00; PH off"
closures:
  - {hours: office, from: 2026-12-28 09:00, to: 2026-12-31 17:00, reason: {pl: remont, en: works}}
departments:
  sales:
    name: {pl: zakupy, en: sales}
    hours: office
    ring_timeout: 20 s
    service_level: {share: 0.8, within: 20 s}
    callback: {attempts: 3, again_after: {busy: 5 min}}
    dispositions: [sold, not sold]
  repairs:
    name: {pl: naprawy, en: repairs}
    hours: office
numbers:
  "+48226012200": {language: pl, menu: main}
  "+48226012211": {language: pl, department: repairs}
menus:
  main:
    greeting: {pl: "Dzień dobry.", en: "Hello."}
    keys:
      "1": {department: sales}
      "2": {menu: more}
      "8": {language: en}
    no_input: {times: 2, then: {department: sales}}
  more:
    keys:
      "1": {department: repairs}
      "9": {menu: main}
agents:
  - {email: ola@lumi.example, name: Ola, roles: [agent], departments: {sales: 3, repairs: 1},
     languages: [pl], rings: browser}
  - {email: adam@lumi.example, name: Adam, roles: [admin]}
callbacks:
  countries: [PL]
  spend_per_day: 20 EUR
"""


@pytest.fixture
def good() -> str:
    return GOOD

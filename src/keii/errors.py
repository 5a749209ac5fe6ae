"""The exception tree, and the codes of problems.

    KeiiError                     everything Keii raises on purpose; carries `hint`
    ├── InputError                bytes or a document that cannot be taken   (exit 2)
    │   ├── EncodingError         bytes in no encoding we read
    │   └── FormatError           a format we do not know, or broken JSON Lines
    ├── DossierError              the database                               (exit 4)
    │   ├── DossierLocked         another process is writing
    │   ├── DossierReadOnly       the file or its folder cannot be written
    │   ├── DossierDamaged        not a database, or a damaged one
    │   └── DossierTooNew         made by a later version of Keii
    └── NotFound                  no clip, name or file by that word          (exit 1)

Inside the line trouble is a value, `keii.records.problem.Problem`, whose codes are listed in `PROBLEMS`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Self


class KeiiError(Exception):
    """Something Keii cannot do, said in one sentence: what, where. `hint` says what to do; "" for nothing.

    `message` is English with {0}, {1} for `values`, so that the command line can say it in the reader's language;
    without values it is taken as it stands. The hint may use the same values.
    """

    exit_code = 1

    def __init__(self, message: str, *values: object, hint: str = "") -> None:
        self.message = message
        self.values = tuple(map(str, values))
        self.place = ""
        super().__init__(filled(message, self.values))
        self.hint = filled(hint, self.values)
        self.hint_message = hint

    def at(self, place: str) -> Self:
        """Return the same error that says where: a file's name before the sentence."""
        error = type(self)(self.message, *self.values, hint=self.hint_message)
        error.place = place
        error.args = (f"{place}: {error}",)
        return error


def N_(message: str) -> str:  # noqa: N802  # gettext's own name for it
    """Mark a text for the catalogue of messages where it is no argument of an error: a hint in a table, a word."""
    return message


def filled(message: str, values: tuple[str, ...]) -> str:
    """Return a message with its {0}, {1} filled; without values it stays as it is, braces and all."""
    return message.format(*values) if values else message


class InputError(KeiiError):
    """Bytes or a document that cannot be taken."""

    exit_code = 2


class EncodingError(InputError):
    """Bytes in no encoding we read."""


class FormatError(InputError):
    """A format we do not know, or broken JSON Lines."""


class DossierError(KeiiError):
    """The database cannot be used."""

    exit_code = 4


class DossierLocked(DossierError):  # noqa: N818  # the name says what is the matter
    """Another process is writing."""


class DossierReadOnly(DossierError):  # noqa: N818  # the name says what is the matter
    """The file or its folder cannot be written."""


class DossierDamaged(DossierError):  # noqa: N818  # the name says what is the matter
    """Not a database, or a damaged one."""


class DossierTooNew(DossierError):  # noqa: N818  # the name says what is the matter
    """Made by a later version of Keii."""


class NotFound(KeiiError):  # noqa: N818  # the name says what is the matter
    """No clip, name or file by that word."""


PROBLEMS: Final = MappingProxyType(
    {
        # the way in, ingest: K10xx
        "K1001": "the label said {0}, read as {1}",
        "K1002": "control characters removed: {0}",
        "K1003": "lone surrogates replaced: {0}",
        "K1004": "no publication date: relative dates stay open",
        "K1005": "{0}: not taken: {1}",
        "K1006": "not taken: {0}",
        "K1020": "no main text found on the page",
        "K1021": "only the first {0} characters of the page were read",
        "K1022": "entities declared by the page were not expanded",
        "K1023": "elements nested deeper than {0} were unwrapped",
        "K1024": "{0} torn characters; the rest read as {1}",
        "K1025": "the page shows only the beginning of the text",
        "K1031": "its encoding changes within: read as {0}",
        "K1032": "characters that could not be read: {0}",
        "K1033": "stored garbled, {0} read as {1}: put right without loss",
        "K1034": "looks garbled and could not be put right without loss; places: {0}",
        # text and words: K11xx
        "K1101": "a closing mark is missing for {0}",
        "K1102": "quotation marks nested deeper than {0}: left alone",
        "K1103": "a piece of {0} characters without a sentence end was cut for analysis",
        "K1105": "part {0}: the text is longer than {1} characters",
        # dates, numbers, quantities: K12xx
        "K1201": "the date of {0} stays open: no publication date",
        "K1202": "{0} points to an earlier date, and there is none",
        "K1203": "{0} is no calendar day",
        "K1204": "{0} has too many digits to compute",
        # names, claims, events: K13xx
        "K1301": "{0} could be more than one: left open",
        "K1302": "whose words these are stays open",
        # corrections, amend: K14xx
        "K1401": "correction {0} no longer finds what it is about: {1}",
        # a stage failed on this clip: K19xx
        "K1901": "{0} failed on this clip: {1}",
        "K1902": "this clip could not be set beside others: {0}",
        # the way out to the network, fetch: K20xx; {0} is the address as asked for
        "K2001": "{0}: no web address (http or https)",
        "K2002": "{0}: this address, or one it leads to, is not allowed",
        "K2003": "{0}: an address with a user name or password is not fetched",
        "K2004": "{0}: could not be reached",
        "K2005": "{0}: no whole answer within {1} seconds",
        "K2006": "{0}: larger than {1} bytes",
        "K2007": "{0}: packed more than {1}-fold",
        "K2008": "{0}: the header is larger than {1} bytes",
        "K2009": "{0}: more than {1} redirects",
        "K2010": "{0}: the redirects go in a circle",
        "K2011": "{0}: redirects from https to http",
        "K2012": "{0}: the robots.txt there does not allow it",
        "K2013": "{0}: the server asks to wait until {1}",
        "K2014": "{0}: the server answered {1}",
        "K2015": "{0}: the answer is broken",
        "K2016": "{0}: the certificate cannot be trusted",
        "K2017": "{0}: the robots.txt there could not be read: the server answered {1}",
        "K2018": "{0}: the answer is empty",
        # feeds and lists of feeds, ingest/feed: K21xx
        "K2101": "{0}: no feed but {1}",
        "K2102": "{0}: declares entities that could fill the memory: refused",
        "K2103": "{0}: nested deeper than {1}: refused",
        "K2104": "entry {0}: {1} cannot be its date: date unknown",
        "K2105": "entry {0}: {1} is no web address",
        "K2106": "this feed breaks the rules of its format at line {0}: read as well as could be",
        "K2107": "more than {0} entries: the rest was not taken",
        "K2108": "outline {0}: {1} is no address of a feed",
        "K2109": "several entries are called {0}: told apart by address and title",
        "K2110": "item {0} is no entry",
        "K2111": "this list of feeds breaks off at line {0}: what stands before was taken",
        "K2112": "{0}: cannot be read as text: {1}",
        "K2113": "{0}: this feed could not be read",
        "K2114": "only the first {0} bytes of this broken feed were read",
        # entries of feeds on their way in, following
        "K2115": "{0}: the page could not be had: these are the feed's own words",
        "K2116": "{0}: an entry without an address and without words",
        "K2117": "{0}: could not be read ({1})",
    }
)
"""Problem code -> English message with {0}, {1} for its arguments. Codes are stable: never reused."""

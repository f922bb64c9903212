"""What the products must say of each registered code for the protocol: facts.csv, written from the RFCs.

The columns, and what settles them: `content` (RFC 9110, sections 6.4.1 and 15.3.6), `heuristically_cacheable` (RFC 9110,
section 15.1, and RFC 7725, section 3), `redirect` (RFC 9110, sections 15.4.1 to 15.4.9), `retry` (the table in
spec/README.md, with its sources) and `required_fields` (what the definition of the code demands; with a question mark
where it names a condition). An empty cell says that there is none, or that no source settles it.
"""
import csv
import functools

import helpers
from helpers import label_of


@functools.cache
def facts():
    with open(helpers.HERE / "facts.csv", encoding="utf-8", newline="") as file:
        rows = {int(row["code"]): row for row in csv.DictReader(file)}
    assert list(rows) == list(helpers.iana()), "facts.csv and iana.csv list the same codes"
    return rows


@functools.cache
def having(column, *values):
    """The codes with one of these values."""
    return {code for code, row in facts().items() if row[column] in values}


def forbids_content(number):
    return 100 <= number <= 199 or number in having("content", "forbidden")


def must_be_empty(number):
    return number in having("content", "empty")


def forbids_content_length(number):
    """RFC 9110, section 8.6."""
    return 100 <= number <= 199 or number == 204


def cacheable(number):
    return number in having("heuristically_cacheable", "yes")


def redirect(number):
    return facts()[number]["redirect"] or None if number in facts() else None


def retry(number):
    return facts()[number]["retry"] or None if number in facts() else None


def required_fields(number):
    """Field -> whether it is required on a condition only."""
    names = facts()[number]["required_fields"].split()
    return {name.rstrip("?"): name.endswith("?") for name in names}


def effective(number):
    """RFC 9110, section 15."""
    if number in helpers.iana():
        return number
    return number // 100 * 100 if 100 <= number <= 599 else 500


def predicates(number):
    """Informational, success, redirection, client error, server error, error: by arithmetic."""
    digit = number // 100 if 100 <= number <= 599 else 0
    return [*(digit == i for i in range(1, 6)), digit in (4, 5)]


def label(number):
    return label_of(number) if number in helpers.iana() else ""

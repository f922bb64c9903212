"""What the C++ header must say, from iana.csv and by arithmetic."""
import helpers
from compilers import snake


def label_of(number):
    phrase, formerly = helpers.iana()[number]
    return phrase or formerly[-1]


def flags_of(number):
    """What the seven predicates of probe.cpp must say, by arithmetic and the registry."""
    digit = number // 100
    facts = [digit == 1, digit == 2, digit == 3, digit == 4, digit == 5, digit in (4, 5), number in helpers.iana()]
    return "".join("1" if fact else "0" for fact in facts)


def expected_values():
    registry = helpers.iana()
    names = {number: snake(label_of(number)) for number in registry}
    return {number: (number // 100 if 100 <= number <= 599 else 0, flags_of(number), names.get(number, ""),
                     label_of(number) if number in registry else "") for number in range(65536)}


def former_phrases():
    """Former phrase -> number."""
    return {phrase: number for number, (_, formerly) in helpers.iana().items() for phrase in formerly}

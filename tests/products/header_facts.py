"""What the C++ header must say, from iana.csv and by arithmetic."""
import code_facts
import helpers
from compilers import snake
from helpers import label_of


def flags_of(number):
    """What the predicates of probe.cpp must say."""
    facts = [*code_facts.predicates(number), number in helpers.iana(), code_facts.forbids_content(number), code_facts.must_be_empty(number),
             code_facts.forbids_content_length(number), code_facts.cacheable(number)]
    return "".join("1" if fact else "0" for fact in facts)


REDIRECTS = [None, "may_change_to_get", "get", "preserve"]
ADVICE = [None, "never", "same_request", "after_delay", "after_change", "other_connection", "other_credentials"]


def facts_of(number):
    """The line of probe.cpp on a number."""
    registered, valid = number in helpers.iana(), 100 <= number <= 599
    redirect = code_facts.redirect(number)
    fields = [name for name, conditional in code_facts.required_fields(number).items() if not conditional] if registered else []
    return (str(number // 100 if valid else 0), flags_of(number), str(code_facts.effective(number)),
            str(REDIRECTS.index(None if redirect == "none" else redirect)), str(ADVICE.index(code_facts.retry(number))),
            str(number) if valid else "", f"HTTP/1.1 {number} {code_facts.label(number)}" if valid else "", "1",
            "".join(name + " " for name in fields), snake(label_of(number)) if registered else "", code_facts.label(number))


def expected_values():
    return {number: facts_of(number) for number in range(65536)}


def former_phrases():
    """Former phrase -> number."""
    return {phrase: number for number, (_, formerly) in helpers.iana().items() for phrase in formerly}

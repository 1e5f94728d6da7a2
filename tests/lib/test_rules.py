"""When a question of a form is shown: the same for every order of questions, and never without an end."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartai.lib.rules import MOST_CLAUSES, Clause, Operator, Rule, circle, holds, read_rule, shown

O = Operator
KEYS = ["department", "priority", *map(str, range(8))]
TEXTS = st.sampled_from(["", "a", "A b", "2026-01-31", "2026-02-01", "ß", "\ud800"])
VALUES: st.SearchStrategy[Any] = st.one_of(TEXTS, st.integers(-5, 5), st.just(1e15), st.booleans())
ANSWERS = st.dictionaries(st.sampled_from(KEYS), st.one_of(st.none(), VALUES, st.lists(TEXTS, max_size=3)))
CLAUSES = st.builds(Clause, st.sampled_from(KEYS), st.sampled_from(Operator), VALUES)
RULES = st.builds(Rule, st.lists(CLAUSES, max_size=3).map(tuple), st.booleans())
FORMS = st.dictionaries(st.sampled_from(KEYS[2:]), RULES, max_size=5)


@pytest.mark.parametrize(
    ("operator", "wanted", "answer", "found"),
    [
        (O.IS, "Printer", " printer ", True),
        (O.IS, "Printer", "Printers", False),
        (O.IS, "Printer", None, False),
        (O.IS, 1, 1.0, True),
        (O.IS, 1, True, False),
        (O.IS, True, True, True),
        (O.IS_NOT, "Printer", None, True),
        (O.IS_NOT, "Printer", "PRINTER", False),
        (O.CONTAINS, "row 1", "The Row  10", True),
        (O.CONTAINS, "Red", ["Blue", "Red"], True),
        (O.CONTAINS, "Red", ["Dark red"], False),
        (O.LACKS, "Red", None, True),
        (O.LACKS, "Red", ["Red"], False),
        (O.GREATER, 10, 10.5, True),
        (O.GREATER, 10, 10, False),
        (O.GREATER, 10, None, False),
        (O.GREATER, 10, "11", False),
        (O.LESS, 10, -3, True),
        (O.LESS, "2026-01-31", "2025-12-31", True),
        (O.GREATER, "2026-01-31", "2026-02-01", True),
        (O.LESS, "2026-01-31", "", False),
        (O.EMPTY, "", [], True),
        (O.EMPTY, "", 0, False),
        (O.FILLED, "", False, True),
        (O.FILLED, "", "", False),
    ],
)
def test_an_answer_is_looked_at_as_somebody_would_read_it(operator, wanted, answer, found):
    assert holds(Rule((Clause("1", operator, wanted),)), {"1": answer}) is found


def test_all_of_the_clauses_or_one_of_them():
    two = (Clause("1", O.IS, "a"), Clause("2", O.IS, "b"))
    answers = {"1": "a", "2": "x"}
    assert holds(Rule(two, any_of=True), answers)
    assert not holds(Rule(two), answers)
    assert holds(Rule(), answers)


def test_what_is_asked_of_a_hidden_question_counts_for_nothing():
    rules = {
        "1": Rule((Clause("department", O.IS, "7"),)),
        "2": Rule((Clause("1", O.IS, "Printer"),)),
        "3": Rule((Clause("2", O.FILLED),)),
    }
    answers = {"department": "7", "1": "Printer", "2": "A-1"}
    assert shown(rules, answers) == {"1", "2", "3"}
    assert shown(rules, {**answers, "department": "8"}) == set()


@given(FORMS, ANSWERS)
def test_every_form_is_decided_and_one_without_a_circle_needs_no_order(rules, answers):
    found = shown(rules, answers)
    if circle(rules):
        return
    known = {key: answer for key, answer in answers.items() if key not in rules or key in found}
    assert found == {key for key, rule in rules.items() if holds(rule, known)}
    assert found == shown(dict(reversed(rules.items())), answers)


@given(FORMS)
def test_a_circle_is_one(rules):
    found = circle(rules)
    for key, following in zip(found, [*found[1:], *found[:1]], strict=True):
        assert following in [clause.on for clause in rules[key].clauses]


def test_a_circle_is_found_wherever_it_is():
    looks = {"1": "2", "2": "3", "3": "4", "4": "2", "5": "department", "6": "6"}
    rules = {key: Rule((Clause(on, O.FILLED),)) for key, on in looks.items()}
    assert set(circle(rules)) in ({"2", "3", "4"}, {"6"})
    del rules["6"]
    assert set(circle(rules)) == {"2", "3", "4"}
    del rules["3"]
    assert circle(rules) == []


@given(RULES)
def test_a_rule_is_kept_and_read_again(rule):
    assert read_rule(rule.to_json()) == (rule if rule else Rule())


@pytest.mark.parametrize(
    "kept",
    [
        None, [], "x", 7, {"clauses": "x"}, {"clauses": [["1", "is"], ["1", "breaks", "x"], [1, "is", "x"]]},
        {"clauses": [["1", "is", {}]]}, {"clauses": [["1", ["is"], "x"]]},
    ],
)  # fmt: skip
def test_what_is_no_rule_says_nothing(kept):
    assert read_rule(kept) == Rule()


def test_a_rule_has_an_end():
    many = {"clauses": [["1", "is", "x"]] * 500}
    assert len(read_rule(many).clauses) == MOST_CLAUSES

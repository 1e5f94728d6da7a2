from smartai.core.helpfulness.actions.close_question import (
    dismiss_question,
    restore_question,
    start_article,
)
from smartai.core.helpfulness.actions.follow_writing import (
    answer_writing,
    note_opened,
    note_shown,
    take_back_yes,
)
from smartai.core.helpfulness.actions.forget_traces import forget_old, forget_reader, forget_tickets
from smartai.core.helpfulness.actions.judge_article import judge_article
from smartai.core.helpfulness.actions.learn_from_tickets import learn_from_tickets
from smartai.core.helpfulness.actions.miss_search import miss_in_ticket, miss_search, miss_unhelpful
from smartai.core.helpfulness.actions.settle_days import settle_days
from smartai.core.helpfulness.actions.weigh_again import weigh_again
from smartai.core.helpfulness.actions.weigh_request import expect_request, weigh_request

__all__ = [
    "answer_writing",
    "dismiss_question",
    "expect_request",
    "forget_old",
    "forget_reader",
    "forget_tickets",
    "judge_article",
    "learn_from_tickets",
    "miss_in_ticket",
    "miss_search",
    "miss_unhelpful",
    "note_opened",
    "note_shown",
    "restore_question",
    "settle_days",
    "start_article",
    "take_back_yes",
    "weigh_again",
    "weigh_request",
]

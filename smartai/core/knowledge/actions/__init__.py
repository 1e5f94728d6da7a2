from smartai.core.knowledge.actions.answer_by_article import answer_by_article, take_back_answer
from smartai.core.knowledge.actions.article_files import (
    add_article_file,
    remove_article_file,
    remove_loose_files,
    used_keys,
)
from smartai.core.knowledge.actions.categories import (
    CategoryValues,
    change_category,
    order_categories,
    remove_category,
)
from smartai.core.knowledge.actions.change_articles import (
    archive_articles,
    mark_reviewed,
    move_articles,
    plan_review,
    restore_articles,
    set_owner,
)
from smartai.core.knowledge.actions.check_links import check_links
from smartai.core.knowledge.actions.keep_draft import drop_draft, keep_draft
from smartai.core.knowledge.actions.learn_words import learn_words, refuse_word
from smartai.core.knowledge.actions.make_category import make_category, remake_category
from smartai.core.knowledge.actions.mend_link import mend_link
from smartai.core.knowledge.actions.name_source import name_source
from smartai.core.knowledge.actions.order_articles import order_articles
from smartai.core.knowledge.actions.render_article import html_of, render_older
from smartai.core.knowledge.actions.save_article import ArticleValues, restore_version, save_article
from smartai.core.knowledge.actions.translations import begin_translation, confirm_translation
from smartai.core.knowledge.actions.use_articles import use_articles

__all__ = [
    "ArticleValues",
    "CategoryValues",
    "add_article_file",
    "answer_by_article",
    "archive_articles",
    "begin_translation",
    "change_category",
    "check_links",
    "confirm_translation",
    "drop_draft",
    "html_of",
    "keep_draft",
    "learn_words",
    "make_category",
    "mark_reviewed",
    "mend_link",
    "move_articles",
    "name_source",
    "order_articles",
    "order_categories",
    "plan_review",
    "refuse_word",
    "remake_category",
    "remove_article_file",
    "remove_category",
    "remove_loose_files",
    "render_older",
    "restore_articles",
    "restore_version",
    "save_article",
    "set_owner",
    "take_back_answer",
    "use_articles",
    "used_keys",
]

from __future__ import annotations

import re

from django.db import transaction

from smartai.core.knowledge.actions.save_article import save_article
from smartai.core.knowledge.models import Article
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor
from smartai.lib.text import one_line


@transaction.atomic
def mend_link(article: Article, address: str, better: str, *, by: Actor) -> bool:
    """Lets the article's links to ``address`` lead to ``better``; its text is kept as a new version.

    Returns False, and changes nothing, when the text does not have the address as it is written there.
    """
    require(is_agent(by))
    held = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    better = re.sub(r"[\s<>]", "", one_line(better)).replace("(", "%28").replace(")", "%29")
    if not address or not better:
        return False
    text, count = _whole(address).subn(lambda _: better, held.text)
    if not count or text == held.text:
        return False
    save_article(held, by=by, text=text)
    return True


def _whole(address: str) -> re.Pattern[str]:
    """Where the text says it as a link, and not as the beginning or the end of another."""
    return re.compile(rf"(?<![\w/.:?#=&%-]){re.escape(address)}(?![\w/?#=&%-]|[.,:](?=\w))")

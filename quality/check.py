"""Checks the labelled set: `python -m quality.check`. Exit status 1 when something is wrong with it."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from quality.words import WORD, share_found

FOLDER = Path(__file__).parent
FRONT_MATTER = ("title", "category", "language", "status", "audience", "tags")
LANGUAGES = {"en", "de", "ar", "ja"}
ARTICLES = {"en": 60, "de": 8, "ar or ja": 4}
ARTICLE_WORDS = range(120, 351)
TITLE_WORDS = range(1, 10)
MESSAGE_WORDS = range(20, 81)
CATEGORIES = range(8, 11)
QUESTIONS_PER_ARTICLE = range(3, 8)
FEWEST_ANSWERABLE, FEWEST_UNANSWERABLE = 320, 80
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LARGEST_SHARED = 1 / 3


@dataclass(frozen=True, slots=True)
class Article:
    slug: str
    facts: dict[str, str]
    body: str

    @property
    def language(self) -> str:
        return self.facts.get("language", "")

    @property
    def text(self) -> str:
        return " ".join((self.facts.get("title", ""), self.facts.get("tags", ""), self.body))


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    text: str
    kind: str
    language: str
    answers: tuple[str, ...]
    set: str


def main() -> int:
    articles = {path.stem: read_article(path) for path in sorted((FOLDER / "articles").glob("*.md"))}
    questions = read_questions(FOLDER / "questions.jsonl")
    print_figures(articles, questions)
    faults = [*faults_of_articles(articles), *faults_of_questions(questions, articles)]
    if not faults:
        faults = [*faults_of_coverage(questions, articles), *faults_of_wording(questions, articles)]
    for fault in faults:
        print(f"fault: {fault}", file=sys.stderr)
    return 1 if faults else 0


def read_article(path: Path) -> Article:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    pairs = (line.partition(":") for line in head.splitlines())
    return Article(path.stem, {key: value.strip() for key, _, value in pairs}, body.strip())


def read_questions(path: Path) -> list[Question]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Question(**{**row, "answers": tuple(row["answers"])}) for row in rows]


def faults_of_articles(articles: dict[str, Article]) -> Iterator[str]:
    for slug, article in articles.items():
        facts = article.facts
        if tuple(facts) != FRONT_MATTER or not all(facts.values()):
            yield f"{slug}: front matter must be {', '.join(FRONT_MATTER)}, in this order and filled in"
        if not SLUG.fullmatch(slug):
            yield f"{slug}: a slug has small letters, digits and hyphens"
        if article.language not in LANGUAGES:
            yield f"{slug}: language {article.language!r}"
        if (facts.get("status"), facts.get("audience")) != ("published", "everybody"):
            yield f"{slug}: status and audience must be published and everybody"
        if (words := length(article.body, article.language)) not in ARTICLE_WORDS:
            yield f"{slug}: {words} words"
    for title, times in Counter(article.facts.get("title", "") for article in articles.values()).items():
        if times > 1:
            yield f"{times} articles are called {title!r}"
    counts = Counter("ar or ja" if a.language in ("ar", "ja") else a.language for a in articles.values())
    if counts != ARTICLES:
        yield f"articles by language: {dict(counts)} instead of {ARTICLES}"
    if (tops := len({top_category(article) for article in articles.values()})) not in CATEGORIES:
        yield f"{tops} categories"


def faults_of_questions(questions: list[Question], articles: dict[str, Article]) -> Iterator[str]:
    for name, values in (("id", [q.id for q in questions]), ("text", [plain(q.text) for q in questions])):
        yield from (f"{name} {value!r} is there {n} times" for value, n in Counter(values).items() if n > 1)
    for question in questions:
        if question.kind not in ("title", "message") or question.set not in ("tune", "test"):
            yield f"{question.id}: kind {question.kind!r}, set {question.set!r}"
        if question.language not in LANGUAGES:
            yield f"{question.id}: language {question.language!r}"
        yield from (
            f"{question.id}: no article {slug!r}" for slug in question.answers if slug not in articles
        )
        if len(set(question.answers)) < len(question.answers):
            yield f"{question.id}: an answer is named twice"
        allowed = TITLE_WORDS if question.kind == "title" else MESSAGE_WORDS
        if (words := length(question.text, question.language)) not in allowed:
            yield f"{question.id}: a {question.kind} of {words} words"


def faults_of_coverage(questions: list[Question], articles: dict[str, Article]) -> Iterator[str]:
    answerable = [question for question in questions if question.answers]
    if len(answerable) < FEWEST_ANSWERABLE or len(questions) - len(answerable) < FEWEST_UNANSWERABLE:
        yield f"{len(answerable)} answerable questions of {len(questions)}"
    by_article: dict[str, list[Question]] = defaultdict(list)
    for question in answerable:
        by_article[question.answers[0]].append(question)
        if articles[question.answers[0]].language != question.language:
            yield f"{question.id}: asked in another language than the article's"
    for slug in articles:
        asked = by_article[slug]
        if len(asked) not in QUESTIONS_PER_ARTICLE:
            yield f"{slug}: {len(asked)} questions have it as their best answer"
        if {question.set for question in asked} != {"tune", "test"}:
            yield f"{slug}: needs questions in both sets"
    for name, some in groups(questions):
        if not 0.3 <= (part := mean(question.set == "tune" for question in some)) <= 0.37:
            yield f"{name}: {part:.0%} are for tuning, not a third"
    if not 0.55 <= (part := mean(question.kind == "title" for question in questions)) <= 0.65:
        yield f"{part:.0%} are titles, not about 60 %"


def faults_of_wording(questions: list[Question], articles: dict[str, Article]) -> Iterator[str]:
    shared = mean(loose for _, loose in shares(questions, articles))
    if shared >= LARGEST_SHARED:
        yield f"questions share {shared:.1%} of their content words with the article that answers them"


def print_figures(articles: dict[str, Article], questions: list[Question]) -> None:
    print(f"{len(articles)} articles: {listed(a.language for a in articles.values())}")
    print(f"  in {len({top_category(article) for article in articles.values()})} categories")
    for name, some in groups(questions):
        print(f"{len(some)} {name} questions: {listed(q.kind for q in some)}; {listed(q.set for q in some)}")
        print(f"  {listed(q.language for q in some)}")
    print("content words that the answering article has (as written / endings cut off):")
    kinds = {"all": questions} | {
        kind: [q for q in questions if q.kind == kind] for kind in ("title", "message")
    }
    spoken = {code: [q for q in questions if q.language == code] for code in sorted(LANGUAGES)}
    for name, some in (kinds | spoken).items():
        if figures := list(shares(some, articles)):
            exact, loose = (mean(column) for column in zip(*figures, strict=True))
            print(f"  {name:8}{exact:6.1%} / {loose:.1%}")


def shares(questions: Iterable[Question], articles: dict[str, Article]) -> Iterator[tuple[float, float]]:
    """One pair a question; where two articles answer, the one that shares more."""
    for question in questions:
        known = [articles[slug] for slug in question.answers if slug in articles]
        if known and question.language in LANGUAGES:
            pairs = (share_found(question.text, article.text, question.language) for article in known)
            yield max(pairs, key=lambda pair: pair[1])


def groups(questions: list[Question]) -> list[tuple[str, list[Question]]]:
    answerable = [question for question in questions if question.answers]
    return [("answerable", answerable), ("unanswerable", [q for q in questions if not q.answers])]


def top_category(article: Article) -> str:
    return article.facts.get("category", "").split(" / ")[0]


def plain(text: str) -> str:
    """Without case, spaces and punctuation: two texts that differ in nothing else are the same question."""
    return "".join(WORD.findall(text.casefold())) or text


def length(text: str, language: str) -> int:
    """In words. Japanese is counted as two signs a word."""
    return len("".join(text.split())) // 2 if language == "ja" else len(text.split())


def listed(values: Iterable[str]) -> str:
    return ", ".join(f"{times} {value}" for value, times in sorted(Counter(values).items()))


if __name__ == "__main__":
    sys.exit(main())

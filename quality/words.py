"""What counts as a content word, and when a question shares one with an article."""

from __future__ import annotations

import re
from unicodedata import normalize

WORD = re.compile(r"[^\W\d_]+-\d+|[^\W_]+(?:['’][^\W_]+)*")  # an error code is one word
JAPANESE_WORD = re.compile(r"[\u4e00-\u9fff]+|[\u30a1-\u30fa\u30fc]+|[0-9A-Za-z]+")
ENGLISH_ENDING = re.compile(r"(?:ings?|ied|ies|ed|es|ers?|ly|ions?|e|s|y)$")
GERMAN_ENDING = re.compile(r"(?:ungen|ung|ern|en|er|em|es|et|e|n|s|t)$")
ARABIC_START = re.compile(r"^[وف]?(?:[بك]?ال|لل|[بل])?")
ARABIC_ENDING = re.compile(r"(?:هم|ها|كم|ات|ون|ين|ية|ة|ه|ي|ا)$")
SHORTEST_STEM = 3

# Words that carry no topic. Greetings and thanks are among them: counting them would flatter the figure.
STOP_WORDS = {
    "en": """a about after again all also am an and any are as at back be because been before but by can
        cannot could did do does doing done don't down each else ever every for from get gets
        getting got had has have having he her here him his how i if in into is it its just let like
        made make many may me might more most much must my need no not now of off on once one only
        or other our out over own per please she should since so some somebody someone something
        such than that the their them then there these they thing things this those to too until up
        us very was way we were what when where which while who whose why will with without would
        you your yes hi hey hello dear good morning evening afternoon thanks thank regards help dont
        doesnt cant isnt whats im ive youre""",
    "de": """ab aber alle alles als also am an auch auf aus bei bin bis bitte da dafür dann das dass
        daran dazu dem den denn der des dessen die dies diese dieser doch dort du durch ein eine
        einem einen einer eines er es etwa etwas euch für ganz gar geht gibt habe haben hab hallo
        hat hatte hatten hätte ich ihr ihre ihrem ihren im immer in ist ja jede jeden jedes kann
        kein keine können könnte man mehr mein meine mich mir mit muss müsste nach nicht nichts noch
        nochmal nur ob oder ohne schon sehr sein seine seit sich sie sind so soll sollen sowas
        trotzdem über um und uns unser unsere unter vom von vor war waren warum was weg wenn wer
        werden wie wieder will wir wird wo woher würden zu zum zur zusammen guten morgen tag damen
        herren sehr geehrte freundlichen grüßen danke dank grüße""",
    "ar": """من في على الى إلى عن أن إن ان ما لا لم لن هل كيف كم هو هي هذا هذه ذلك التي الذي لي لك عند
        عندنا عندكم عندي كل مع أو او ثم قد حتى بعد قبل أنا نحن شيء لما يا فيه لكن وليس ليس وحده وهل
        ومن السلام عليكم مرحبا شكرا شكراً مساء الخير لو سمحت""",
    "ja": "",
}
STOP = {language: frozenset(words.split()) for language, words in STOP_WORDS.items()}


def content_words(text: str, language: str) -> list[str]:
    """In order, with repetitions. Japanese has no spaces: runs of kanji or katakana stand for words."""
    plain = normalize("NFKC", text).lower()
    if language == "ja":
        return JAPANESE_WORD.findall(plain)
    words = (match.group().replace("’", "'") for match in WORD.finditer(plain))
    bare = (word if word in STOP[language] else word.split("'")[0] for word in words)
    return [word for word in bare if word not in STOP[language] and (len(word) > 1 or word.isdigit())]


def share_found(question: str, article: str, language: str) -> tuple[float, float]:
    """Which part of the question's content words the article has: (as written, with endings cut off)."""
    asked = content_words(question, language)
    if not asked:
        return 0.0, 0.0
    if language == "ja":
        found = sum(word in normalize("NFKC", article).lower() for word in asked) / len(asked)
        return found, found
    written = set(content_words(article, language))
    stems = {stem(word, language) for word in written}
    exact = sum(word in written for word in asked)
    loose = sum(stem(word, language) in stems for word in asked)
    return exact / len(asked), loose / len(asked)


def stem(word: str, language: str) -> str:
    """Crude on purpose: rather one hit too many, so that the share is never told too small."""
    if language == "ar":
        start = ARABIC_START.sub("", word)
        word = start if len(start) >= SHORTEST_STEM else word
    ending = {"en": ENGLISH_ENDING, "de": GERMAN_ENDING, "ar": ARABIC_ENDING}[language]
    short = ending.sub("", word)
    return short if len(short) >= SHORTEST_STEM else word

"""Words that say nothing about what a text is about, folded as the search folds them."""

from __future__ import annotations

from typing import Final

_COMMON: Final = {
    "en": "a about after all also am an and any are as at be because been but by can could did do does doing "
    "dont for from get got had has have hello hi how i if im in into is it its ive just like me my no not now "
    "of off on or our out please so some thank thanks that the their them then there these they this those to "
    "too up us was we were what when where which who why will with would you your",
    "de": "aber alle als also am an auch auf aus bei bin bis bitte da danke dann das dass dein dem den der des "
    "die diese dieser dieses doch du durch ein eine einem einen einer er es etwas fur gegen haben hallo hat ich "
    "ihr im in ist ja jetzt kann kein keine konnen man mein meine mich mir mit nach nicht noch nur oder schon "
    "sehr sein sich sie sind so uber um und uns unser vom von vor war warum was wenn wer werden wie wir wird wo "
    "zu zum zur",
    "fr": "a au aux avec bonjour ce ces cette comment dans de des du elle en est et etre il ils j je la le les "
    "leur lui ma mais me merci mes moi mon ne nous on ont ou par pas plus pour pourquoi quand que quel quelle "
    "qui sa se si son sont sur ta te tu un une vos votre vous y",
    "es": "a al ante como con cual cuando de del donde el ella ellos en es esta este esto gracias ha hay he hola "
    "la las le lo los mas me mi mis muy no nos o para pero por porque que se si sin sobre son su sus te tengo "
    "un una y ya yo",
    "it": "a ai al alla anche buongiorno che chi ci come con cosa da dal dei del della di dove e ed grazie gli "
    "ha ho i il in io la le lo ma mi mio ne nel nella no non o per perche piu quando se sei si sono su sul un "
    "una uno",
    "pt": "a ao aos as com como da das de do dos e ela ele em essa esta este eu ha isso ja mais mas me meu minha "
    "na nao nas no nos o obrigado ola os ou para pela pelo por porque quando que quem se sem ser seu sua tem um "
    "uma voce",
    "nl": "aan al als bij dan dank dat de der deze die dit door een en er ga geen haar heb hebben heeft het hij "
    "hoe hoi hun ik in is je jij kan maar me met mij mijn na naar niet nog nu of om ons ook op over te tot uit "
    "van voor waar waarom was wat we wel wie wij worden zijn zo",
    "sv": "alla att av de dem den det dig din du ej eller en er ett for fran han har hej hon hur i inte jag kan "
    "man med mig min mycket nar och om pa sa sig sin som tack till upp ut vad var vi vid",
    "ar": "الى او اذا ان انا انت اي الذي التي بعد بين ثم حتى شكرا على عن عند في قد قبل كل كيف لا لكن لم لماذا له "
    "لي ما ماذا متى مرحبا مع من نحن نعم هذا هذه هل هم هو هي و يا",
}
_SETS: Final = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def is_common(word: str, language: str) -> bool:
    """Whether the folded word is an article, a preposition, a greeting or the like in the language."""
    return word in _SETS.get(language.partition("-")[0], frozenset())

"""What the providers share: a token from a widget, which a server of theirs says is good or not."""

from smartai.foundation.captcha.siteverify.answer import Answer
from smartai.foundation.captcha.siteverify.judging import Rules, judged
from smartai.foundation.captcha.siteverify.seal import Seal, new_seal

__all__ = ["Answer", "Rules", "Seal", "judged", "new_seal"]

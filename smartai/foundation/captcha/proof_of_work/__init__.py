"""A short calculation in the visitor's browser, by ALTCHA's protocol (version 1), without a third party."""

from smartai.foundation.captcha.proof_of_work.proof_of_work import ProofOfWork

__all__ = ["ProofOfWork"]

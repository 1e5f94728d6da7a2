from smartai.foundation.captcha.models.spent_proof import SpentProof

__all__ = ["SpentProof"]

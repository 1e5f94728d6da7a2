"""Any server that speaks OpenAI's ``POST /v1/embeddings``: one on the same machine, or a provider's."""

from smartai.foundation.embedding.endpoint.endpoint import Endpoint

__all__ = ["Endpoint"]

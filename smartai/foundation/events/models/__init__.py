from smartai.foundation.events.models.stored_event import StoredEvent

__all__ = ["StoredEvent"]

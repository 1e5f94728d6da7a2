from smartai.foundation.jobs.models.heartbeat import Heartbeat

__all__ = ["Heartbeat"]

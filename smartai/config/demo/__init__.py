"""Demo content for an empty data folder: a small company, its customers, and their conversations."""

from smartai.config.demo.fill import fill_demo

__all__ = ["fill_demo"]

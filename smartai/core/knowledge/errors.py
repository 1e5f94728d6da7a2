from __future__ import annotations


class AddressTaken(Exception):
    """Another article has this address, or had it: links that people keep lead there."""


class LanguageTaken(Exception):
    """The article is there in this language already."""


class TooDeep(Exception):
    """There are two levels of categories."""


class CategoryNameTaken(Exception):
    """There is a category of this name beside it."""


class NotBesideEachOther(Exception):
    """Only what lies in one place can be put in order there."""


class TooManyFiles(Exception):
    """The article has as many files as one may have."""


class FileInUse(Exception):
    """The article, or what somebody is writing in it, shows the file."""


class WrittenElsewhere(Exception):
    """The same person went on writing in another window: what this one holds would undo that."""

"""The demo's saved replies: name, text."""

from __future__ import annotations

SAVED_REPLIES = (
    ("Ask for a screenshot",
     "Hi {customer},\n\ncould you send us a screenshot of what you see? Then we can look at the same thing.\n\n{agent}"),
    ("Thanks, we look into it",
     "Hi {customer},\n\nthank you, that is all we need. We look into {number} now and write to you today.\n\n{agent}"),
    ("Invoice sent again",
     "Hi {customer},\n\nthe invoice is on its way to your billing address once more. Tell us if it is not there in an "
     "hour.\n\n{agent}, {company}"),
    ("Send by e-mail for large exports",
     "Hi {customer},\n\nthe export page stops at 10,000 rows. Choose **Send by e-mail** for more: the link arrives "
     "within ten minutes.\n\n{agent}"),
)  # fmt: skip

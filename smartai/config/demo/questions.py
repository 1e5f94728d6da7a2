"""What the demo's visitors searched and did not find, with their language, and how often."""

from __future__ import annotations

QUESTIONS = (
    ("Is there a phone app?", "en", 6),
    ("Rechnung auf zwei Firmen aufteilen", "de", 4),
    ("كيف أغير لغة التقارير؟", "ar", 2),
    ("Scan barcodes of parcels", "en", 1),
)
READERS = (
    ("Exporting large reports", True, ""),
    ("Exporting large reports", True, ""),
    ("Exporting large reports", False, "On my phone there is no such button."),
    ("Why is my CSV file cut off?", False, "How do I get the rest of it?"),
)
"""Title of an article, whether it answered, and what was missing."""

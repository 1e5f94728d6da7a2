"""Finding tickets by words and conditions: how their words are filed, and how they are found again."""

"""Production's settings over a database and a data folder that live as long as this run of the tests.

Variables of the developer's shell do not reach the tests; ``SMARTAI_TEST_DATABASE_URL`` chooses the database.
"""

from __future__ import annotations

import os

from tests.run import data_folder, database_name

_test_database_url = os.environ.pop("SMARTAI_TEST_DATABASE_URL", "")
for _name in [
    name for name in os.environ if name.startswith("SMARTAI_") and not name.startswith("SMARTAI_TEST_")
]:
    del os.environ[_name]
os.environ.pop("PORT", None)
os.environ["SMARTAI_DATA"] = str(data_folder())
os.environ["SMARTAI_DATABASE_URL"] = _test_database_url

from smartai.config.settings import *  # noqa: E402, F403
from smartai.config.settings import DATABASES  # noqa: E402

# Workers inherit the environment: they must find the choice that was made for the run.
os.environ.pop("SMARTAI_DATABASE_URL")
os.environ["SMARTAI_TEST_DATABASE_URL"] = _test_database_url

DATABASES["default"]["TEST"] = {"NAME": database_name(DATABASES["default"]["ENGINE"])}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; what is kept is tested apart
if "options" in DATABASES["default"]["OPTIONS"]:
    # On PostgreSQL. Tests end no server and no machine: nothing they commit has to be on a disk.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"

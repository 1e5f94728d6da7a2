from smartai.core.people.models.organisation import Organisation
from smartai.core.people.models.person_words import PersonWords
from smartai.core.people.models.profile import Profile
from smartai.core.people.models.registration_field import RegistrationField

__all__ = ["Organisation", "PersonWords", "Profile", "RegistrationField"]

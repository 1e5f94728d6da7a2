from smartai.foundation.mail.models.outgoing_mail import OutgoingMail

__all__ = ["OutgoingMail"]

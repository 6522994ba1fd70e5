from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.models.contact import Contact
from core.models import Comment


class ContactComment(Comment):
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="comments")

    class Meta(Comment.Meta):
        verbose_name = _("Comment")
        verbose_name_plural = _("Comments")

"""The one Django app of the workbench."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Registers models, checks and signals under the label `review`."""

    name = "compliance.review"
    label = "review"
    verbose_name = "评审工作台"
    default_auto_field = "django.db.models.BigAutoField"

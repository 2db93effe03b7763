"""The program's own word on how likely a finding is a gap, kept beside the one that decisions move."""

from typing import Any

from django.db import migrations, models


def keep_the_programs_own(apps: Any, _editor: Any) -> None:
    """Until now nothing but the program's own word stood in `need`."""
    apps.get_model("review", "StoredFinding").objects.update(proposed_need=models.F("need"))


class Migration(migrations.Migration):
    dependencies = [("review", "0002_append_only")]

    operations = [
        migrations.AddField("storedfinding", "proposed_need", models.FloatField(default=0.0), preserve_default=False),
        migrations.RunPython(keep_the_programs_own, migrations.RunPython.noop),
    ]

"""Give the groups of a site that was founded before there were packages what new sites give them."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

ALLOWED = {
    "Editor": ["add_package", "change_package"],
    "Admin": ["add_package", "change_package", "delete_package", "install_library"],
}


def allow(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.filter(name__in=ALLOWED)
    if not groups.exists():
        return
    create_permissions(installed.get_app_config("packages"), verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects
    for group in groups:
        group.permissions.add(
            *permissions.filter(
                content_type__app_label="packages", codename__in=ALLOWED[group.name]
            )
        )


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0005_packages_in_lessons"),
        ("packages", "0001_packages_libraries_plays_and_statements"),
    ]

    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]

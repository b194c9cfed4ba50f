"""What a fresh site needs before anybody writes: home, catalogue, groups, a review."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import create_extra_permissions

from cms.models import CataloguePage, HomePage, ServiceCard, ServicesPage, SiteSettings

HOME_SLUG, CATALOGUE_SLUG, SERVICES_SLUG = "beranda", "katalog", "layanan"
EDITORS, REVIEWERS, ADMINS = "Editor", "Penelaah", "Admin"

PAGE_PERMISSIONS = {
    EDITORS: ("add", "change"),
    REVIEWERS: ("change", "publish", "lock", "unlock"),
    ADMINS: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}
# An editor may publish a service card at once: a wrong address must not wait for a review.
MODEL_PERMISSIONS = {
    EDITORS: (
        "add_servicecard",
        "change_servicecard",
        "publish_servicecard",
        "add_package",
        "change_package",
    ),
    REVIEWERS: ("change_servicecard", "publish_servicecard"),
    ADMINS: (
        "add_servicecard",
        "change_servicecard",
        "publish_servicecard",
        "delete_servicecard",
        "add_package",
        "change_package",
        "delete_package",
        "install_library",
        "change_sitesettings",
        "add_workflow",
        "change_workflow",
        "delete_workflow",
        "add_task",
        "change_task",
        "delete_task",
    ),
}
COLLECTION_PERMISSIONS = {
    EDITORS: (
        "add_image",
        "change_image",
        "choose_image",
        "add_document",
        "change_document",
        "choose_document",
    ),
    REVIEWERS: ("choose_image", "choose_document"),
    ADMINS: (
        "add_image",
        "change_image",
        "choose_image",
        "delete_image",
        "add_document",
        "change_document",
        "choose_document",
        "delete_document",
    ),
}


@transaction.atomic
def set_up_site() -> None:
    """Make what is missing of home, catalogue, groups and review; what is there stays as it is."""
    if HomePage.objects.exists():
        return
    # The words of a new site are the site's, not those of whoever runs the command.
    with override(settings.LANGUAGE_CODE):
        home = _found_pages()
        _found_groups(home)
        _found_review(home)


def _found_pages() -> HomePage:
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=HomePage(
            title=_("Learn to use digital services, free of charge"),
            draft_title=_("Learn to use digital services, free of charge"),
            slug=HOME_SLUG,
            lead=_("Short lessons for everyday matters. No account needed."),
        )
    )
    home.add_child(
        instance=CataloguePage(
            title=_("Courses"), slug=CATALOGUE_SLUG, lead=_("Short courses, all free of charge.")
        )
    )
    home.add_child(
        instance=ServicesPage(
            title=_("Services"),
            slug=SERVICES_SLUG,
            lead=_("Official addresses, each with the day it was checked."),
        )
    )
    address = urlsplit(settings.SITE_URL)
    site, _made = Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
    )
    # Not by save(): that clears a cache whose table a database that is just being made does not have.
    Site.objects.filter(pk=site.pk).update(
        hostname=address.hostname or "localhost",
        port=address.port or (443 if address.scheme == "https" else 80),
        site_name="Literasi",
        root_page=home,
    )
    SiteSettings.objects.get_or_create(site=site)
    # What Wagtail's own migrations put in the place of a home page.
    for page in Page.objects.filter(depth=2).exclude(pk=home.pk).exact_type(Page):
        page.delete()
    home.refresh_from_db()
    return home


def _found_groups(home: HomePage) -> None:
    for label in ("cms", "wagtailcore", "wagtailimages", "wagtaildocs", "wagtailadmin", "packages"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    create_extra_permissions(apps.get_app_config("wagtailsnippets"))
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()
    collection = Collection.get_first_root_node()
    for name, codenames in MODEL_PERMISSIONS.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.add(*_permissions(["access_admin", *codenames]))
        for permission in _permissions(f"{kind}_page" for kind in PAGE_PERMISSIONS[name]):
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
        for permission in _permissions(COLLECTION_PERMISSIONS[name]):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )


def _permissions(codenames: Iterable[str]) -> list[Permission]:
    return list(
        Permission.objects.filter(
            codename__in=list(codenames),
            content_type__app_label__in=[
                "cms",
                "wagtailcore",
                "wagtailimages",
                "wagtaildocs",
                "wagtailadmin",
                "packages",
            ],
        )
    )


def _found_review(home: HomePage) -> None:
    Workflow.objects.filter(name="Moderators approval").delete()
    GroupApprovalTask.objects.filter(name="Moderators approval").delete()
    task = GroupApprovalTask.objects.create(name=_("Review by the owner of the service"))
    task.groups.set(Group.objects.filter(name__in=[REVIEWERS, ADMINS]))
    workflow = Workflow.objects.create(name=_("Review before publishing"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=ContentType.objects.get_for_model(ServiceCard)
    )

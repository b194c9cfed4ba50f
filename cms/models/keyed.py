"""Pages on which learners' work hangs."""

from wagtail.models import Page


class StaysInItsCourse(Page):
    """A lesson or quiz with a key: once published it may move among its neighbours, not to another course.

    What learners did counts for the course they did it in. A copy elsewhere gets a key of its own.
    """

    exclude_fields_in_copy = ["key"]

    class Meta:
        abstract = True

    def can_move_to(self, parent: Page) -> bool:
        """Let a page that learners may have worked on move only among its neighbours."""
        is_free: bool = super().can_move_to(parent)
        return is_free and (self.first_published_at is None or self.is_child_of(parent))

"""The blocks that lessons are made of: one for each container of the package format."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from cms.blocks.files import DownloadBlock, MediaBlock
from cms.blocks.package import PackageBlock
from cms.blocks.practice import PracticeFormBlock, PracticeOrderBlock, PracticeSpotBlock
from cms.blocks.questions import QuestionsBlock
from cms.blocks.reading import (
    CalloutBlock,
    FaceToFaceBlock,
    PictureBlock,
    RememberBlock,
    ServiceCardBlock,
    StepsBlock,
    StoryBlock,
    StuckBlock,
)
from cms.blocks.teaching import TeacherSheetBlock
from cms.blocks.texts import TextBlock

__all__ = ["COUNTED", "PRACTICES", "GuideBlock", "LessonBlock", "QuestionsBlock"]

# The kinds of block that a learner does.
PRACTICES = ("practice_spot", "practice_order", "practice_form")
# What counts in a lesson: practices that we mark, and packages that mark themselves.
COUNTED = (*PRACTICES, "package")


class GuideBlock(StreamBlock):
    """What a guide page is made of: everything that is read."""

    text = TextBlock(group=_("Read"))
    steps = StepsBlock(group=_("Read"))
    picture = PictureBlock(group=_("Read"))
    callout = CalloutBlock(group=_("Read"))
    service_card = ServiceCardBlock(group=_("Read"))
    media = MediaBlock(group=_("Files"))
    download = DownloadBlock(group=_("Files"))


class LessonBlock(GuideBlock):
    """What a lesson is made of: the pattern story, steps, practice, remember, stuck."""

    story = StoryBlock(group=_("Lesson pattern"))
    practice_spot = PracticeSpotBlock(group=_("Practice"))
    practice_order = PracticeOrderBlock(group=_("Practice"))
    practice_form = PracticeFormBlock(group=_("Practice"))
    package = PackageBlock(group=_("Practice"))
    remember = RememberBlock(group=_("Lesson pattern"))
    stuck = StuckBlock(group=_("Lesson pattern"))
    face_to_face = FaceToFaceBlock(group=_("Lesson pattern"))
    teacher_sheet = TeacherSheetBlock(group=_("For schools"))

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


def state_what_was_published(apps, schema_editor):
    """Write down how editors stated the questions of the first four kinds, from content and key."""
    versions = apps.get_model("quizzes", "QuestionVersion").objects.filter(stated={})
    for version in versions.select_related("question").iterator(chunk_size=200):
        version.stated = stated(version)
        version.save(update_fields=["stated"])


def stated(version):
    content, key = version.content, version.key
    answer = key["answer"]
    texts = {option["id"]: option["text"] for option in content["options"]}
    right = answer.get("choices") or [answer.get("choice")]
    return {
        "ref": version.question.ref,
        "kind": version.kind,
        "text_html": f"<p>{content['heading']}</p>{content['more']}",
        "options": [
            {
                "id": key["options"][public]["origin"],
                "text": texts[public],
                "correct": public in right,
                "feedback": key["options"][public]["feedback"],
            }
            for public in answer.get("order", texts)
        ],
        "picture": content["picture"],
        "picture_alt": content["picture_alt"],
        "feedback": key["feedback"],
        "tags": version.tags,
        "lesson_slug": version.lesson_slug,
        "reason": version.reason,
    }


def note_the_banks_of_courses(apps, schema_editor):
    """The questions of a course's bank are written in its pages."""
    courses = apps.get_model("catalogue", "Course").objects.values_list("code", flat=True)
    banks = apps.get_model("quizzes", "QuestionBank").objects.filter(exam={})
    banks.filter(code__in=list(courses)).update(is_of_pages=True)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("quizzes", "0003_exams_rooms_points_and_corrections"),
    ]

    operations = [
        migrations.AddField(
            model_name="questionbank",
            name="is_of_pages",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="written in quiz pages"
            ),
        ),
        migrations.AddField(
            model_name="questionbank",
            name="owners",
            field=models.ManyToManyField(
                blank=True,
                help_text="They write and change its questions. Without owners, every editor may.",
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="owners",
            ),
        ),
        migrations.AddField(
            model_name="questionbank",
            name="reviewers",
            field=models.ManyToManyField(
                blank=True,
                help_text="They look at what others wrote. Without reviewers, every reviewer may.",
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="reviewers",
            ),
        ),
        migrations.AlterField(
            model_name="questionversion",
            name="kind",
            field=models.CharField(
                choices=[
                    ("single", "one answer"),
                    ("several", "several answers"),
                    ("true_false", "true or false"),
                    ("ordering", "put in order"),
                    ("numeric", "number"),
                    ("short", "short text"),
                    ("matching", "matching"),
                    ("blanks", "fill in the blanks"),
                    ("categorise", "sort into groups"),
                    ("hotspot", "point at a picture"),
                    ("essay", "essay"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="questionversion",
            name="stated",
            field=models.JSONField(default=dict, verbose_name="as written"),
        ),
        migrations.AddField(
            model_name="questionversion",
            name="drafted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="written by",
            ),
        ),
        migrations.AddField(
            model_name="questionversion",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="reviewed by",
            ),
        ),
        migrations.AddField(
            model_name="questionversion",
            name="reviewed_as",
            field=models.CharField(
                blank=True, max_length=160, verbose_name="reviewed by, in a package"
            ),
        ),
        migrations.AddField(
            model_name="questionversion",
            name="reviewed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="reviewed at"),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True)
                | Q(drafted_by__isnull=True)
                | ~Q(reviewed_by=F("drafted_by")),
                name="nobody_reviews_what_they_wrote",
            ),
        ),
        migrations.CreateModel(
            name="QuestionReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("approved", "may certify"),
                            ("returned", "sent back to its author"),
                        ],
                        max_length=10,
                        verbose_name="verdict",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "decided_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="decided at"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewer",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="quizzes.questionversion",
                        verbose_name="question version",
                    ),
                ),
            ],
            options={
                "verbose_name": "question review",
                "verbose_name_plural": "question reviews",
                "ordering": ["-decided_at"],
            },
        ),
        migrations.CreateModel(
            name="EssayMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("levels", models.JSONField(verbose_name="levels")),
                (
                    "points",
                    models.DecimalField(decimal_places=4, max_digits=5, verbose_name="points"),
                ),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                (
                    "marked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="marked at"
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="quizzes.answer",
                        verbose_name="answer",
                    ),
                ),
                (
                    "marker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="marker",
                    ),
                ),
            ],
            options={
                "verbose_name": "essay mark",
                "verbose_name_plural": "essay marks",
                "ordering": ["-marked_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(points__gte=0, points__lte=1), name="essay_points_are_a_share"
                    )
                ],
            },
        ),
        migrations.RunPython(state_what_was_published, migrations.RunPython.noop),
        migrations.RunPython(note_the_banks_of_courses, migrations.RunPython.noop),
    ]

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def find_the_newest_versions(apps, schema_editor):
    """Point each question to its last version."""
    versions = apps.get_model("quizzes", "QuestionVersion").objects.filter(question=OuterRef("pk"))
    newest = Subquery(versions.order_by("-number").values("pk")[:1])
    apps.get_model("quizzes", "Question").objects.update(current=newest)


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0004_question_kinds_reviews_and_essay_marks")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="current",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="quizzes.questionversion",
                verbose_name="newest version",
            ),
        ),
        migrations.RunPython(find_the_newest_versions, migrations.RunPython.noop),
    ]

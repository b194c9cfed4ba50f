"""A list of pupils: chosen, looked at, seated. The file stays in memory and only for one request."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from courses.classes.domain.roster.carrying import seal, unseal
from courses.classes.domain.roster.listed import Roster
from courses.classes.domain.roster.looking import look_at
from courses.classes.domain.roster.reading import read_file, read_pasted
from courses.classes.domain.roster.seating import Seated, seat_listed
from courses.classes.domain.roster.template import roster_template
from courses.classes.forms.classes import RosterForm
from courses.classes.forms.uploads import MemoryOnlyUploadHandler
from courses.classes.models import SchoolClass
from courses.classes.views.access import for_teachers
from courses.people.sessions import SignedInRequest

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANSWER = "row-"


@csrf_exempt
def upload(request: HttpRequest, code: str) -> HttpResponseBase:
    """Put our own handler in place before anything, the token included, reads the request."""
    request.upload_handlers = [MemoryOnlyUploadHandler(request)]
    return _upload(request, code)


@csrf_protect
@for_teachers
@sensitive_post_parameters()
def _upload(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    form = RosterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            roster = _read(form)
        except ValidationError as error:
            form.add_error("file" if form.cleaned_data.get("file") else "names", error)
        else:
            return _preview(request, school_class, roster)
    return render(
        request, "courses/classes/roster.html", {"form": form, "school_class": school_class}
    )


def _read(form: RosterForm) -> Roster:
    file = form.cleaned_data["file"]
    return read_file(file.read()) if file else read_pasted(form.cleaned_data["names"])


@for_teachers
@require_POST
@sensitive_post_parameters()
def look(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Show another rombel of the same list."""
    try:
        roster = unseal(request.POST.get("roster", ""), school_class)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("classes:roster", school_class.code)
    return _preview(request, school_class, roster)


@for_teachers
@require_POST
@sensitive_post_parameters()
def confirm(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Seat the pupils as the teacher answered."""
    try:
        roster = unseal(request.POST.get("roster", ""), school_class)
        preview = look_at(roster, school_class, request.user, request.POST.get("group", ""))
        answers = {
            int(name.removeprefix(ANSWER)): str(value)
            for name, value in request.POST.items()
            if name.startswith(ANSWER) and name.removeprefix(ANSWER).isdecimal()
        }
        seated = seat_listed(school_class, preview, answers, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("classes:roster", school_class.code)
    messages.success(request, _sentence(seated))
    return redirect("classes:class", school_class.code)


@for_teachers
@require_safe
def template(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Send the template with three columns."""
    return HttpResponse(
        roster_template(),
        content_type=WORKBOOK,
        headers={"Content-Disposition": 'attachment; filename="templat-murid.xlsx"'},
    )


def _preview(request: SignedInRequest, school_class: SchoolClass, roster: Roster) -> HttpResponse:
    preview = look_at(roster, school_class, request.user, request.POST.get("group", ""))
    context = {
        "school_class": school_class,
        "preview": preview,
        "sealed": seal(roster, school_class),
    }
    return render(request, "courses/classes/preview.html", context)


def _sentence(seated: Seated) -> str:
    sentences = [
        ngettext("%(count)d pupil is seated.", "%(count)d pupils are seated.", seated.new)
        % {"count": seated.new}
    ]
    if seated.moved:
        sentences.append(
            ngettext(
                "%(count)d came from another class.",
                "%(count)d came from another class.",
                seated.moved,
            )
            % {"count": seated.moved}
        )
    if seated.known:
        sentences.append(
            ngettext("%(count)d was here already.", "%(count)d were here already.", seated.known)
            % {"count": seated.known}
        )
    return " ".join(sentences)

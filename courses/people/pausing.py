"""What somebody who has paused is answered, wherever they do something that would be kept."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from courses.people.domain.privacy import ProcessingPausedError

WHERE_TO_GO_ON = "/data-saya/#jeda"


class PauseMiddleware(MiddlewareMixin):
    """Turn the refusal of a domain into a sentence, and lead to where the pause ends."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a script with 409, so that a device keeps what it wanted to send, and a form with a page."""
        if not isinstance(exception, ProcessingPausedError):
            return None
        if request.content_type == "application/json":
            answer = {"status": "refused", "code": "paused", "message": str(exception)}
            return JsonResponse(answer, status=HTTPStatus.CONFLICT)
        messages.warning(request, str(exception))
        return redirect(WHERE_TO_GO_ON)

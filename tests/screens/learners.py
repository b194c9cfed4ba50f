"""What guests, citizens, pupils and civil servants see while they learn."""

from playwright.sync_api import Page

from tests.screens.visiting import Visit, told

SAFE = "aman-di-dunia-digital"
COURSE = f"/katalog/{SAFE}/"
LESSON = f"{COURSE}telepon-petugas-dukcapil/"
CERTIFICATES = "/sertifikat/"
EXAM = "/ujian/sdti/"
FOR_PUPILS = "/katalog/warga-digital-yang-bijak/"


# --- A practice and a quiz, as somebody who does not know everything takes them --------------------


def do_practice(page: Page) -> None:
    """Do the first practice of the lesson, right and done, and look at what it says."""
    page.goto(LESSON)
    practice = page.locator("[data-practice]").first
    for option in practice.locator("[data-correct=true]").all():
        option.click()
    practice.locator("button[type=submit]").click()
    practice.locator("[data-practice-status]:visible").wait_for()


def begin_quiz(page: Page) -> None:
    """Begin the quiz of the course."""
    page.goto(f"/kuis/{SAFE}/")
    page.get_by_role("button", name="Mulai").click()
    page.locator(".quiz__place").wait_for()


def answer_wrongly(page: Page) -> None:
    """Answer until an answer is wrong."""
    while not page.locator(".notice__title", has_text="Belum tepat").count():
        if page.locator("[data-quiz-feedback]").count():
            page.locator(".actions .button--primary").click()
        answer_question(page)


def answer_question(page: Page) -> None:
    """Take the first answer there is, whatever kind of question it is."""
    page.locator(".quiz__question").wait_for()
    if page.locator("label.option").count():
        page.locator("label.option").first.click()
    for choice in page.locator("fieldset.options select").all():
        choice.select_option(index=1)
    page.get_by_role("button", name="Jawab", exact=True).click()
    page.locator("[data-quiz-feedback]").wait_for()


def hand_in_quiz(page: Page) -> None:
    """Answer the rest, and hand in."""
    while page.locator(".quiz__question").count():
        if not page.locator("[data-quiz-feedback]").count():
            answer_question(page)
        page.locator(".actions .button--primary").click()
        page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Kirim jawaban").click()
    page.locator(".result__sentence").wait_for()


# --- Certificates ----------------------------------------------------------------------------------


class Opening:
    """The way from a list to the page of one of its lines."""

    def __init__(self, address: str, title: str) -> None:
        self.address, self.title = address, title

    def __call__(self, page: Page) -> None:
        """Open the list, and the first line with this title."""
        page.goto(self.address)
        page.locator("main a", has_text=self.title).first.click()
        page.wait_for_load_state("networkidle")


class Checking:
    """The way to what everybody sees of one's certificate with this title, or of the version before it."""

    def __init__(self, title: str, *, before: bool = False) -> None:
        self.title, self.before = title, before

    def __call__(self, page: Page) -> None:
        """Follow the address below the certificate, whatever host it names."""
        Opening(CERTIFICATES, self.title)(page)
        address = (
            page.locator("main a[href*='/v/']:not([download])").first.get_attribute("href") or ""
        )
        page.goto(f"/v/{address.rstrip('/').split('/v/')[1]}")
        if self.before:
            page.goto(page.locator("main a", has_text="menggantikan").evaluate("link => link.href"))


# --- The exam --------------------------------------------------------------------------------------


def go_on_with_exam(page: Page) -> None:
    """Go on where the candidate stopped, on a question that is put off."""
    page.goto(EXAM)
    page.locator("main .button--primary").first.click()
    page.locator(".quiz__place").wait_for()


def list_questions(page: Page) -> None:
    """Look at what is left before handing in."""
    page.locator(".quiz__more-ways a").click()
    page.locator("form[data-quiz-submit]").wait_for()


def lose_the_line(page: Page) -> None:
    """Answer a question without a signal."""
    page.go_back()
    page.locator("label.option").first.wait_for()
    page.context.set_offline(True)
    page.locator("label.option").first.click()
    page.wait_for_timeout(1500)


# --- Errors ----------------------------------------------------------------------------------------


class Failing:
    """The way to the page of an error, as the product would answer it."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __call__(self, page: Page) -> None:
        """Let the address answer with the error."""
        html = told("-m", "tests.screens.errors")[self.code]
        page.route(
            f"**/galat/{self.code}/",
            lambda route: route.fulfill(
                status=int(self.code), content_type="text/html; charset=utf-8", body=html
            ),
        )
        page.goto(f"/galat/{self.code}/")


# --- On the wall ----------------------------------------------------------------------


def put_on_the_wall(page: Page) -> None:
    """Show a lesson large, two parts on."""
    page.goto(LESSON)
    page.locator("[data-projector]").click()
    page.locator(".wall__part").wait_for()
    page.keyboard.press("ArrowRight")


LEARNERS = [
    Visit(
        {
            "home": "/",
            "catalogue": "/katalog/",
            "need": "/katalog/?urusan=ktp",
            "search": "/cari/?q=ngantri",
            "search-nothing": "/cari/?q=traktor",
            "course": COURSE,
            "course-pupils": FOR_PUPILS,
            "lesson": LESSON,
            "sign-in": "/masuk/",
            "sign-up": "/daftar/",
            "activation": "/masuk/aktivasi/",
            "class-door": "/masuk/kelas/",
            "verification": "/verifikasi/",
            "verification-offline": "/verifikasi/luring/",
            "verification-unknown": "/v/K7M2PQ9RTX",
            "workshops": "/lokakarya/",
            "places": "/tempat-belajar/",
            "help": "/bantuan/",
            "accessibility": "/aksesibilitas/",
            "privacy": "/privasi/",
        }
    ),
    Visit({"practice": LESSON, "practice-done": do_practice}, part="[data-practice]"),
    Visit(
        {
            "quiz": f"/kuis/{SAFE}/",
            "quiz-question": begin_quiz,
            "quiz-wrong": answer_wrongly,
            "quiz-result": hand_in_quiz,
        },
        is_walk=True,
    ),
    Visit({"wall": put_on_the_wall}, sizes=("desk",), part=".wall__part"),
    Visit({"print": LESSON}, sizes=("paper",), colours=("light",)),
    Visit(
        {
            "error-400": Failing("400"),
            "error-403": Failing("403"),
            "not-found": "/tidak-ada/",
            "error-429": Failing("429"),
            "error-500": Failing("500"),
            "maintenance": Failing("503"),
        }
    ),
    Visit(
        {"my-learning-empty": "/belajar/", "my-data": "/data-saya/", "card-empty": "/kartu/"},
        role="warga",
    ),
    Visit({"home-learner": "/", "my-learning": "/belajar/", "card": "/kartu/"}, role="learner"),
    Visit({"class": "/kelas/saya/"}, role="class-pupil"),
    Visit({"exams": "/ujian/", "exam": EXAM, "certificates-empty": CERTIFICATES}, role="asn"),
    Visit(
        {
            "certificates": CERTIFICATES,
            "certificate-name": Opening(CERTIFICATES, "Keamanan Informasi"),
            "certificate": Opening(CERTIFICATES, "Kantor Digital"),
            "certificate-expired": Opening(CERTIFICATES, "Lembar Sebar"),
            "certificate-revoked": Opening(CERTIFICATES, "Menjadi Fasilitator"),
            "verification-genuine": Checking("Kantor Digital"),
            "verification-expired": Checking("Lembar Sebar"),
            "verification-revoked": Checking("Menjadi Fasilitator"),
            "verification-superseded": Checking("Warga Lewat Kanal", before=True),
        },
        role="holder",
    ),
    Visit(
        {
            "exam-question": go_on_with_exam,
            "exam-list": list_questions,
            "exam-offline": lose_the_line,
        },
        role="candidate",
        is_walk=True,
    ),
    Visit({"exam-result": Opening(EXAM, "2026")}, role="passer"),
]

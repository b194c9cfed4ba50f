// A lesson in an LMS: done when its practices are, or when the learner says so.
import { startPractices } from "./practice.js";
import { startSession } from "./scorm.js";

const PAUSE = 500;

export function startLesson(page, win) {
  const session = startSession(page, win);
  const forms = [...page.querySelectorAll("form[data-practice]")];
  const done = new Set(list(session.kept().done));
  const end = page.querySelector("[data-understood]");
  startPractices(page);
  for (const form of forms) {
    if (done.has(form.dataset.practice)) form.querySelector("[data-practice-status]")?.removeAttribute("hidden");
  }
  page.addEventListener("literasi:practised", (event) => {
    done.add(event.detail.practice);
    session.keep({ done: [...done] });
    if (forms.every((form) => done.has(form.dataset.practice))) finish(page, session, end);
  });
  end?.addEventListener("click", () => finish(page, session, end));
  if (session.status === "completed") showDone(page, end);
  rememberPlace(page, win, session);
}

function finish(page, session, end) {
  session.complete();
  showDone(page, end);
}

function showDone(page, end) {
  const said = page.querySelector("[data-finished]");
  if (said) said.hidden = false;
  if (end) end.hidden = true;
}

// The place is the number of the heading last passed, so that another screen finds it too.
function rememberPlace(page, win, session) {
  const headings = [...page.querySelectorAll("h2")];
  const place = Number.parseInt(session.get("cmi.core.lesson_location"), 10);
  if (headings[place]) headings[place].scrollIntoView();
  let waiting = 0;
  win.addEventListener("scroll", () => {
    win.clearTimeout(waiting);
    waiting = win.setTimeout(() => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < win.innerHeight / 2);
      if (passed.length) session.set("cmi.core.lesson_location", passed.length - 1);
    }, PAUSE);
  });
}

function list(value) {
  return Array.isArray(value) ? value : [];
}

if (typeof document !== "undefined") startLesson(document, window);

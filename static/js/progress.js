// Remembers what a person has done: on the device for a guest, in the account for a learner.
import { csrfToken, cookieValue, queueFact, sendWaiting, waitingFacts } from "./sending.js";
import { hasPractised, isLessonDone, newFact, readStore, withFact, writeStore } from "./store.js";
import { fill, wordsOf } from "./words.js";

export function startProgress(page) {
  const lesson = page.querySelector("[data-lesson]");
  if (lesson) startLesson(page, lesson);
  if (cookieValue(page.cookie, "masuk") !== "1") drawGuestProgress(page, readStore(localStorage));
  startWaiting(page, lesson ?? page.querySelector("[data-facts-url]"));
}

function startLesson(page, lesson) {
  const { course, lesson: key, signedIn, factsUrl, learner = "" } = lesson.dataset;
  const keep = (kind, body) => {
    const fact = newFact(kind, course, key, body);
    if (signedIn === "1") {
      queueFact(localStorage, learner, fact);
      return sendWaiting(localStorage, learner, factsUrl, csrfToken(page));
    }
    writeStore(localStorage, withFact(readStore(localStorage), fact));
    return Promise.resolve(null);
  };

  rememberPlace(lesson);
  if (signedIn !== "1") rememberMarked(page, keep);
  page.addEventListener("literasi:practised", async (event) => {
    const answer = await keep("practice.done", event.detail);
    if (answer?.progress) drawThread(page, course, answer.progress.done, answer.progress.total);
    if (signedIn !== "1") drawGuestProgress(page, readStore(localStorage));
    startWaiting(page, lesson);
  });
  for (const button of page.querySelectorAll("[data-understood]")) {
    if (button.matches("form")) goOnAfterSending(button, () => keep("lesson.read"));
    else button.addEventListener("click", () => keep("lesson.read"));
  }
}

// Answered before this module came: the server has marked the form, and a guest's device remembers it.
function rememberMarked(page, keep) {
  for (const status of page.querySelectorAll("[data-marked]")) {
    const [correct, total] = status.dataset.marked.split("/").map(Number);
    keep("practice.done", { practice: status.closest("form").dataset.practice, correct, total });
  }
}

// The fact is kept before the page is left, so a slow or lost signal never stops the reader.
function goOnAfterSending(form, keep) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    form.querySelector("button")?.setAttribute("aria-busy", "true");
    await Promise.race([keep(), new Promise((resolve) => setTimeout(resolve, 4000))]);
    location.assign(form.elements.next?.value || location.href);
  });
}

function rememberPlace(lesson) {
  const { course, lesson: key, title, signedIn } = lesson.dataset;
  if (signedIn === "1") return;
  const store = readStore(localStorage);
  writeStore(localStorage, { ...store, last: { course, lesson: key, title, url: location.pathname } });
}

function drawGuestProgress(page, store) {
  const rows = [...page.querySelectorAll("[data-lesson-row]")];
  const done = rows.filter((row) => isLessonDone(store, row.dataset.lessonRow, listOf(row.dataset.practices)));
  for (const row of done) drawTick(page, row);
  if (rows.length) drawThread(page, rows[0].dataset.course, done.length, rows.length);

  const lesson = page.querySelector("[data-lesson]");
  if (lesson) {
    for (const form of page.querySelectorAll("[data-practice]")) {
      if (hasPractised(store, lesson.dataset.lesson, form.dataset.practice)) drawPractised(page, form);
    }
  }
  drawContinue(page, store);
  drawPassed(page, store);
}

function drawTick(page, row) {
  row.classList.add("lesson-row--done");
  const status = row.querySelector(".lesson-row__status");
  if (status) status.textContent = wordsOf(page).done;
}

function drawThread(page, course, done, total) {
  for (const box of page.querySelectorAll("[data-thread]")) {
    if (box.dataset.thread !== course) continue;
    const thread = box.querySelector("progress");
    thread.max = total;
    thread.value = done;
    box.querySelector("p").textContent = fill(wordsOf(page).lessonsDone, { done, total });
    box.hidden = false;
  }
}

function drawPractised(page, form) {
  const place = form.querySelector("[data-practice-status]");
  if (place) place.hidden = false;
}

function drawContinue(page, store) {
  const card = page.querySelector("section[data-continue]");
  if (!card || !store.last?.title) return;
  const link = card.querySelector("a");
  link.href = store.last.url;
  link.textContent = store.last.title;
  card.hidden = false;
}

// The result page of a guest's quiz names the lesson it passes; only this device remembers it.
function drawPassed(page, store) {
  const passed = page.querySelector("[data-quiz-passed]")?.dataset.quizPassed;
  if (passed && !store.passed.includes(passed)) {
    writeStore(localStorage, { ...store, passed: [...store.passed, passed] });
  }
}

function startWaiting(page, place) {
  const box = page.querySelector("[data-waiting]");
  if (!place || place.dataset.signedIn === "0") return;
  const { learner = "", factsUrl } = place.dataset;
  const count = waitingFacts(localStorage, learner).length;
  if (box) drawWaiting(page, box, count);
  if (!count || !factsUrl) return;
  const send = async () => {
    await sendWaiting(localStorage, learner, factsUrl, csrfToken(page));
    if (box) drawWaiting(page, box, waitingFacts(localStorage, learner).length);
  };
  addEventListener("online", send, { once: true });
  box?.querySelector("button")?.addEventListener("click", send);
  send();
}

function drawWaiting(page, box, count) {
  const sentence = count ? fill(wordsOf(page).stillWaiting, { count }) : wordsOf(page).sent;
  if (box.hidden && !count) return;
  box.hidden = false;
  box.querySelector("[data-waiting-words]").textContent = sentence;
  box.querySelector("button")?.toggleAttribute("hidden", !count);
}

function listOf(words) {
  return (words ?? "").split(" ").filter(Boolean);
}

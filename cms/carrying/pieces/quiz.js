// A practice quiz in an LMS: answer, check, see what is right, try again; the score goes to the LMS.
import { isNumber, isOneOf, shareOfChoices, shareOfParts } from "./marking.js";
import { MOST_SIGNS, startSession } from "./scorm.js";
import { fill } from "./words.js";

const MARKERS = { choices: markChoices, parts: markParts };
const WHAT = { choices: "choice", parts: "fill-in" };

export function startQuiz(page, win) {
  const session = startSession(page, win);
  const form = page.querySelector("form[data-quiz]");
  const questions = [...form.querySelectorAll("[data-question]")];
  putBack(questions, session.kept().answers);
  form.addEventListener("change", () => keep(session, questions));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(page, form, questions, session);
  });
  form.addEventListener("reset", () => {
    for (const question of questions) say(question, null, form);
    page.querySelector("[data-result]").hidden = true;
    session.keep({});
    questions[0]?.scrollIntoView();
  });
}

function check(page, form, questions, session) {
  const shares = questions.map((question, place) => {
    const whole = MARKERS[question.dataset.kind](question);
    const share = question.dataset.partial === "share" ? whole : Math.floor(whole);
    say(question, share, form);
    report(session, place, question, share);
    return share;
  });
  const total = questions.length;
  const correct = shares.reduce((sum, share) => sum + share, 0);
  const percent = Math.round((100 * correct) / total);
  const isPassed = percent >= Number(form.dataset.mastery);
  keep(session, questions);
  session.score(percent, isPassed);
  const result = page.querySelector("[data-result]");
  const found = Math.round(correct * 10) / 10;
  result.textContent = fill(isPassed ? form.dataset.passed : form.dataset.failed, { correct: found, total });
  result.hidden = false;
  result.focus();
}

function markChoices(question) {
  const inputs = [...question.querySelectorAll("input")];
  const right = inputs.filter((input) => "right" in input.dataset);
  return shareOfChoices(right, inputs.filter((input) => input.checked));
}

function markParts(question) {
  return shareOfParts(fieldsOf(question).map((field) => {
    const key = JSON.parse(field.dataset.key);
    return key.numbers ? isNumber(field.value, key.numbers) : isOneOf(field.value, key);
  }));
}

function say(question, share, form) {
  const box = question.querySelector("[data-said]");
  box.hidden = share === null;
  question.classList.toggle("is-right", share === 1);
  question.classList.toggle("is-wrong", share !== null && share < 1);
  for (const said of question.querySelectorAll("[data-feedback]")) {
    const option = said.closest("label");
    said.hidden = share === null || Boolean(option && !option.querySelector("input").checked);
  }
  if (share === null) return;
  const word = share === 1 ? `✓ ${form.dataset.right}` : `✗ ${share > 0 ? form.dataset.partly : form.dataset.wrong}`;
  box.querySelector("[data-verdict]").textContent = word;
}

function report(session, place, question, share) {
  session.set(`cmi.interactions.${place}.id`, question.dataset.question);
  session.set(`cmi.interactions.${place}.type`, WHAT[question.dataset.kind]);
  session.set(`cmi.interactions.${place}.result`, share === 1 ? "correct" : "wrong");
}

// A list for each question: the ticked places, or what the fields hold.
function keep(session, questions) {
  const answers = questions.map((question) =>
    question.dataset.kind === "choices"
      ? [...question.querySelectorAll("input")].flatMap((input, place) => (input.checked ? [place] : []))
      : fieldsOf(question).map((field) => field.value),
  );
  if (JSON.stringify({ answers }).length <= MOST_SIGNS) session.keep({ answers });
}

function putBack(questions, answers) {
  if (!Array.isArray(answers)) return;
  questions.forEach((question, number) => {
    const given = Array.isArray(answers[number]) ? answers[number] : [];
    if (question.dataset.kind === "choices") {
      [...question.querySelectorAll("input")].forEach((input, place) => {
        input.checked = given.includes(place);
      });
    } else {
      fieldsOf(question).forEach((field, place) => {
        field.value = given[place] ?? "";
      });
    }
  });
}

function fieldsOf(question) {
  return [...question.querySelectorAll("[data-key]")];
}

if (typeof document !== "undefined") startQuiz(document, window);

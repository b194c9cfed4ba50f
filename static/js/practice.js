// Practices answer at once on the page; without this module the same form goes to the server.
import { fill, wordsOf } from "./words.js";

// Ticks: enough of the right ones, and none that is not.
export function markSpots(options, enough) {
  const right = options.filter((option) => option.correct);
  const found = right.filter((option) => option.chosen).length;
  const wrong = options.filter((option) => option.chosen && !option.correct).length;
  const needed = Number(enough) || right.length;
  return { correct: found, total: right.length, wrong, needed, isDone: found >= needed && wrong === 0 };
}

// Places are 0, 1, 2 … in the right order.
export function markOrder(places) {
  const correct = places.filter((place, index) => place === index).length;
  return { correct, total: places.length, isDone: correct === places.length };
}

export function moved(list, from, step) {
  const to = from + step;
  if (to < 0 || to >= list.length) return list;
  const after = [...list];
  [after[from], after[to]] = [after[to], after[from]];
  return after;
}

// One of "", "missing", "avoid", "other": what to say about one field of a mock form.
export function markField({ value, required, expected, avoid }) {
  const written = value.trim();
  if (!written) return required ? "missing" : "";
  if (avoid.some((pattern) => contains(written, pattern))) return "avoid";
  return expected && written.toLowerCase() !== expected.trim().toLowerCase() ? "other" : "";
}

function contains(text, pattern) {
  try {
    return new RegExp(pattern, "i").test(text);
  } catch (notAPattern) {
    return text.toLowerCase().includes(pattern.toLowerCase());
  }
}

const MARKERS = { spot: checkSpots, order: checkOrder, form: checkForm };

export function startPractices(page) {
  for (const form of page.querySelectorAll("form[data-practice]")) {
    const check = MARKERS[form.dataset.practiceKind];
    if (!check) continue;
    if (form.dataset.practiceKind === "order") startMoving(page, form);
    form.noValidate = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(page, form, check(page, form));
    });
  }
}

function answer(page, form, { isDone, correct, total, sentence }) {
  const result = form.querySelector(".practice__result");
  const feedback = isDone ? form.dataset.feedback : "";
  const box = made(page, "div", `notice notice--${isDone ? "success" : "warning"}`);
  const body = made(page, "div", "notice__body");
  for (const text of [sentence, isDone ? form.dataset.result : "", feedback]) {
    if (text) body.append(made(page, "p", "", text));
  }
  box.append(body);
  result.replaceChildren(box);
  if (!isDone) return;
  form.querySelector("[data-practice-status]")?.removeAttribute("hidden");
  const detail = { practice: form.dataset.practice, correct, total };
  form.dispatchEvent(new CustomEvent("literasi:practised", { bubbles: true, detail }));
}

function checkSpots(page, form) {
  const words = wordsOf(page);
  const cards = [...form.querySelectorAll("[data-correct]")];
  const options = cards.map((card) => ({
    card,
    correct: card.dataset.correct === "true",
    chosen: inputOf(card).checked,
  }));
  const mark = markSpots(options, form.dataset.enough);
  for (const { card, correct, chosen } of options) {
    const word = chosen ? (correct ? words.right : words.wrong) : correct && mark.isDone ? words.missed : "";
    showMark(page, card.closest(".option") ?? card, word, correct, card.dataset.feedback);
  }
  const found = fill(words.found, mark);
  const hint = mark.wrong ? words.notSuspicious : fill(words.tooFew, { enough: mark.needed });
  return { ...mark, sentence: mark.isDone ? found : `${found} ${hint}` };
}

function checkOrder(page, form) {
  const words = wordsOf(page);
  const items = [...form.querySelectorAll("li[data-place]")];
  const mark = markOrder(items.map((item) => Number(item.dataset.place)));
  items.forEach((item, index) => {
    const isRight = Number(item.dataset.place) === index;
    showMark(page, item, isRight ? words.right : words.wrong, isRight, "");
  });
  return { ...mark, sentence: mark.isDone ? words.orderRight : fill(words.orderWrong, mark) };
}

function checkForm(page, form) {
  const words = wordsOf(page);
  const fields = [...form.querySelectorAll("[data-field]")];
  const wrong = fields.filter((field) => {
    const verdict = markField({
      value: field.value,
      required: field.required,
      expected: field.dataset.expected ?? "",
      avoid: (field.dataset.avoid ?? "").split("\n").filter(Boolean),
    });
    const said = { missing: words.fillIn, avoid: field.dataset.feedback || words.avoid };
    said.other = field.dataset.feedback || words.wrong;
    showFieldError(page, field, said[verdict] ?? "");
    return verdict !== "";
  });
  wrong[0]?.focus();
  const mark = { correct: fields.length - wrong.length, total: fields.length, isDone: wrong.length === 0 };
  return { ...mark, sentence: mark.isDone ? "" : words.lookAgain };
}

function startMoving(page, form) {
  const live = made(page, "p", "visually-hidden");
  live.setAttribute("role", "status");
  form.append(live);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=move]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("li");
    const items = [...item.parentElement.children];
    const after = moved(items, items.indexOf(item), button.value.endsWith(":up") ? -1 : 1);
    item.parentElement.append(...after);
    renumber(after);
    for (const each of after) showMark(page, each, "", true, "");
    const focus = button.disabled ? item.querySelector("button:not([disabled])") : button;
    focus?.focus();
    live.textContent = fill(wordsOf(page).moved, { place: after.indexOf(item) + 1, total: after.length });
  });
  renumber([...form.querySelectorAll("li[data-place]")]);
}

function renumber(items) {
  items.forEach((item, index) => {
    for (const button of item.querySelectorAll("button[name=move]")) {
      const direction = button.value.split(":")[1];
      button.value = `${index}:${direction}`;
      button.disabled = direction === "up" ? index === 0 : index === items.length - 1;
    }
  });
}

function showMark(page, card, word, isRight, feedback) {
  card.classList.toggle("option--right", Boolean(word) && isRight);
  card.classList.toggle("option--wrong", Boolean(word) && !isRight);
  card.querySelector(".option__mark")?.remove();
  if (!word) return;
  const mark = made(page, "span", "option__mark", `${isRight ? "✓" : "✗"} ${word}`);
  if (feedback) mark.append(made(page, "span", "option__feedback", feedback));
  (card.querySelector(".option__text") ?? card).append(mark);
}

function showFieldError(page, field, sentence) {
  const box = field.closest(".field");
  box.classList.toggle("field--error", Boolean(sentence));
  box.querySelector(".field__error")?.remove();
  field.removeAttribute("aria-invalid");
  field.removeAttribute("aria-describedby");
  if (!sentence) return;
  const error = made(page, "p", "field__error", sentence);
  error.id = `${field.id}-salah`;
  field.before(error);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", error.id);
}

function inputOf(card) {
  return card.matches("input") ? card : card.querySelector("input");
}

function made(page, name, classes, text = "") {
  const element = page.createElement(name);
  if (classes) element.className = classes;
  if (text) element.textContent = text;
  return element;
}

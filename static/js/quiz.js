// A quiz goes on without a line: each answer is kept on the device until the server has it, and the
// whole paper is here after the first question. Without this module the same forms go to the server.

import { startCounting } from "./answers/counting.js";
import { show, startPointing } from "./answers/pointing.js";
import { fillTyped, isEmpty, readAnswer } from "./answers/reading.js";

const KEPT = "literasi.quiz.v1.";
const PATIENCE = 8000;
const RETRY = 15000;

// --- Pure parts ----------------------------------------------------------------------------------

// An answer counts by the server's clock; never earlier than the one before it.
export function nextSequence(now, skew, last) {
  return Math.max(Math.round(now + skew), Number(last || 0) + 1);
}

export function withWaiting(waiting, answer) {
  return [...waiting.filter((other) => other.address !== answer.address), answer];
}

// Only what was sent is settled: a newer answer to the same question may have come meanwhile.
export function withoutSettled(waiting, sent) {
  return waiting.filter((other) => other.address !== sent.address || other.sequence > sent.sequence);
}

export function stepMoved(list, from, step) {
  const to = from + step;
  if (to < 0 || to >= list.length) return list;
  const after = [...list];
  [after[from], after[to]] = [after[to], after[from]];
  return after;
}

// saved: the server has it. refused: it never will. waiting: ask again later.
export function fateOf(status) {
  if (status === 200) return "saved";
  return [400, 409, 413, 422].includes(status) ? "refused" : "waiting";
}

export function filled(sentence, values) {
  return String(sentence ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// --- The device's memory -------------------------------------------------------------------------

function kept(storage, key, otherwise) {
  try {
    return JSON.parse(storage.getItem(key)) ?? otherwise;
  } catch (unreadable) {
    return otherwise;
  }
}

function keep(storage, key, value) {
  try {
    if (value.length === 0) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(value));
    return true;
  } catch (fullOrForbidden) {
    return false;
  }
}

// --- The page ------------------------------------------------------------------------------------

export function startQuiz(page) {
  const root = page.querySelector("[data-quiz]");
  if (!root) return;
  startPointing(page);
  startCounting(page);
  new Quiz(page, root).start();
}

class Quiz {
  constructor(page, root) {
    this.page = page;
    this.root = root;
    this.words = root.dataset;
    this.key = KEPT + this.words.quiz;
    this.skew = Number(this.words.now) - Date.now();
    this.isOffline = false;
    this.sending = null;
  }

  get place() {
    return this.root.querySelector("[data-quiz-sheet]");
  }

  get form() {
    return this.root.querySelector("[data-quiz-form]");
  }

  get waiting() {
    return kept(localStorage, this.key, []);
  }

  start() {
    this.prepare();
    this.root.querySelector("[data-quiz-submit]")?.addEventListener("submit", (event) => this.handIn(event));
    this.root.addEventListener("click", (event) => this.follow(event));
    addEventListener("online", () => {
      this.isOffline = false;
      this.send();
    });
    addEventListener("popstate", () => this.show(location.pathname) || location.reload());
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    setInterval(() => this.waiting.length && this.send(), RETRY);
    if (this.words.deadline) setInterval(() => this.showTime(), 10000);
    this.send();
    this.loadPaper();
  }

  // A sheet has come, with the page or from the device: what was answered here stands in it.
  prepare() {
    const form = this.form;
    if (!form) return;
    const waits = this.waiting.find((answer) => answer.address === addressOf(form));
    const own = waits ?? this.given()[addressOf(form)];
    if (own && form.dataset.quizFinal !== "1") fill(form, own.response);
    if (waits && form.dataset.quizExplained === "1") lock(form, this.words.next);
    form.addEventListener("submit", (event) => this.answer(event, form));
    form.addEventListener("change", () => form.dataset.quizExplained === "1" || this.save(form));
    for (const button of form.querySelectorAll("[name=move]")) {
      button.addEventListener("click", (event) => this.move(event, form, button));
    }
  }

  // Seen beside the button, and read out from a place that stays when the question changes.
  say(sentence) {
    const place = this.root.querySelector("[data-quiz-saved]");
    if (place) place.textContent = sentence ?? "";
    this.announce(sentence);
  }

  announce(sentence) {
    const place = this.root.querySelector("[data-quiz-news]");
    if (place) place.textContent = sentence ?? "";
  }

  // --- Answering -----------------------------------------------------------------------------------

  async answer(event, form) {
    event.preventDefault();
    if (isEmpty(readAnswer(form))) return this.say(this.words.choose);
    if (form.dataset.quizExplained === "1") return this.answerForGood(form);
    const hasArrived = await this.save(form);
    if (hasArrived) location.assign(form.dataset.quizNext);
    else if (this.isOffline) this.show(form.dataset.quizNext);
  }

  async answerForGood(form) {
    this.say(this.words.saving);
    const reply = await ask(form.action, { method: "POST", body: new FormData(form) });
    if (reply?.ok || reply?.status === 422) return this.swap(form, await reply.text(), reply.url);
    this.isOffline = true;
    if (!this.hold(form)) return;
    lock(form, this.words.next);
    this.say(`${this.words.onDevice} ${this.words.waits}`);
  }

  async save(form) {
    if (!this.hold(form)) return false;
    this.say(this.words.saving);
    return this.send();
  }

  // Written down before anything is said.
  hold(form) {
    const address = addressOf(form);
    const last = this.waiting.find((answer) => answer.address === address)?.sequence ?? form.dataset.quizSequence;
    const answer = { address, response: readAnswer(form), sequence: nextSequence(Date.now(), this.skew, last) };
    form.dataset.quizSequence = answer.sequence;
    keep(sessionStorage, `${this.key}.given`, { ...this.given(), [address]: answer });
    const isKept = keep(localStorage, this.key, withWaiting(this.waiting, answer));
    if (!isKept) this.say(this.words.full);
    return isKept;
  }

  given() {
    return kept(sessionStorage, `${this.key}.given`, {});
  }

  move(event, form, button) {
    event.preventDefault();
    const [from, direction] = button.value.split(":");
    const list = form.querySelector("[data-quiz-order]");
    const steps = stepMoved([...list.children], Number(from), direction === "up" ? -1 : 1);
    list.append(...steps);
    number(steps);
    const step = button.closest("li");
    const target = button.disabled ? step.querySelector("[name=move]:not([disabled])") : button;
    target?.focus();
    const news = filled(this.words.moved, { place: steps.indexOf(step) + 1, total: steps.length });
    if (form.dataset.quizExplained === "1") return this.announce(news);
    this.save(form).then((hasArrived) => hasArrived && this.announce(`${news} ${this.words.saved}`));
  }

  // --- Sending -------------------------------------------------------------------------------------

  // True when the server has everything. One at a time: a second call waits for the first and looks again.
  async send() {
    while (this.sending) await this.sending;
    this.sending = this.sendAll();
    try {
      return await this.sending;
    } finally {
      this.sending = null;
    }
  }

  async sendAll() {
    let news = "";
    for (const answer of [...this.waiting].sort((one, other) => one.sequence - other.sequence)) {
      const reply = await ask(answer.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token() },
        body: JSON.stringify({ response: answer.response, sequence: answer.sequence }),
        keepalive: true,
      });
      const said = reply ? await reply.json().catch(() => ({})) : {};
      const fate = reply ? fateOf(reply.status) : "waiting";
      this.isOffline = !reply || reply.status >= 500;
      if (fate === "waiting") {
        this.say(said.message ?? this.words.onDevice);
        return false;
      }
      keep(localStorage, this.key, withoutSettled(this.waiting, answer));
      if (fate === "refused") news = said.message;
      else if (said.status === "kept") news = this.words.kept;
      else news ||= this.words.saved;
      if (said.code === "closed" || said.code === "overdue") return location.reload();
    }
    if (news) this.say(news);
    if (news && this.form?.dataset.quizFinal === "waiting") location.reload();
    return true;
  }

  token() {
    return this.page.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  }

  async handIn(event) {
    if (!this.waiting.length) return;
    event.preventDefault();
    const form = event.target;
    if (await this.send()) form.submit();
    else this.say(this.words.unsent);
  }

  // --- Without a line --------------------------------------------------------------------------------

  async loadPaper() {
    if (!this.words.sheets || this.paper()) return;
    const reply = await ask(this.words.sheets, {});
    const { sheets = [] } = reply?.ok ? await reply.json().catch(() => ({})) : {};
    if (sheets.length) keep(sessionStorage, `${this.key}.sheets`, sheets);
  }

  paper() {
    return kept(sessionStorage, `${this.key}.sheets`, null);
  }

  async follow(event) {
    const link = event.target.closest("a[href]");
    if (!link || (navigator.onLine && !this.isOffline)) return;
    event.preventDefault();
    if (navigator.onLine && (await this.send())) return location.assign(link.href);
    if (!this.show(new URL(link.href).pathname)) this.say(this.words.offline);
  }

  // Show a question from the device; false when it is not there.
  show(address) {
    const found = (this.paper() ?? []).find((sheet) => sheet.includes(`action="${address}"`));
    if (!found || !this.place) return false;
    if (location.pathname !== address) history.pushState(null, "", address);
    this.place.innerHTML = found;
    this.prepare();
    this.say(this.words.offline);
    focusOn(this.place.querySelector("h1"));
    return true;
  }

  // The server's next page, without losing the place where news is read out.
  swap(form, text, address) {
    const next = new DOMParser().parseFromString(text, "text/html");
    const sheet = next.querySelector("[data-quiz-sheet]");
    if (!sheet) {
      // The door, or the result of an attempt that is over: the answer waits here meanwhile.
      this.hold(form);
      return location.assign(address);
    }
    history.replaceState(null, "", address);
    this.place.replaceChildren(...sheet.childNodes);
    this.prepare();
    const feedback = this.place.querySelector("[data-quiz-feedback]");
    this.announce(textOf(feedback));
    feedback?.scrollIntoView({ block: "nearest" });
    focusOn(this.place.querySelector(".actions .button--primary"));
  }

  showTime() {
    const left = Math.ceil((Number(this.words.deadline) - Date.now() - this.skew) / 60000);
    const place = this.root.querySelector("[data-quiz-time]");
    if (place) place.textContent = filled(this.words.left, { minutes: Math.max(left, 0) });
    if (Number(this.words.deadline) < Date.now() + this.skew) location.reload();
  }
}

// --- Forms ---------------------------------------------------------------------------------------

function addressOf(form) {
  return new URL(form.action).pathname;
}

function fill(form, response) {
  fillTyped(form, response);
  const point = form.querySelector("[data-point=set]");
  if (point) show(point);
  for (const input of form.querySelectorAll("[name=choice], [name=choices]")) {
    input.checked = (response.choices ?? [response.choice]).includes(input.value);
  }
  if (!response.order) return;
  const list = form.querySelector("[data-quiz-order]");
  const steps = [...list.children];
  const placeOf = (step) => response.order.indexOf(step.querySelector("[name=order]").value);
  steps.sort((one, other) => placeOf(one) - placeOf(other));
  list.append(...steps);
  number(steps);
}

function number(steps) {
  steps.forEach((step, place) => {
    for (const button of step.querySelectorAll("[name=move]")) {
      const direction = button.value.split(":")[1];
      button.value = `${place}:${direction}`;
      button.disabled = direction === "up" ? place === 0 : place === steps.length - 1;
    }
  });
}

// The first answer counts where it is explained at once; the explanation comes with the signal.
function lock(form, goOn) {
  form.dataset.quizFinal = "waiting";
  for (const part of form.querySelectorAll("input:not([type=hidden]), button, select, textarea")) part.disabled = true;
  form.querySelector("[type=submit]:not([name])")?.remove();
  const link = form.querySelector("[data-quiz-skip]");
  link.className = "button button--primary";
  link.textContent = goOn;
  link.parentElement.prepend(link);
}

// Blocks are read as sentences of their own.
function textOf(element) {
  const blocks = [...(element?.querySelectorAll("p, li") ?? [])];
  return blocks.map((block) => block.textContent.trim().replace(/[^.!?:]$/, "$&.")).join(" ");
}

function focusOn(element) {
  if (!element) return;
  if (!element.matches("a, button, input")) element.tabIndex = -1;
  element.focus();
}

async function ask(address, options) {
  try {
    return await fetch(address, { credentials: "same-origin", signal: AbortSignal.timeout?.(PATIENCE), ...options });
  } catch (noSignal) {
    return null;
  }
}

if (typeof document !== "undefined") startQuiz(document);

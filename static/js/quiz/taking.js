// A quiz goes on without a line: each answer is kept on the device until the server has it, and the
// whole paper is here after the first question. Without this module the same forms go to the server.

import { isEmpty, readAnswer } from "../answers/reading.js";
import { ask } from "./asking.js";
import { Clock } from "./clock.js";
import { Outbox } from "./outbox.js";
import { Paper } from "./paper.js";
import { filled, leftOf, stepMoved } from "./sequence.js";
import { addressOf, disable, fill, focusOn, isTouched, lock, number, textOf } from "./sheet.js";

const RETRY = 15000;

export class Taking {
  constructor(page, root) {
    this.page = page;
    this.root = root;
    this.words = root.dataset;
    this.clock = new Clock(root, {
      say: (sentence) => this.say(sentence),
      announce: (sentence) => this.announce(sentence),
      isOver: () => this.timeIsOver(),
      changed: (state) => this.roomChanged(state),
    });
    this.outbox = new Outbox(this.words, {
      token: () => this.page.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "",
      skew: () => this.clock.skew,
      say: (sentence) => this.say(sentence),
      settled: (said) => this.clock.set(said.deadline),
      closed: () => location.reload(),
    });
    this.paper = new Paper(this.outbox.key, this.words.sheets);
  }

  get place() {
    return this.root.querySelector("[data-quiz-sheet]");
  }

  get form() {
    return this.root.querySelector("[data-quiz-form]");
  }

  start() {
    // On a slow phone somebody may have chosen before this module came: that is the newest answer.
    if (this.form?.dataset.quizExplained === "0" && isTouched(this.form)) this.hold(this.form);
    this.prepare();
    this.root.querySelector("[data-quiz-submit]")?.addEventListener("submit", (event) => this.handIn(event));
    this.root.addEventListener("click", (event) => this.follow(event));
    addEventListener("online", () => {
      this.outbox.isOffline = false;
      this.tryAgain();
    });
    addEventListener("popstate", () => this.show(location.pathname) || location.reload());
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    setInterval(() => this.tryAgain(), RETRY);
    this.clock.start();
    if ("quizOver" in this.words) return this.handInWhatIsHere();
    this.send();
    this.paper.load();
  }

  // A sheet has come, with the page or from the device: what was answered here stands in it.
  prepare() {
    const form = this.form;
    if (!form) return;
    const waits = this.outbox.waiting.find((answer) => answer.address === addressOf(form));
    const own = waits ?? this.outbox.given()[addressOf(form)];
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

  // One tap at a time: while an answer is on its way, a second one would only be sent for nothing.
  async answer(event, form) {
    event.preventDefault();
    if (this.isAnswering) return;
    this.isAnswering = true;
    try {
      await this.take(event, form);
    } finally {
      this.isAnswering = false;
    }
  }

  async take(event, form) {
    const later = event.submitter?.closest("[data-quiz-later]");
    if (later) return this.putOff(later, form);
    if (isEmpty(readAnswer(form))) return this.say(this.words.choose);
    if (form.dataset.quizExplained === "1") return this.answerForGood(form);
    const hasArrived = await this.save(form);
    if (hasArrived) location.assign(form.dataset.quizNext);
    else if (this.outbox.isOffline) this.goOn(form.dataset.quizNext);
  }

  async answerForGood(form) {
    this.say(this.words.saving);
    const reply = await ask(form.action, { method: "POST", body: new FormData(form) });
    if (reply?.ok || reply?.status === 422) return this.swap(form, await reply.text(), reply.url);
    this.outbox.isOffline = true;
    if (!this.hold(form)) return;
    lock(form, this.words.next);
    this.say(`${this.words.onDevice} ${this.words.waits}`);
  }

  async save(form) {
    if (!this.hold(form)) return false;
    this.say(this.words.saving);
    return this.send();
  }

  hold(form) {
    const answer = this.outbox.hold(addressOf(form), readAnswer(form), form.dataset.quizSequence);
    if (answer) form.dataset.quizSequence = answer.sequence;
    return answer;
  }

  async send() {
    const hadNews = this.outbox.waiting.length > 0;
    const hasArrived = await this.outbox.send();
    if (hasArrived && hadNews && this.form?.dataset.quizFinal === "waiting") location.reload();
    return hasArrived;
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

  // The mark is for the taker alone: without a line it is asked for again by hand.
  async putOff(button, form) {
    const body = new FormData(form, button);
    const reply = await ask(button.formAction, { method: "POST", body });
    if (!reply?.ok) return this.say(this.words.offline);
    const isMarked = button.value === "1";
    button.value = isMarked ? "0" : "1";
    button.setAttribute("aria-pressed", String(isMarked));
    button.querySelector("span").textContent = isMarked ? this.words.laterOn : this.words.laterOff;
    this.say(isMarked ? this.words.putOff : this.words.takenUp);
  }

  // --- The end ---------------------------------------------------------------------------------------

  async handIn(event) {
    if (!this.outbox.waiting.length) return;
    event.preventDefault();
    if (await this.outbox.send()) event.target.submit();
    else this.say(this.words.unsent);
  }

  tryAgain() {
    if ("quizOver" in this.words) return this.handInWhatIsHere();
    if (this.outbox.waiting.length) this.send();
  }

  // The time is over: what is on this device goes first, then the attempt is handed in.
  async handInWhatIsHere() {
    const form = this.root.querySelector("[data-quiz-submit]");
    if (!form || this.isHandingIn) return;
    if (!(await this.outbox.send())) return this.say(this.words.unsent);
    this.isHandingIn = true;
    form.submit();
  }

  // Only a server that answers is asked for the page: without a line it would be gone.
  async timeIsOver() {
    if (this.form) disable(this.form);
    const hasArrived = await this.outbox.send();
    if (!hasArrived) return this.say(this.words.onDevice);
    const reply = await ask(this.words.sheets, {});
    if (reply) location.reload();
  }

  roomChanged(state) {
    const isStopped = "stopped" in this.words;
    if (state === "handed_in" || (state === "stopped") !== isStopped) {
      this.outbox.send().then((hasArrived) => hasArrived && location.reload());
    }
  }

  // --- Without a line --------------------------------------------------------------------------------

  async follow(event) {
    const link = event.target.closest("a[href]");
    if (!link || (navigator.onLine && !this.outbox.isOffline)) return;
    event.preventDefault();
    if (navigator.onLine && (await this.send())) return location.assign(link.href);
    this.goOn(new URL(link.href).pathname);
  }

  goOn(address) {
    if (this.show(address)) return;
    const left = leftOf(this.paper.outline(), Object.keys(this.outbox.given()));
    this.say(left.length ? filled(this.words.offlineLeft, { list: left.join(", ") }) : this.words.offlineDone);
  }

  // Show a question from the device; false when it is not there.
  show(address) {
    const found = this.paper.find(address);
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
}

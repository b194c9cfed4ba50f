// Answers on their way: each is written down on the device before anything is said, and stays there
// until the server has it.

import { ask } from "./asking.js";
import { keep, kept } from "./memory.js";
import { fateOf, nextSequence, withWaiting, withoutSettled } from "./sequence.js";

const KEPT = "literasi.quiz.v1.";

export class Outbox {
  // told: { token(), skew(), say(sentence), settled(reply), closed() }; words: the page's sentences.
  constructor(words, told) {
    this.words = words;
    this.told = told;
    this.key = KEPT + words.quiz;
    this.isOffline = false;
    this.sending = null;
  }

  get waiting() {
    return kept(localStorage, this.key, []);
  }

  // What was answered in this tab, also if the server has it already.
  given() {
    return kept(sessionStorage, `${this.key}.given`, {});
  }

  hold(address, response, before) {
    const last = this.waiting.find((answer) => answer.address === address)?.sequence ?? before;
    const answer = { address, response, sequence: nextSequence(Date.now(), this.told.skew(), last) };
    keep(sessionStorage, `${this.key}.given`, { ...this.given(), [address]: answer });
    const isKept = keep(localStorage, this.key, withWaiting(this.waiting, answer));
    if (!isKept) this.told.say(this.words.full);
    return isKept ? answer : null;
  }

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
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.told.token() },
        body: JSON.stringify({ response: answer.response, sequence: answer.sequence }),
        keepalive: true,
      });
      const said = reply ? await reply.json().catch(() => ({})) : {};
      const fate = reply ? fateOf(reply.status) : "waiting";
      this.isOffline = !reply || reply.status >= 500;
      if (fate === "waiting") {
        this.told.say(said.message ?? this.words.onDevice);
        return false;
      }
      keep(localStorage, this.key, withoutSettled(this.waiting, answer));
      if (fate === "refused") news = said.message;
      else if (said.status === "kept") news = this.words.kept;
      else news ||= this.words.saved;
      if (said.code === "closed" || said.code === "overdue") return this.told.closed();
      this.told.settled(said);
    }
    if (news) this.told.say(news);
    return true;
  }
}

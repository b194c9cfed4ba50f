import assert from "node:assert/strict";
import { test } from "node:test";
import { indonesianVoice, utterancesOf } from "../../static/js/listen.js";
import { printSize } from "../../static/js/print.js";
import { textToShare } from "../../static/js/share.js";
import { sizeAfter } from "../../static/js/textsize.js";
import { fill } from "../../static/js/words.js";

test("the device's own Indonesian voice comes first", () => {
  const away = { lang: "id-ID", localService: false };
  const here = { lang: "id_ID", localService: true };
  assert.equal(indonesianVoice([{ lang: "en-US", localService: true }, away, here]), here);
  assert.equal(indonesianVoice([away]), away);
});

test("no other language reads Indonesian", () => {
  assert.equal(indonesianVoice([{ lang: "en-ID" }, { lang: "ms-MY" }, { lang: "idx" }]), null);
  assert.equal(indonesianVoice([]), null);
});

test("text is spoken in whole sentences, none too long for Chrome", () => {
  assert.deepEqual(utterancesOf("Tutup teleponnya.  Blokir nomor itu! Ceritakan.", 30), ["Tutup teleponnya.", "Blokir nomor itu! Ceritakan."]);
  assert.deepEqual(utterancesOf("Gratis"), ["Gratis"]);
  assert.deepEqual(utterancesOf("  "), []);
});

test("the size goes round", () => {
  assert.deepEqual(["", "large", "largest", undefined, "odd"].map(sizeAfter), ["large", "largest", "", "large", ""]);
});

test("what is shared is a title, a sentence and a link", () => {
  assert.equal(textToShare({ title: "Telepon", sentence: "", url: "http://a/b/" }), "Telepon\nhttp://a/b/");
});

test("a sentence is filled in and an unknown name stays", () => {
  assert.equal(fill("{done} dari {total}, {odd}", { done: 0, total: 7 }), "0 dari 7, {odd}");
});

test("a longer lesson is printed smaller, so that it stays on one sheet", () => {
  assert.deepEqual([1000, 1550, 1551, 2300, 2301].map(printSize), ["", "", "long", "long", "longest"]);
});

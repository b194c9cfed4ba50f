import assert from "node:assert/strict";
import test from "node:test";
import { startBusy } from "../../static/js/busy.js";

// As much of a page as the module sees: a form with one button, and the words of scripts.
function aPage({ method = "post" } = {}) {
  const page = new EventTarget();
  const button = {
    said: [],
    attributes: {},
    after(words) { this.said.push(words); },
    setAttribute(name, value) { this.attributes[name] = value; },
    removeAttribute(name) { delete this.attributes[name]; },
  };
  const form = { getAttribute: () => method };
  const made = () => ({ setAttribute() {}, textContent: "", remove() { button.said.splice(button.said.indexOf(this), 1); } });
  Object.assign(page, { createElement: made, querySelector: () => ({ dataset: { sending: "Being sent." } }) });
  const submit = (kept = false) => {
    const event = new Event("submit", { cancelable: true });
    Object.defineProperties(event, { target: { value: form }, submitter: { value: button } });
    if (kept) event.preventDefault();
    page.dispatchEvent(event);
    return !event.defaultPrevented;
  };
  return { page, button, submit };
}

globalThis.addEventListener = (name, heard) => (globalThis.heard = { [name]: heard });

test("a form goes once, and says so when the line is slow", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { page, button, submit } = aPage();
  startBusy(page);

  assert.deepEqual([submit(), submit()], [true, false]);
  assert.deepEqual([button.said[0].textContent, button.attributes], ["", { "aria-busy": "true" }]);
  t.mock.timers.tick(500);
  assert.equal(button.said[0].textContent, "Being sent.");
});

test("it can go again when a file came instead of a page, and when the page is shown again", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { page, button, submit } = aPage();
  startBusy(page);
  submit();
  t.mock.timers.tick(10_000);
  assert.deepEqual([[...button.said], { ...button.attributes }, submit()], [[], {}, true]);

  globalThis.heard.pageshow();
  assert.deepEqual([[...button.said], submit()], [[], true]);
});

test("what a module keeps to itself, and what only asks, stays as it is", () => {
  const kept = aPage();
  startBusy(kept.page);
  kept.submit(true);
  const asking = aPage({ method: "get" });
  startBusy(asking.page);

  assert.deepEqual([kept.button.said, asking.submit(), asking.submit(), asking.button.said], [[], true, true, []]);
});

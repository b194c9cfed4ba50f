import assert from "node:assert/strict";
import test from "node:test";
import { LIVE_SECONDS, startClassLive } from "../../static/js/classes/live.js";
import { pinIn } from "../../static/js/classes/door.js";
import { slideIn, stepOf } from "../../static/js/classes/screen.js";

test("a card's QR carries six digits behind the hash, and anything else is no PIN", () => {
  assert.equal(pinIn("#012345"), "012345");
  assert.equal(pinIn("#12345"), "");
  assert.equal(pinIn("#abcdef"), "");
  assert.equal(pinIn(""), "");
});

test("arrows, page keys and a clicker move one part, other keys none", () => {
  assert.deepEqual(["ArrowRight", "PageDown", "ArrowLeft", "PageUp", "a"].map(stepOf), [1, 1, -1, -1, 0]);
});

test("a place in the address is taken up only when the lesson has it", () => {
  assert.equal(slideIn("#layar-3", 5), 3);
  assert.equal(slideIn("#layar-9", 5), 0);
  assert.equal(slideIn("#lain", 5), 0);
});

// A page of the live view, whose server gives these answers one after the other.
function livePage(answers) {
  const part = { dataset: { live: '"first"' }, innerHTML: "as it came" };
  const page = new EventTarget();
  const asked = [];
  Object.assign(page, { hidden: false, defaultView: { location: { pathname: "/langsung/" } }, querySelector: () => part });
  const ask = async (address, { headers }) => {
    asked.push(headers["If-None-Match"]);
    const [status, text, etag] = answers.shift();
    return { status, redirected: false, text: async () => text, headers: new Headers({ ETag: etag }) };
  };
  startClassLive(page, ask);
  return { page, part, asked };
}

async function pass(clock, seconds) {
  clock.tick(seconds * 1000);
  await new Promise((done) => setImmediate(done));
}

test("the live view asks within the five seconds a teacher was promised, and takes only what is new", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { part, asked } = livePage([[304, "", '"first"'], [200, "one done", '"second"'], [304, "", '"second"']]);
  assert.ok(LIVE_SECONDS < 5);

  await pass(t.mock.timers, LIVE_SECONDS);
  assert.deepEqual([asked, part.innerHTML], [['"first"'], "as it came"]);
  await pass(t.mock.timers, LIVE_SECONDS);
  assert.equal(part.innerHTML, "one done");
  await pass(t.mock.timers, LIVE_SECONDS);
  assert.deepEqual([asked, part.innerHTML], [['"first"', '"first"', '"second"'], "one done"]);
});

test("nobody asks for a view that is hidden, and it is asked for at once when it is looked at again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { page, part, asked } = livePage([[200, "news", '"second"'], [304, "", '"second"']]);
  page.hidden = true;
  page.dispatchEvent(new Event("visibilitychange"));
  await pass(t.mock.timers, 60);
  assert.deepEqual(asked, []);

  page.hidden = false;
  page.dispatchEvent(new Event("visibilitychange"));
  await pass(t.mock.timers, 0);
  assert.equal(part.innerHTML, "news");
  await pass(t.mock.timers, LIVE_SECONDS);
  assert.equal(asked.length, 2);
});

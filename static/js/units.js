// A SCORM package in a lesson: its parts open in a frame of another origin, and what they say is sent on.
// The newest data of a part say everything, so one kept report for each part is enough without a signal.
const KEPT = "literasi.scorm.v1";

export function startUnits(page) {
  for (const box of page.querySelectorAll("[data-units]")) startBox(page, box);
  sendKept();
  addEventListener("online", sendKept);
}

function startBox(page, box) {
  const open = box.querySelector("[data-units-open]");
  open.addEventListener("click", async (event) => {
    event.preventDefault();
    open.disabled = true;
    const told = await begin(page, box);
    open.disabled = false;
    if (!told) return say(box, box.dataset.noSignal);
    open.hidden = true;
    drawUnits(page, box, told);
    const first = told.units.findIndex((unit) => !unit.finished);
    openUnit(page, box, told, Math.max(0, first));
  });
}

async function begin(page, box) {
  const lesson = page.querySelector("[data-lesson]")?.dataset.lesson ?? "";
  const asked = new URLSearchParams({ pelajaran: lesson, latihan: box.dataset.practice ?? "" });
  try {
    const answer = await fetch(`/paket/${box.dataset.units}/bagian/?${asked}`);
    return answer.ok ? await answer.json() : null;
  } catch (noSignal) {
    return null;
  }
}

function drawUnits(page, box, told) {
  if (told.units.length < 2) return;
  const list = box.querySelector("[data-units-list]");
  for (const [place, unit] of told.units.entries()) {
    const button = page.createElement("button");
    button.type = "button";
    button.className = "button button--quiet";
    button.textContent = `${place + 1}. ${unit.title}`;
    button.addEventListener("click", () => openUnit(page, box, told, place));
    const item = page.createElement("li");
    item.append(button);
    list.append(item);
  }
  list.hidden = false;
  markUnits(box, told);
}

function markUnits(box, told) {
  for (const [place, item] of [...box.querySelectorAll("[data-units-list] li")].entries()) {
    item.classList.toggle("units__done", told.units[place].finished);
    item.querySelector("button").ariaCurrent = place === told.open ? "true" : null;
  }
}

function openUnit(page, box, told, place) {
  told.open = place;
  markUnits(box, told);
  const unit = told.units[place];
  const frame = page.createElement("iframe");
  frame.className = "units__frame";
  frame.title = unit.title;
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads");
  frame.setAttribute("allow", "fullscreen");
  frame.src = told.relay;
  box.querySelector("iframe")?.remove();
  const hear = (event) => {
    if (!frame.isConnected) return removeEventListener("message", hear);
    if (event.origin !== told.origin || event.source !== frame.contentWindow || event.data?.literasi !== "scorm") return;
    if (event.data.kind === "ready") return answerReady(frame, told, unit);
    if (event.data.unit === unit.id) heard(box, told, unit, event.data);
  };
  addEventListener("message", hear);
  box.querySelector("[data-units-place]").append(frame);
  frame.focus();
}

function answerReady(frame, told, unit) {
  const report = new URL(`/paket/${told.package}/catat/`, location.origin).href;
  const { path, cmi, mastery, threshold, launchData, timeLimit } = unit;
  const said = { path, cmi, mastery, threshold, launchData, timeLimit, unit: unit.id, version: told.version };
  // No name of anybody goes to a program of somebody else.
  const learner = told.learner ? `L-${told.learner.slice(0, 8)}` : "tamu";
  frame.contentWindow.postMessage({ literasi: "scorm-begin", ...said, learner, name: "Peserta", token: told.token, report }, told.origin);
}

async function heard(box, told, unit, { cmi, sequence, kind }) {
  if (typeof cmi !== "object" || cmi === null || !Number.isSafeInteger(sequence)) return;
  unit.cmi = cmi;
  unit.finished ||= !unit.reports || isFinished(told.version, cmi);
  markUnits(box, told);
  if (told.token) {
    keep(`${told.learner} ${told.package} ${unit.id}`, { package: told.package, token: told.token, unit: unit.id, cmi, sequence });
    const isDone = await sendKept();
    if (isDone) showDone(box);
  } else if (told.units.every((each) => each.finished)) {
    // A guest's practice is kept on this device, like every other.
    const detail = { practice: box.dataset.practice, correct: 1, total: 1 };
    showDone(box);
    if (box.dataset.practice) box.dispatchEvent(new CustomEvent("literasi:practised", { bubbles: true, detail }));
  }
  if (kind === "end") box.querySelector("[data-units-list] [aria-current]")?.focus();
}

export function isFinished(version, cmi) {
  if (version === "1.2") return ["passed", "completed", "failed"].includes(cmi.core?.lesson_status);
  return cmi.completion_status === "completed" || cmi.success_status === "passed";
}

function showDone(box) {
  box.querySelector("[data-practice-status]")?.removeAttribute("hidden");
  say(box, "");
}

function say(box, words) {
  box.querySelector("[role=status]").textContent = words;
}

// --- What waits for a signal -------------------------------------------------------------------------

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}");
  } catch (storageIsOff) {
    return {};
  }
}

function store(waiting) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(waiting));
  } catch (storageIsOffOrFull) {
    // It is being sent all the same; only a lost signal would now lose it.
  }
}

function keep(key, report) {
  store({ ...kept(), [key]: report });
}

// Send what waits; what the server refuses for good is let go, what did not arrive stays.
async function sendKept() {
  let isDone = false;
  for (const [key, report] of Object.entries(kept())) {
    const { package: number, ...said } = report;
    try {
      const answer = await fetch(`/paket/${number}/catat/`, { method: "POST", body: JSON.stringify(said) });
      if (answer.status === 429 || answer.status >= 500) continue;
      if (answer.ok) isDone = (await answer.json()).done || isDone;
      const waiting = kept();
      if (waiting[key]?.sequence === report.sequence) delete waiting[key];
      store(waiting);
    } catch (noSignal) {
      continue;
    }
  }
  return isDone;
}

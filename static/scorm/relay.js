// On the content origin, between the site and a SCORM unit: it holds the runtime that the unit looks
// for in its parent windows, and passes the unit's data on. It believes the site only, and the site
// believes it nothing: what comes from here is as good as what the unit itself says.
"use strict";

const SITE = document.documentElement.dataset.site;
const PAUSE = 800;
const RUNTIMES = {
  "1.2": { name: "API", set: "LMSSetValue.cmi.*", commit: "LMSCommit", end: "LMSFinish" },
  2004: { name: "API_1484_11", set: "SetValue.cmi.*", commit: "Commit", end: "Terminate" },
};

let told = null;
let api = null;
let timer = 0;
let hasEnded = false;

addEventListener("message", (event) => {
  if (event.source !== parent || event.origin !== SITE || event.data?.literasi !== "scorm-begin" || told) return;
  begin(event.data);
});
parent.postMessage({ literasi: "scorm", kind: "ready" }, SITE);

function begin(stated) {
  told = stated;
  const runtime = RUNTIMES[told.version];
  const Runtime = told.version === "1.2" ? window.Scorm12API : window.Scorm2004API;
  // No address to commit to: what is set is passed on from here. 5 is silence.
  api = new Runtime({ autocommit: false, lmsCommitUrl: false, logLevel: 5 });
  api.loadFromJSON(dataToBeginWith(told));
  window[runtime.name] = api;
  api.on(runtime.set, () => {
    clearTimeout(timer);
    timer = setTimeout(() => pass(false), PAUSE);
  });
  api.on(runtime.commit, () => pass(false));
  api.on(runtime.end, () => pass(true));
  document.querySelector("#unit").src = told.path;
}

// Where the unit stopped, and what only a learning platform may say: RTE 3.4 (1.2), RTE 4.2 (2004).
function dataToBeginWith({ version, cmi, mastery, threshold, launchData, timeLimit }) {
  const kept = structuredClone(cmi ?? {});
  return version === "1.2" ? of12(kept, { mastery, launchData, timeLimit }) : of2004(kept, { mastery, threshold, launchData, timeLimit });
}

function of12(kept, { mastery, launchData, timeLimit }) {
  const { session_time: _session, exit, ...core } = kept.core ?? {};
  const hasBegun = Boolean(kept.core);
  return {
    ...kept,
    core: {
      ...core,
      student_id: told.learner,
      student_name: told.name,
      credit: "credit",
      lesson_mode: "normal",
      lesson_status: core.lesson_status || "not attempted",
      entry: hasBegun ? (exit === "suspend" || kept.suspend_data ? "resume" : "") : "ab-initio",
    },
    launch_data: launchData,
    student_data: { mastery_score: mastery ?? "", max_time_allowed: timeLimit },
  };
}

function of2004(kept, { mastery, threshold, launchData, timeLimit }) {
  const { session_time: _session, exit, ...rest } = kept;
  const hasBegun = Object.keys(kept).length > 0;
  const stated = {
    ...rest,
    learner_id: told.learner,
    learner_name: told.name,
    credit: "credit",
    mode: "normal",
    entry: hasBegun ? (exit === "suspend" || kept.suspend_data ? "resume" : "") : "ab-initio",
    launch_data: launchData,
  };
  if (mastery !== null) stated.scaled_passing_score = String(mastery);
  if (threshold !== null) stated.completion_threshold = String(threshold);
  if (timeLimit) stated.max_time_allowed = timeLimit;
  return stated;
}

function pass(isLast) {
  clearTimeout(timer);
  if (!api || hasEnded) return;
  hasEnded = isLast;
  const cmi = JSON.parse(JSON.stringify(api.renderCommitCMI(isLast).cmi ?? api.cmi));
  const sequence = Date.now() * 10 + (isLast ? 1 : 0);
  parent.postMessage({ literasi: "scorm", kind: isLast ? "end" : "data", unit: told.unit, cmi, sequence }, SITE);
  return { cmi, sequence };
}

// A closed tab takes the page above with it, which then hears no message. A beacon still leaves.
addEventListener("pagehide", () => {
  const last = pass(true);
  if (!last || !told.token) return;
  navigator.sendBeacon(told.report, JSON.stringify({ token: told.token, unit: told.unit, ...last }));
});

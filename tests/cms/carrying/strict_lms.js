// A learning management system that takes SCORM 1.2 at its word (ADL SCORM Run-Time Environment 1.2, chapter 3):
// what the standard does not allow is refused with its error code, and written down as a fault.
// What it keeps lies in localStorage, so that it outlives a closed tab as a server's database would.
(() => {
  const decimal = (least, most) => (value) =>
    value === "" || (/^-?\d{1,3}(\.\d{1,7})?$/.test(value) && Number(value) >= least && Number(value) <= most);
  const text = (most) => (value) => value.length <= most;
  const oneOf = (...words) => (value) => words.includes(value);
  const identifier = (value) => /^[\w.:-]{1,255}$/.test(value);
  const timespan = (value) => /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/.test(value);
  const time = (value) => /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/.test(value);
  const points = decimal(0, 100);
  const said = oneOf("passed", "completed", "failed", "incomplete", "browsed");
  const readOnly = { reads: true };
  const both = (takes) => ({ reads: true, takes });
  const writeOnly = (takes) => ({ takes });
  const keyword = (value) => ({ reads: true, keyword: value });

  const MODEL = {
    "cmi._version": keyword("3.4"),
    "cmi._children": keyword("core,suspend_data,launch_data,comments,comments_from_lms,objectives,student_data,interactions"),
    "cmi.core._children": keyword(
      "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
    ),
    "cmi.core.student_id": readOnly,
    "cmi.core.student_name": readOnly,
    "cmi.core.lesson_location": both(text(255)),
    "cmi.core.credit": readOnly,
    "cmi.core.lesson_status": both(said),
    "cmi.core.entry": readOnly,
    "cmi.core.score._children": keyword("raw,min,max"),
    "cmi.core.score.raw": both(points),
    "cmi.core.score.min": both(points),
    "cmi.core.score.max": both(points),
    "cmi.core.total_time": readOnly,
    "cmi.core.lesson_mode": readOnly,
    "cmi.core.exit": writeOnly(oneOf("time-out", "suspend", "logout", "")),
    "cmi.core.session_time": writeOnly(timespan),
    "cmi.suspend_data": both(text(4096)),
    "cmi.launch_data": readOnly,
    "cmi.comments": both(text(4096)),
    "cmi.comments_from_lms": readOnly,
    "cmi.objectives._children": keyword("id,score,status"),
    "cmi.objectives._count": keyword("0"),
    "cmi.student_data._children": keyword("mastery_score,max_time_allowed,time_limit_action"),
    "cmi.student_data.mastery_score": readOnly,
    "cmi.student_data.max_time_allowed": readOnly,
    "cmi.student_data.time_limit_action": readOnly,
    "cmi.interactions._children": keyword("id,objectives,time,type,correct_responses,weighting,student_response,result,latency"),
    "cmi.interactions._count": { reads: true, keyword: null },
    "cmi.interactions.n.id": writeOnly(identifier),
    "cmi.interactions.n.objectives.n.id": writeOnly(identifier),
    "cmi.interactions.n.time": writeOnly(time),
    "cmi.interactions.n.type": writeOnly(
      oneOf("true-false", "choice", "fill-in", "matching", "performance", "likert", "sequencing", "numeric"),
    ),
    "cmi.interactions.n.correct_responses.n.pattern": writeOnly(text(255)),
    "cmi.interactions.n.weighting": writeOnly(decimal(-100, 100)),
    "cmi.interactions.n.student_response": writeOnly(text(255)),
    "cmi.interactions.n.result": writeOnly(
      (value) => oneOf("correct", "wrong", "unanticipated", "neutral")(value) || (value !== "" && decimal(-999, 999)(value)),
    ),
    "cmi.interactions.n.latency": writeOnly(timespan),
  };

  const asked = new URLSearchParams(location.search);
  const place = `lms:${asked.get("sco")}`;
  const kept = JSON.parse(localStorage.getItem(place) ?? '{"status":"not attempted","entry":"ab-initio","values":{}}');
  const journal = JSON.parse(localStorage.getItem("lms:journal") ?? '{"faults":[],"finished":[]}');
  const mode = asked.get("mode") ?? "normal";
  let state = "before";
  let error = "0";
  let exit = "";
  let session = "";
  const values = {
    ...kept.values,
    "cmi.core.student_id": "S-001",
    "cmi.core.student_name": "Sari, Bu",
    "cmi.core.credit": mode === "normal" ? "credit" : "no-credit",
    "cmi.core.lesson_mode": mode,
    "cmi.core.lesson_status": kept.status,
    "cmi.core.entry": kept.entry,
    "cmi.core.total_time": "0000:00:00.00",
    "cmi.student_data.mastery_score": asked.get("mastery") ?? "",
  };

  const write = () => localStorage.setItem("lms:journal", JSON.stringify(journal));
  function answer(call, code, good = "true", bad = "false") {
    error = code;
    if (code === "0") return good;
    journal.faults.push(`${code} ${call}`);
    write();
    return bad;
  }
  const countOf = (array) => new Set(Object.keys(values).flatMap((name) => name.match(new RegExp(`^cmi\\.${array}\\.(\\d+)\\.`))?.[1] ?? [])).size;

  function faultOfSet(name, value) {
    if (state !== "open") return "301";
    const generic = String(name).replace(/\.(\d+)(?=\.)/g, ".n");
    const element = MODEL[generic];
    if (!element) return "201";
    if ("keyword" in element) return "402";
    if (!element.takes) return "403";
    const [, array, index, part] = /^cmi\.(interactions|objectives)\.(\d+)\.(.+)$/.exec(name) ?? [];
    if (array && Number(index) > countOf(array)) return "201";
    // RTE 3.4.4: the id of an interaction is set before anything else of it.
    if (array && Number(index) === countOf(array) && part !== "id") return "201";
    if (typeof value !== "string" || !element.takes(value)) return "405";
    return "0";
  }

  function keepAll() {
    const lasting = Object.entries(values).filter(([name]) => /^cmi\.(core\.(lesson_location|score)|suspend_data|comments|interactions)/.test(name));
    const judged = judgedStatus();
    // RTE 3.4.4: without a suspended exit the next entry is neither a beginning nor a going on.
    const entry = state === "closed" ? (exit === "suspend" ? "resume" : "") : kept.entry;
    localStorage.setItem(place, JSON.stringify({ status: judged, entry, values: Object.fromEntries(lasting) }));
  }

  function judgedStatus() {
    const status = values["cmi.core.lesson_status"];
    if (state !== "closed" || mode !== "normal") return mode === "normal" ? status : kept.status;
    const mastery = asked.get("mastery");
    const raw = values["cmi.core.score.raw"] ?? "";
    if (mastery && raw !== "" && status !== "incomplete") return Number(raw) >= Number(mastery) ? "passed" : "failed";
    return status === "not attempted" ? "completed" : status;
  }

  window.API = {
    LMSInitialize(parameter) {
      if (parameter !== "") return answer("LMSInitialize", "201");
      if (state !== "before") return answer("LMSInitialize twice", "101");
      state = "open";
      return answer("LMSInitialize", "0");
    },
    LMSGetValue(name) {
      if (state !== "open") return answer(`get ${name}`, "301", "", "");
      const element = MODEL[String(name).replace(/\.(\d+)(?=\.)/g, ".n")];
      if (!element) return answer(`get ${name}`, "201", "", "");
      if (!element.reads) return answer(`get ${name}`, "404", "", "");
      if (name === "cmi.interactions._count") return answer(name, "0", String(countOf("interactions")));
      return answer(`get ${name}`, "0", element.keyword ?? values[name] ?? "");
    },
    LMSSetValue(name, value) {
      const fault = faultOfSet(name, value);
      if (fault === "0") {
        if (name === "cmi.core.exit") exit = value;
        else if (name === "cmi.core.session_time") session = value;
        else values[name] = value;
      }
      return answer(`set ${name} = ${JSON.stringify(value)}`, fault);
    },
    LMSCommit(parameter) {
      if (parameter !== "") return answer("LMSCommit", "201");
      if (state !== "open") return answer("LMSCommit", "301");
      keepAll();
      return answer("LMSCommit", "0");
    },
    LMSFinish(parameter) {
      if (parameter !== "") return answer("LMSFinish", "201");
      if (state !== "open") return answer("LMSFinish", "301");
      state = "closed";
      keepAll();
      journal.finished.push({ sco: asked.get("sco"), session, exit });
      write();
      return answer("LMSFinish", "0");
    },
    LMSGetLastError: () => error,
    LMSGetErrorString: (code) => (code === "0" ? "No error" : `Error ${code}`),
    LMSGetDiagnostic: (code) => `Error ${code || error}`,
  };

  window.openUnit = () => {
    if (asked.get("opens") === "window") {
      window.open(asked.get("sco"), "unit", "popup");
      return;
    }
    // As sites do: the unit lies in a frame of a frame, and the API two windows above it.
    const frame = document.createElement("iframe");
    frame.src = `frame.html?sco=${encodeURIComponent(asked.get("sco"))}`;
    document.body.append(frame);
  };
})();

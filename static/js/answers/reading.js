// What a form says as an answer, and an answer put back into its form: one way for each kind.

const MAPPINGS = { matching: "pairs", blanks: "blanks", categorise: "groups" };

// entries: the names and values of the form's fields, as FormData lists them.
export function responseOf(kind, entries) {
  const all = (name) => entries.filter(([field]) => field === name).map(([, value]) => value);
  const first = (name) => all(name)[0] ?? "";
  if (MAPPINGS[kind]) return { [MAPPINGS[kind]]: mapped(MAPPINGS[kind], entries) };
  if (kind === "ordering") return { order: all("order") };
  if (kind === "several") return { choices: all("choices") };
  if (kind === "numeric") return { number: first("number"), unit: first("unit") };
  if (kind === "short" || kind === "essay") return { text: first("text") };
  if (kind === "hotspot") return { x: whole(first("x")), y: whole(first("y")) };
  return { choice: first("choice") };
}

function mapped(name, entries) {
  const own = entries.filter(([field, value]) => field.startsWith(`${name}-`) && value.trim() !== "");
  return Object.fromEntries(own.map(([field, value]) => [field.slice(name.length + 1), value]));
}

function whole(text) {
  return text === "" ? null : Number(text);
}

export function isEmpty(response) {
  return Object.values(response).every((value) => {
    if (value === null || value === "") return true;
    if (typeof value === "string") return value.trim() === "";
    return typeof value === "object" && Object.keys(value).length === 0;
  });
}

export function readAnswer(form) {
  const kind = form.dataset.quizForm;
  const entries = [...new FormData(form)];
  // Sliders always have a value; a place counts once it was chosen.
  const isUnset = kind === "hotspot" && form.querySelector("[data-point]")?.dataset.point !== "set";
  return responseOf(kind, isUnset ? [] : entries);
}

// Lists of options and steps are put back by the quiz itself.
export function fillTyped(form, response) {
  for (const name of ["number", "unit", "text", "x", "y"]) {
    if (response[name] !== undefined && response[name] !== null) put(form, name, response[name]);
  }
  for (const name of Object.values(MAPPINGS)) {
    if (!response[name]) continue;
    for (const field of form.querySelectorAll(`[name^="${name}-"]`)) {
      field.value = response[name][field.name.slice(name.length + 1)] ?? "";
    }
  }
  if (typeof response.x !== "number") return;
  const point = form.querySelector("[data-point]");
  if (point) point.dataset.point = "set";
}

function put(form, name, value) {
  const field = form.querySelector(`[name="${name}"]`);
  if (field) field.value = value;
}

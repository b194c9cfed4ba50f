// The words that scripts say come from the page, in its language.

export function wordsOf(page) {
  return page.querySelector("template[data-words]")?.dataset ?? {};
}

// fill("{done} of {total}", {done: 2, total: 7}) is "2 of 7"; an unknown name stays as it is.
export function fill(sentence, values) {
  return String(sentence ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

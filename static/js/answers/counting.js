// How many words an essay has, said while it is written.

export function wordsIn(text) {
  return text.trim() === "" ? 0 : text.trim().split(/\s+/).length;
}

export function startCounting(page) {
  page.addEventListener("input", (event) => {
    const essay = event.target.closest?.("[data-essay]");
    if (essay) count(essay, event.target);
  });
}

function count(essay, text) {
  const place = essay.querySelector("[data-essay-count]");
  const words = wordsIn(text.value);
  const over = words - Number(text.dataset.essayMost || Infinity);
  const sentence = over > 0 ? place.dataset.essayOver : place.dataset.essayWords;
  place.textContent = sentence.replace("{words}", words).replace("{over}", over);
}

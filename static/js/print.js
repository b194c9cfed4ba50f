// A lesson goes on one A4: before printing, a long one gets smaller print (see print.css).

const ONLY_ON_SCREEN = ".practice, .story, .tools, .download, .disclosure, .media, .teacher-sheet, .visually-hidden";
// Measured on the starter lessons: what fits one sheet in 14 and in 12 points.
const LETTERS_IN_14_POINTS = 1550;
const LETTERS_IN_12_POINTS = 2300;

export function printSize(letters) {
  if (letters <= LETTERS_IN_14_POINTS) return "";
  return letters <= LETTERS_IN_12_POINTS ? "long" : "longest";
}

export function startPrinting(page) {
  for (const button of page.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  const text = page.querySelector(".lesson [data-listen]");
  if (text) addEventListener("beforeprint", () => (page.documentElement.dataset.paper = printSize(lettersIn(text))));
}

function lettersIn(text) {
  const printed = text.cloneNode(true);
  for (const part of printed.querySelectorAll(ONLY_ON_SCREEN)) part.remove();
  return printed.textContent.replace(/\s+/g, " ").length;
}

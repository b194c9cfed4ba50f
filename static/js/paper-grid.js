// Typing answers from paper: a letter moves on to the next cell, arrows and Enter move, and leaving
// with something that was not kept asks first.

export function nextPlace(key, place, rows, columns) {
  const [row, column] = place;
  const moves = { ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], Enter: [row + 1, column] };
  const [to, across] = moves[key] ?? [row, column];
  return to >= 0 && to < rows && across >= 0 && across < columns ? [to, across] : null;
}

export function lettersOf(text) {
  return [...text.toUpperCase()].filter((sign) => /[A-Z-]/.test(sign));
}

export function startPaperGrid(page) {
  const form = page.querySelector("[data-paper-grid]");
  if (!form) return;
  const rows = [...form.querySelectorAll("tbody tr")]
    .map((row) => [...row.querySelectorAll("input")])
    .filter((cells) => cells.length);
  let isKept = true;
  const placeOf = (cell) => {
    const row = rows.findIndex((cells) => cells.includes(cell));
    return [row, row < 0 ? -1 : rows[row].indexOf(cell)];
  };
  const isLetter = (cell) => cell.classList.contains("paper-grid__cell--letter");
  const go = (cell) => {
    cell?.focus();
    cell?.select();
  };

  form.addEventListener("input", ({ target, inputType }) => {
    isKept = false;
    target.removeAttribute("aria-invalid");
    const [row, column] = placeOf(target);
    if (row >= 0 && isLetter(target) && target.value.trim().length === 1 && inputType !== "deleteContentBackward") {
      go(rows[row][column + 1]);
    }
  });

  form.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (target.tagName !== "INPUT") return;
    const place = placeOf(target);
    const atEdge = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (atEdge && isLetter(target)) {
      event.preventDefault();
      go(rows[place[0]][place[1] + atEdge]);
    } else if (["ArrowUp", "ArrowDown", "Enter"].includes(key)) {
      event.preventDefault();
      const to = nextPlace(key, place, rows.length, rows[place[0]].length);
      if (to) go(rows[to[0]][to[1]]);
    } else if (key === "Backspace" && !target.value) {
      event.preventDefault();
      go(rows[place[0]][place[1] - 1]);
    } else if (key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.querySelector("button[value=save]").click();
    }
  });

  form.addEventListener("paste", (event) => {
    const letters = lettersOf(event.clipboardData.getData("text"));
    const [row, column] = placeOf(event.target);
    if (row < 0 || letters.length < 2 || !isLetter(event.target)) return;
    event.preventDefault();
    isKept = false;
    rows[row].slice(column, column + letters.length).forEach((cell, place) => {
      cell.value = letters[place];
    });
  });

  form.addEventListener("submit", () => {
    isKept = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isKept) event.preventDefault();
  });
}

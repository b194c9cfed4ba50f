// Which answer counts, and what becomes of one that was sent: pure.

// An answer counts by the server's clock; never earlier than the one before it.
export function nextSequence(now, skew, last) {
  return Math.max(Math.round(now + skew), Number(last || 0) + 1);
}

export function withWaiting(waiting, answer) {
  return [...waiting.filter((other) => other.address !== answer.address), answer];
}

// Only what was sent is settled: a newer answer to the same question may have come meanwhile.
export function withoutSettled(waiting, sent) {
  return waiting.filter((other) => other.address !== sent.address || other.sequence > sent.sequence);
}

// saved: the server has it. refused: it never will. waiting: ask again later.
export function fateOf(status) {
  if (status === 200) return "saved";
  return [400, 409, 413, 422].includes(status) ? "refused" : "waiting";
}

export function stepMoved(list, from, step) {
  const to = from + step;
  if (to < 0 || to >= list.length) return list;
  const after = [...list];
  [after[from], after[to]] = [after[to], after[from]];
  return after;
}

export function filled(sentence, values) {
  return String(sentence ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// sheets: [{ position, isAnswered, address }]; answered: addresses that were answered here.
export function leftOf(sheets, answered) {
  return sheets.filter((sheet) => !sheet.isAnswered && !answered.includes(sheet.address)).map((sheet) => sheet.position);
}

export function minutesLeft(deadline, now) {
  return Math.max(Math.ceil((deadline - now) / 60000), 0);
}

// Marks answers as the site does (courses/quizzes/domain/kinds): a share from 0 to 1.

export function shareOfChoices(right, chosen) {
  const hits = chosen.filter((one) => right.includes(one)).length;
  return Math.max(0, (hits - (chosen.length - hits)) / right.length);
}

export function shareOfParts(verdicts) {
  return verdicts.filter(Boolean).length / verdicts.length;
}

export function isOneOf(written, { accepted, strict = false, mistakes = 0 }) {
  const given = plain(written, strict);
  return Boolean(given) && accepted.some((one) => distance(plain(one, strict), given) <= mistakes);
}

// 1.500 is one thousand five hundred to most and one and a half to a calculator: both are taken.
export function readings(written) {
  const match = /^\s*([-+−]?[\d][\d.,\s]*)/.exec(written);
  if (!match) return [];
  const figures = match[1].replace(/\s/g, "").replace("−", "-");
  const last = Math.max(figures.lastIndexOf("."), figures.lastIndexOf(","));
  const forms = [last < 0 ? figures : `${figures.slice(0, last).replace(/[.,]/g, "")}.${figures.slice(last + 1)}`];
  if (/^[-+]?\d{1,3}([.,]\d{3})+$/.test(figures)) forms.push(figures.replace(/[.,]/g, ""));
  return forms.map(Number).filter(Number.isFinite);
}

export function isNumber(written, keys) {
  const unit = bare(written.replace(/^\s*[-+−]?[\d.,\s]*/, ""));
  return keys.some(({ value, tolerance, unit: asked }) => {
    if (asked && bare(asked) !== unit) return false;
    const slack = Number(tolerance) + 1e-9 * Math.max(1, Math.abs(Number(value)));
    return readings(written).some((number) => Math.abs(number - Number(value)) <= slack);
  });
}

function bare(unit) {
  return unit.replace(/[\s.]/g, "").toLowerCase();
}

function plain(text, strict) {
  const quiet = text.normalize("NFKC").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, "-");
  const single = quiet.trim().split(/\s+/).join(" ");
  return strict ? single : single.toLowerCase();
}

// Letters that are missing, too many, others, or swapped with their neighbour.
function distance(one, other) {
  const rows = [[...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost);
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwap) least = Math.min(least, rows[i - 2][j - 2] + 1);
      rows[i].push(least);
    }
  }
  return rows[one.length][other.length];
}

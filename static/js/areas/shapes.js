// The shapes of areas, in thousandths of a picture's width and height; a circle's radius in those of its
// width. `ratio` is the picture's height for its width. Nothing here knows a page.
const WHOLE = 1000;
const NUMBERS = { circle: 3, rect: 4 };

const inside = (value) => Math.round(Math.min(Math.max(value, 0), WHOLE));
const pairs = (points) => points.filter((_, at) => at % 2 === 0).map((x, at) => ({ x, y: points[2 * at + 1] }));
const flat = (corners) => corners.flatMap(({ x, y }) => [inside(x), inside(y)]);

// The numbers that stand in a field; none when anything else stands there too.
export function read(text) {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  return words.every((word) => /^\d+$/.test(word)) ? words.map(Number) : [];
}

export function written(points) {
  return points.join(", ");
}

export function isDrawn(shape, points) {
  if (!points.every((point) => point >= 0 && point <= WHOLE)) return false;
  if (shape === "polygon") return points.length >= 6 && points.length % 2 === 0;
  if (points.length !== NUMBERS[shape]) return false;
  return shape === "circle" ? points[2] > 0 : points[0] < points[2] && points[1] < points[3];
}

export function middleOf(shape, points) {
  if (shape === "circle") return { x: points[0], y: points[1] };
  const [xs, ys] = [pairs(points).map(({ x }) => x), pairs(points).map(({ y }) => y)];
  const between = (all) => (Math.min(...all) + Math.max(...all)) / 2;
  return { x: between(xs), y: between(ys) };
}

// What can be pulled: the edge of a circle, the corners of everything else.
export function handlesOf(shape, points) {
  if (shape === "circle") return [{ x: Math.min(points[0] + points[2], WHOLE), y: points[1] }];
  if (shape === "polygon") return pairs(points);
  const [left, top, right, bottom] = points;
  return [{ x: left, y: top }, { x: right, y: top }, { x: right, y: bottom }, { x: left, y: bottom }];
}

// The whole shape, so far and no farther than the edge of the picture.
export function moved(shape, points, by) {
  if (shape === "circle") return [inside(points[0] + by.x), inside(points[1] + by.y), points[2]];
  const allowed = (values, wish) => Math.min(Math.max(wish, -Math.min(...values)), WHOLE - Math.max(...values));
  const x = allowed(pairs(points).map((corner) => corner.x), by.x);
  const y = allowed(pairs(points).map((corner) => corner.y), by.y);
  return flat(pairs(points).map((corner) => ({ x: corner.x + x, y: corner.y + y })));
}

// The shape with one handle at another place.
export function pulled(shape, points, handle, to, ratio) {
  if (shape === "circle") return [points[0], points[1], radius({ x: points[0], y: points[1] }, to, ratio)];
  if (shape === "polygon") return flat(pairs(points).map((corner, at) => (at === handle ? to : corner)));
  return between(handlesOf(shape, points)[(handle + 2) % 4], to);
}

// A new shape from where a drag began to where it is.
export function drawn(shape, from, to, ratio) {
  if (shape === "circle") return [inside(from.x), inside(from.y), radius(from, to, ratio)];
  const [left, top, right, bottom] = between(from, to);
  return shape === "rect" ? [left, top, right, bottom] : [left, top, right, top, right, bottom, left, bottom];
}

// A shape in the middle of the picture, for who draws without a pointer.
export function sized(shape, ratio) {
  if (shape === "circle") return drawn(shape, { x: 500, y: 500 }, { x: 700, y: 500 }, ratio);
  return drawn(shape, { x: 300, y: 300 }, { x: 700, y: 700 }, ratio);
}

// One corner more, in the middle of the longest side.
export function withCorner(points) {
  const corners = pairs(points);
  const next = (at) => corners[(at + 1) % corners.length];
  const lengths = corners.map((corner, at) => Math.hypot(next(at).x - corner.x, next(at).y - corner.y));
  const longest = lengths.indexOf(Math.max(...lengths));
  const added = { x: (corners[longest].x + next(longest).x) / 2, y: (corners[longest].y + next(longest).y) / 2 };
  return flat(corners.toSpliced(longest + 1, 0, added));
}

// One corner less; three stay.
export function withoutCorner(points, corner) {
  return points.length > 6 ? points.toSpliced(2 * corner, 2) : points;
}

function between(one, other) {
  const order = (a, b) => [inside(Math.min(a, b)), inside(Math.max(a, b))];
  const [left, right] = order(one.x, other.x);
  const [top, bottom] = order(one.y, other.y);
  return [left, top, right, bottom];
}

function radius(middle, to, ratio) {
  return Math.max(1, inside(Math.hypot(to.x - middle.x, (to.y - middle.y) * ratio)));
}

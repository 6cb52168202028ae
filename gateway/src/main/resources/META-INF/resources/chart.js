// Curves as SVG. The scale follows the points; the frame does not, so that nothing jumps when more come.

const WIDTH = 480;
const HEIGHT = 240;
const LEFT = 46;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 26;
const TICKS = 4;

function svg(tag, attributes, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Round steps (1, 2 or 5 times a power of ten) from at most low to at least high. */
function ticks(low, high) {
  const rough = (high - low) / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough * 0.999);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

function range(values) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (low < high) return [low, high];
  const room = Math.abs(low) / 10 || 1;
  return [low - room, high + room];
}

const short = value => (Math.abs(value) >= 10_000 ? `${Number((value / 1000).toPrecision(3))}k` : String(Number(value.toPrecision(4))));

/**
 * Draws curves into a box.
 *
 * @param series [{name, points: [[x, y], …]}, …], each in the order of x or not
 * @param label in words, for those who do not see it
 * @param limit a height that is marked, if any
 */
export function drawChart(box, series, { label, limit }) {
  const points = series.flatMap(one => one.points).filter(([, y]) => Number.isFinite(y));
  const root = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label });
  if (points.length === 0) {
    const text = svg('text', { x: WIDTH / 2, y: HEIGHT / 2, 'text-anchor': 'middle' });
    text.textContent = 'nothing measured yet';
    root.append(text);
  } else {
    const heights = points.map(([, y]) => y).concat(limit === undefined ? [] : [limit]);
    const yTicks = ticks(...range(heights));
    const xTicks = ticks(0, Math.max(1, ...points.map(([x]) => x)));
    const [bottom, top] = [yTicks[0], yTicks[yTicks.length - 1]];
    const right = xTicks[xTicks.length - 1];
    const x = value => LEFT + (value / right) * (WIDTH - LEFT - RIGHT);
    const y = value => HEIGHT - BOTTOM - ((value - bottom) / (top - bottom)) * (HEIGHT - TOP - BOTTOM);
    for (const value of yTicks) root.append(...horizontal(y(value), short(value)));
    for (const value of xTicks) root.append(tick(x(value), short(value), value === right ? 'end' : 'middle'));
    if (limit !== undefined) root.append(svg('line', { class: 'limit', x1: LEFT, x2: WIDTH - RIGHT, y1: y(limit), y2: y(limit) }));
    series.forEach((one, index) => root.append(...curve(one, index % 4, x, y)));
  }
  if (box.innerHTML !== root.outerHTML) box.replaceChildren(root);
}

function horizontal(height, text) {
  const name = svg('text', { x: LEFT - 6, y: height + 4, 'text-anchor': 'end' });
  name.textContent = text;
  return [svg('line', { class: 'rule', x1: LEFT, x2: WIDTH - RIGHT, y1: height, y2: height }), name];
}

function tick(at, text, anchor) {
  const name = svg('text', { x: at, y: HEIGHT - 8, 'text-anchor': anchor });
  name.textContent = text;
  return name;
}

/** A step that a second attempt did again comes back in x: the curve is lifted there. */
function curve({ points }, index, x, y) {
  const finite = points.filter(([, value]) => Number.isFinite(value));
  const path = finite.map(([at, value], i) =>
    `${i === 0 || at < finite[i - 1][0] ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  const [lastX, lastY] = finite[finite.length - 1] ?? [];
  return [
    svg('path', { class: `curve l${index}`, d: path }),
    ...(finite.length ? [svg('circle', { class: `point l${index}`, cx: x(lastX).toFixed(1), cy: y(lastY).toFixed(1), r: 3 })] : []),
  ];
}

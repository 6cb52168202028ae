// What the form asks for: as the bodies of requests, and as the query of the page's address.

/** A number that is none goes as text, for the service to refuse it by its place. */
const number = text => (/^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text);
const decimal = text => (text !== '' && Number.isFinite(Number(text)) ? Number(text) : text);

/** A latent from "7" or "7:3": of the third picture after the first of seed 7. */
function latent(text) {
  const [seed, index] = text.split(':');
  return index === undefined ? { seed: number(seed) } : { seed: number(seed), index: number(index) };
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

function without(attributes, names) {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.includes(name)));
}

/** @param seed text, may be empty */
function seeded(body, seed) {
  if (seed.includes(':')) body.latent = latent(seed);
  else if (seed !== '') body.seed = number(seed);
  return body;
}

function drawSeed() {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  return String((high % 1024) * 2 ** 32 + low);
}

/** The bodies for POST /v1/generations: two where versions are compared, else one. */
export function bodies(order) {
  const body = { model: order.model, attributes: order.attributes };
  if (order.version) body.version = order.version;
  if (order.truncation) body.truncation = decimal(order.truncation);
  if (order.vary && order.what !== 'way') body.variation = { of: latent(order.vary), strength: decimal(order.strength) };
  switch (order.what) {
    case 'grid': {
      const axes = [order.rows, order.columns].filter(Boolean);
      const grid = order.columns ? { rows: order.rows, columns: order.columns } : { rows: order.rows };
      return [seeded({ ...body, attributes: without(order.attributes, axes), grid }, order.seed)];
    }
    case 'way': {
      const to = {};
      if (order.toSeed !== '') to.latent = latent(order.toSeed);
      if (order.toSeed === '' || !same(order.to, order.attributes)) to.attributes = order.to;
      return [seeded({ ...body, count: number(order.count), interpolate: { to } }, order.seed)];
    }
    case 'compare': {
      const seed = order.seed || drawSeed();
      const one = { ...body, count: number(order.count) };
      return [seeded({ ...one }, seed), seeded({ ...one, version: order.against }, seed)];
    }
    default:
      return [seeded({ ...body, count: number(order.count) }, order.seed)];
  }
}

const VARIATION = ['vary', 'strength'];
const OF = {
  pictures: ['count', ...VARIATION],
  grid: ['rows', 'columns', ...VARIATION],
  way: ['count', 'toSeed'],
  compare: ['count', 'against', ...VARIATION],
};
const fieldsOf = what => ['version', 'seed', 'truncation', ...OF[what]];

/** The query that restores an order and the jobs that came of it. */
export function toQuery(order, jobs = []) {
  const parameters = new URLSearchParams({ model: order.model });
  const put = (prefix, attributes) => Object.entries(attributes).forEach(([name, values]) => {
    [values].flat().forEach(value => parameters.append(prefix + name, value));
  });
  put('a.', order.attributes);
  if (order.what !== 'pictures') parameters.set('what', order.what);
  if (order.what === 'way') put('to.', order.to);
  for (const name of fieldsOf(order.what)) if (order[name]) parameters.set(name, order[name]);
  jobs.forEach(id => parameters.append('job', id));
  return `?${parameters}`;
}

/** The order that a query names; attributes as lists, and only what the query says. */
export function fromQuery(text) {
  const parameters = new URLSearchParams(text);
  const take = prefix => Object.fromEntries([...new Set(parameters.keys())]
    .filter(name => name.startsWith(prefix))
    .map(name => [name.slice(prefix.length), parameters.getAll(name)]));
  const order = { model: parameters.get('model'), attributes: take('a.'), to: take('to.') };
  order.what = Object.hasOwn(OF, parameters.get('what') ?? '') ? parameters.get('what') : 'pictures';
  for (const name of fieldsOf(order.what)) if (parameters.has(name)) order[name] = parameters.get(name);
  return { order, jobs: parameters.getAll('job') };
}

/** A latent as "7:3". */
export const textOf = ({ seed, index }) => `${seed}:${index}`;

/** What an order says of a job's latents beside its seed. */
export function latentsOf({ truncation, variation }) {
  return {
    truncation: truncation ? String(truncation) : '',
    vary: variation ? textOf(variation.of) : '',
    strength: variation ? String(variation.strength) : '',
  };
}

/** The order that gives a job, or two that are compared, once more. */
export function orderOf([job, other]) {
  const { model, version, attributes, count, seed, latent: first, grid, interpolate } = job;
  const order = { model, version, attributes, to: interpolate?.to.attributes ?? {}, count: String(count), what: 'pictures' };
  order.seed = first ? textOf(first) : String(seed);
  Object.assign(order, latentsOf(job));
  if (other) return { ...order, what: 'compare', against: other.version };
  if (grid) return { ...order, what: 'grid', rows: grid.rows, columns: grid.columns ?? '' };
  if (!interpolate) return order;
  return { ...order, what: 'way', toSeed: interpolate.to.latent ? textOf(interpolate.to.latent) : '' };
}

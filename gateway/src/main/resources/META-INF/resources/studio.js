// The studio's page. The URL's query is its state: the order in the form and the jobs that are shown (see
// studio/order.js), so that it can be reloaded, shared and gone back to.

import { Refusal, ask, plural } from './service.js';
import { clearProblems, say, showProblem } from './problems.js';
import { OrderForm } from './studio/form.js';
import { JobView, titleOf } from './studio/job.js';
import { recent } from './studio/memory.js';
import { describe, loadModels } from './studio/models.js';
import { bodies, fromQuery, orderOf, toQuery } from './studio/order.js';
import { PictureDialog } from './studio/picture.js';
import { showFavourites, showRecent } from './studio/shelves.js';
import { attributesOfProduct } from './studio/store.js';

const $ = id => document.getElementById(id);
const WORDS = { grid: 'all combinations', way: 'a way', compare: 'versions compared' };
const EMPTY = 'Choose the attributes and press Generate. The pictures appear here, one by one.';

const form = new OrderForm();
const general = text => say($('general'), text);
const announce = text => { $('live').textContent = text; };
const describeHere = (model, version) => describe(model, version, general);

let shown = [];
let asking = false;

/** What the service refuses beside the form is said below it. */
addEventListener('unhandledrejection', event => {
  if (!(event.reason instanceof Refusal)) return;
  event.preventDefault();
  general(event.reason.message);
});

const picture = new PictureDialog({
  describe: describeHere,
  onOrder: takeUp,
  onFavourites: () => showFavourites(openPicture),
  onProduct: takeUpProduct,
});

function openPicture(image, job) {
  picture.open(image, job);
}

// ---- jobs

function views(count) {
  shown.forEach(view => view.close());
  const nodes = Array.from({ length: count }, () => document.createElement('article'));
  $('jobs').replaceChildren(...nodes);
  $('jobs').classList.toggle('pair', count > 1);
  $('empty').hidden = count > 0;
  shown = nodes.map(node => new JobView(node, { onImage: openPicture, onChange: remember, announce }));
}

async function show(states) {
  const descriptions = await Promise.all(states.map(({ model, version }) => describeHere(model, version)));
  views(states.length);
  const heading = state => (states.length > 1 ? `Version ${state.version}` : undefined);
  if (states.length > 0) form.showSeed(states[0].seed);
  shown.forEach((view, at) => view.show(states[at], descriptions[at], heading(states[at])));
}

function remember() {
  const jobs = shown.map(view => view.job).filter(Boolean);
  if (jobs.length < shown.length) return;
  const [first] = jobs;
  const id = jobs.map(job => job.id).join(' ');
  const what = jobs.length > 1 ? WORDS.compare : first.grid ? WORDS.grid : first.interpolate ? WORDS.way : null;
  recent.put({
    id,
    label: titleOf(first),
    what: what ?? plural(first.count, first.variation ? 'variation' : 'picture'),
    status: jobs.map(job => job.status).find(status => status !== 'completed') ?? 'completed',
    at: first.createdAt,
    image: jobs.flatMap(job => job.images).find(Boolean)?.url,
    query: toQuery(orderOf(jobs), jobs.map(job => job.id)),
  });
  showRecent(id, recall);
}

async function send(body) {
  return ask('/v1/generations', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey() },
    body: JSON.stringify(body),
  });
}

/** crypto.randomUUID exists on secure origins alone, and the page may be served over plain HTTP in a local network. */
function idempotencyKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** The button stays as it is meanwhile: one that is disabled would lose the focus. */
async function generate() {
  if (asking) return;
  asking = true;
  clearProblems($('order'));
  const order = form.read();
  try {
    const accepted = [];
    for (const body of bodies(order)) accepted.push(await send(body));
    history.pushState(null, '', toQuery(order, accepted.map(({ id }) => id)));
    await show(accepted);
    if (matchMedia('(max-width: 56rem)').matches) $('sheet').scrollIntoView();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    showProblem($('order'), $('general'), refusal);
  } finally {
    asking = false;
  }
}

async function fillForm(order, models) {
  if (models) form.showModels(models);
  form.chooseModel(order.model);
  form.chooseVersion(order.version);
  form.showSchema(await describeHere(form.model, form.version));
  form.fill(order);
}

/** Takes up an order that came of a picture. */
async function takeUp(order, atOnce) {
  await fillForm(order);
  if (atOnce) {
    await generate();
  } else {
    history.pushState(null, '', toQuery(form.read(), shown.map(view => view.job.id)));
    (document.querySelector('#attributes input:checked') ?? document.querySelector('#attributes input')).focus();
  }
}

/** From a product on to new pictures, by the model and the choice of the picture that led to it. */
async function takeUpProduct(product, { model, version }, { attributes }) {
  const { schema } = await describeHere(model, version);
  const wanted = attributesOfProduct(product, schema, attributes);
  await takeUp({ model, version, attributes: wanted, to: {}, what: 'pictures', count: '8' }, true);
}

// ---- the page's address

/** The jobs that the address names; none, and why, where one is not there. */
async function jobsOf(ids) {
  try {
    return await Promise.all(ids.map(id => ask(`/v1/generations/${encodeURIComponent(id)}`)));
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    general(refusal.message);
    return [];
  }
}

let restoring = 0;

/** Shows what the address says, unless it says something else before this is done. */
async function restore() {
  const turn = ++restoring;
  clearProblems($('order'));
  const waitSaying = text => {
    form.showWhole();
    general(text);
  };
  const models = await loadModels(waitSaying, () => {
    form.showWhole();
    $('empty').textContent = 'No model is published yet. As soon as there is one, it appears here.';
  });
  $('empty').textContent = EMPTY;
  const { order, jobs } = fromQuery(location.search);
  const states = await jobsOf(jobs);
  if (turn !== restoring) return;
  await fillForm(order.model || states.length === 0 ? order : orderOf(states), models);
  $('generate').disabled = false;
  await show(states);
  if (states.length === 0) showRecent(null, recall);
}

async function recall(query) {
  history.pushState(null, '', query);
  await restore();
  $('sheet').focus();
  $('sheet').scrollIntoView({ block: 'nearest' });
}

const noteOrder = () => history.replaceState(null, '', toQuery(form.read(), shown.map(view => view.job.id)));

async function changeSchema() {
  clearProblems($('order'));
  form.showSchema(await describeHere(form.model, form.version));
  noteOrder();
}

$('order').addEventListener('submit', event => {
  event.preventDefault();
  generate();
});
$('order').addEventListener('input', event => {
  if (!['model', 'version'].includes(event.target.id)) noteOrder();
});
$('model').addEventListener('change', () => {
  form.chooseModel(form.model);
  changeSchema();
});
$('version').addEventListener('change', changeSchema);
$('forget').addEventListener('click', () => {
  recent.clear();
  showRecent(null, recall);
});
addEventListener('popstate', restore);
showRecent(null, recall);
showFavourites(openPicture);
restore();

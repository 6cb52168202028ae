// The studio's page. The URL's query is its state (model, a.{attribute}, count, seed, job): what it shows can be
// reloaded, shared and gone back to. What a job is doing comes as server-sent events.

import { Refusal, ask, element, moment, plural, seconds } from './service.js';

const SHORT_LIST = 12;
const RECENT_KEY = 'atelier.recent';
const RECENT_MOST = 12;
const ENDS = ['completed', 'failed', 'cancelled', 'expired'];

const $ = id => document.getElementById(id);
let schema = null;
let stream = null;
let job = null;

// ---- asking the service

/** Asks until the service is up. */
async function askPatiently(path) {
  for (;;) {
    try {
      const answer = await ask(path);
      showGeneral('');
      return answer;
    } catch (refusal) {
      if (refusal.problem.status !== 0 && refusal.problem.status !== 503) throw refusal;
      showGeneral(`${refusal.message} Trying again …`);
      await new Promise(resolve => setTimeout(resolve, 2000));
    }
  }
}

function label(attributes) {
  return Object.values(attributes).flat().join(', ');
}

// ---- the form

async function loadModels(wanted) {
  let models = [];
  while (models.length === 0) {
    models = (await askPatiently('/v1/models')).models.filter(model => model.aliases.champion);
    if (models.length === 0) {
      $('empty').textContent = 'No model is published yet. As soon as there is one, it appears here.';
      await new Promise(resolve => setTimeout(resolve, 3000));
    }
  }
  $('empty').textContent = 'Choose the attributes and press Generate. The pictures appear here, one by one.';
  $('model').replaceChildren(...models.map(model => new Option(model.model, model.model)));
  if (models.some(model => model.model === wanted)) $('model').value = wanted;
}

async function loadSchema() {
  const answer = await askPatiently(`/v1/models/${encodeURIComponent($('model').value)}/schema`);
  schema = answer.schema;
  const { width, height, channels } = answer.picture;
  $('model-hint').textContent =
    `${width} × ${height}, ${channels === 1 ? 'grey' : 'colour'} · version ${answer.version}`;
  const error = $('attributes').querySelector(':scope > .error');
  $('attributes').replaceChildren(error, ...schema.attributes.map(fieldset));
}

function fieldset(attribute, index) {
  const many = attribute.cardinality === 'many-of';
  const long = attribute.values.length > SHORT_LIST;
  const legend = element('legend', { textContent: attribute.name });
  if (many) legend.append(' ', element('small', { textContent: '(any number)' }));
  const chips = element('div', { className: long ? 'chips long' : 'chips' });
  attribute.values.forEach((value, at) => {
    const input = element('input', {
      type: many ? 'checkbox' : 'radio', name: `a.${attribute.name}`, value, checked: !many && at === 0,
    });
    chips.append(element('label', { className: many ? 'chip many' : 'chip' }, input, element('span', { textContent: value })));
  });
  const error = element('p', { className: 'error', hidden: true, id: `attribute-${index}-error` });
  const set = element('fieldset', {}, legend);
  set.dataset.pointer = `/attributes/${attribute.name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (long) set.append(filter(attribute, chips));
  set.append(chips, error);
  return set;
}

/** A field that narrows a long list; what is chosen stays visible. */
function filter(attribute, chips) {
  const field = element('input', { type: 'search', className: 'filter', placeholder: `Search ${attribute.values.length} values` });
  field.setAttribute('aria-label', `Search ${attribute.name}`);
  field.addEventListener('input', event => {
    event.stopPropagation();
    const text = field.value.trim().toLowerCase();
    for (const chip of chips.children) {
      const input = chip.querySelector('input');
      chip.hidden = !input.checked && !input.value.toLowerCase().includes(text);
    }
  });
  field.addEventListener('keydown', event => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const first = [...chips.children].find(chip => !chip.hidden)?.querySelector('input');
    if (first) {
      first.click();
      first.focus();
    }
  });
  return field;
}

function chosen() {
  const attributes = {};
  for (const attribute of schema.attributes) {
    const inputs = [...document.getElementsByName(`a.${attribute.name}`)].filter(input => input.checked);
    const values = inputs.map(input => input.value);
    if (attribute.cardinality === 'many-of') attributes[attribute.name] = values;
    else if (values.length > 0) attributes[attribute.name] = values[0];
  }
  return attributes;
}

/** What the form says, for the service to check: a number that is none goes as text, and is refused by its place. */
function order() {
  const number = text => (/^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text);
  const body = { model: $('model').value, attributes: chosen(), count: number($('count').value.trim()) };
  const seed = $('seed').value.trim();
  if ($('keep').checked && seed !== '') body.seed = number(seed);
  return body;
}

// ---- the URL's query

function query(jobId) {
  const { model, attributes, count, seed } = order();
  const parameters = new URLSearchParams({ model });
  for (const [name, values] of Object.entries(attributes)) {
    [values].flat().forEach(value => parameters.append(`a.${name}`, value));
  }
  parameters.set('count', count);
  if (seed !== undefined) parameters.set('seed', seed);
  if (jobId) parameters.set('job', jobId);
  return `?${parameters}`;
}

function fillForm(parameters) {
  for (const attribute of schema.attributes) {
    const wanted = parameters.getAll(`a.${attribute.name}`);
    if (wanted.length === 0) continue;
    for (const input of document.getElementsByName(`a.${attribute.name}`)) input.checked = wanted.includes(input.value);
  }
  if (parameters.has('count')) $('count').value = parameters.get('count');
  if (parameters.has('seed')) {
    $('seed').value = parameters.get('seed');
    $('keep').checked = true;
  }
  for (const box of document.querySelectorAll('.chips.long')) {
    const input = box.querySelector('input:checked');
    if (input) box.scrollTop = input.parentElement.offsetTop - box.offsetTop - 40;
  }
}

async function restore() {
  const parameters = new URLSearchParams(location.search);
  await loadModels(parameters.get('model'));
  await loadSchema();
  fillForm(parameters);
  $('generate').disabled = false;
  if (parameters.has('job')) {
    await openJob(parameters.get('job'));
  } else {
    closeStream();
    job = null;
    $('job').hidden = true;
    $('empty').hidden = false;
  }
}

// ---- errors

function showGeneral(text) {
  $('general').textContent = text;
  $('general').hidden = text === '';
}

function clearErrors() {
  showGeneral('');
  for (const error of document.querySelectorAll('#order [data-pointer] .error')) error.hidden = true;
  for (const field of document.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
}

/** Each mistake at its field; what belongs to none, below the button. */
function showProblem(refusal) {
  const elsewhere = [];
  let first = null;
  for (const error of refusal.problem.errors ?? []) {
    const place = [...document.querySelectorAll('#order [data-pointer]')]
      .filter(node => error.pointer === node.dataset.pointer || error.pointer.startsWith(`${node.dataset.pointer}/`))
      .sort((a, b) => b.dataset.pointer.length - a.dataset.pointer.length)[0];
    if (!place) {
      elsewhere.push(error.message);
      continue;
    }
    const line = place.querySelector(':scope > .error');
    line.textContent = error.message;
    line.hidden = false;
    line.id ||= `error-of-${place.dataset.pointer.slice(1)}`;
    const field = place.querySelector('input:not([type=search]), select');
    if (field) {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', line.id);
      first ??= field;
    }
  }
  if (!refusal.problem.errors?.length) elsewhere.push(refusal.message);
  showGeneral(elsewhere.join(' '));
  first?.focus();
}

// ---- a job

async function generate(event) {
  event.preventDefault();
  clearErrors();
  $('generate').disabled = true;
  try {
    const accepted = await ask('/v1/generations', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey() },
      body: JSON.stringify(order()),
    });
    history.pushState(null, '', query(accepted.id));
    show(accepted);
    if (matchMedia('(max-width: 56rem)').matches) $('sheet').scrollIntoView({ behavior: 'smooth' });
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    showProblem(refusal);
  } finally {
    $('generate').disabled = false;
  }
}

/** crypto.randomUUID exists on secure origins alone, and the page may be served over plain HTTP in a local network. */
function idempotencyKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

async function openJob(id) {
  try {
    show(await ask(`/v1/generations/${encodeURIComponent(id)}`));
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    closeStream();
    $('job').hidden = true;
    $('empty').hidden = false;
    showGeneral(refusal.message);
  }
}

function show(state) {
  closeStream();
  job = { ...state, images: [] };
  $('empty').hidden = true;
  $('job').hidden = false;
  $('title').textContent = label(state.attributes);
  // Shown for the next order; sent only where it is to be kept.
  if (!$('keep').checked) $('seed').value = state.seed;
  layOut(state.count);
  showFacts();
  state.images.forEach(addImage);
  showStatus();
  remember();
  if (!ENDS.includes(state.status)) follow(state.id);
}

function layOut(count) {
  $('pictures').replaceChildren(...Array.from({ length: count }, (_, i) => {
    const cell = element('li');
    cell.setAttribute('aria-label', `Picture ${i + 1}, not there yet`);
    return cell;
  }));
}

function addImage(image) {
  if (job.images[image.index]) return;
  job.images[image.index] = image;
  const picture = element('img', { src: image.url, alt: `${label(job.attributes)}, picture ${image.index + 1}` });
  picture.addEventListener('load', () => {
    const { naturalWidth: width, naturalHeight: height } = picture;
    picture.classList.toggle('pixelated', width <= 128);
    $('pictures').style.setProperty('--ratio', `${width} / ${height}`);
    $('pictures').style.setProperty('--cell', `${width <= 64 ? 112 : 160}px`);
  });
  picture.addEventListener('error', () => {
    picture.replaceWith(element('span', { className: 'hint', textContent: 'cannot be loaded now' }));
  });
  const link = element('a', { href: image.url, target: '_blank', rel: 'noopener', title: `Picture ${image.index + 1}` }, picture);
  const cell = $('pictures').children[image.index];
  cell.removeAttribute('aria-label');
  cell.replaceChildren(link);
}

function showFacts() {
  const link = element('a', { href: `/v1/generations/${job.id}`, textContent: job.id });
  const facts = [['Model', `${job.model}, version ${job.version}`], ['Seed', String(job.seed)], ['Job', link]];
  $('facts').replaceChildren(...facts.flatMap(([name, value]) => [
    element('dt', { textContent: name }), element('dd', {}, value),
  ]));
}

function statusText() {
  const made = job.images.filter(Boolean).length;
  switch (job.status) {
    case 'queued': {
      const ahead = job.position?.jobs
        ? `${plural(job.position.jobs, 'job')} with ${plural(job.position.images, 'picture')} before this one`
        : 'next in line';
      const wait = job.expectedWaitMs ? `, about ${seconds(job.expectedWaitMs)}` : '';
      return `Waiting: ${ahead}${wait}.`;
    }
    case 'running': return `${made} of ${plural(job.count, 'picture')}.`;
    case 'completed': return `${plural(made, 'picture')}.`;
    case 'failed': return `Failed: ${job.failure?.reason ?? 'no reason was given.'}`;
    case 'cancelled': return made ? `Cancelled after ${plural(made, 'picture')}.` : 'Cancelled.';
    default: return 'Expired: no worker began this job in time. Generate again to try once more.';
  }
}

function showStatus() {
  const over = ENDS.includes(job.status);
  $('status').textContent = statusText();
  $('status').classList.toggle('bad', job.status === 'failed' || job.status === 'expired');
  $('cancel').hidden = over;
  $('progress').hidden = over;
  $('progress').max = job.count;
  if (job.status === 'running') $('progress').value = job.images.filter(Boolean).length;
  else $('progress').removeAttribute('value');
  $('pictures').hidden = over && job.images.length === 0;
  if (over) {
    for (const cell of [...$('pictures').children]) if (!cell.firstChild) cell.remove();
  }
}

function follow(id) {
  stream = new EventSource(`/v1/generations/${id}/events`);
  const on = (name, act) => stream.addEventListener(name, event => {
    if (job?.id !== id) return;
    const change = JSON.parse(event.data);
    job = { ...job, ...change, images: job.images, image: undefined };
    act(change);
    showStatus();
  });
  on('queued', () => {});
  on('position', () => {});
  on('started', remember);
  on('image-stored', change => addImage(change.image));
  for (const end of ENDS) {
    on(end, () => {
      closeStream();
      remember();
    });
  }
  stream.onerror = () => {
    // It connects again by itself unless the service refused; then this page asks again in a moment.
    if (stream?.readyState !== EventSource.CLOSED || job?.id !== id) return;
    closeStream();
    $('status').textContent = 'The connection is lost. Trying again …';
    setTimeout(() => job?.id === id && !stream && follow(id), 3000);
  };
}

function closeStream() {
  stream?.close();
  stream = null;
}

async function cancel() {
  const { id } = job;
  try {
    const state = await ask(`/v1/generations/${id}`, { method: 'DELETE' });
    if (job.id === id) show(state);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (refusal.problem.status === 409) await openJob(id);
    else showGeneral(refusal.message);
  }
}

// ---- recent jobs, in this browser alone

function recent() {
  try {
    return JSON.parse(localStorage.getItem(RECENT_KEY)) ?? [];
  } catch {
    return [];
  }
}

function remember() {
  const entry = {
    id: job.id, label: label(job.attributes), model: job.model, count: job.count, status: job.status,
    at: job.createdAt, image: job.images.find(Boolean)?.url, query: query(job.id),
  };
  const known = recent();
  const at = known.findIndex(other => other.id === job.id);
  if (at >= 0) known[at] = { ...entry, query: known[at].query };
  else known.unshift(entry);
  try {
    localStorage.setItem(RECENT_KEY, JSON.stringify(known.slice(0, RECENT_MOST)));
  } catch {
    // A browser that keeps nothing still shows the job itself.
  }
  showRecent();
}

function showRecent() {
  const entries = recent();
  $('recent').hidden = entries.length === 0;
  $('recent-list').replaceChildren(...entries.map(entry => {
    const thumb = element('span', { className: 'thumb' });
    if (entry.image) {
      const image = element('img', { src: entry.image, alt: '', className: 'pixelated' });
      image.addEventListener('error', () => image.remove());
      thumb.append(image);
    }
    const at = moment(new Date(entry.at));
    const what = element('span', { className: 'what' },
      element('strong', { textContent: entry.label }),
      element('small', { textContent: `${plural(entry.count, 'picture')}, ${entry.status} · ${at}` }));
    const link = element('a', { href: entry.query }, thumb, what);
    if (entry.id === job?.id) link.setAttribute('aria-current', 'true');
    return element('li', {}, link);
  }));
}

// ---- begin

$('order').addEventListener('submit', generate);
$('order').addEventListener('input', event => {
  if (event.target.id === 'seed') $('keep').checked = $('seed').value.trim() !== '';
  if (event.target.id !== 'model' && schema) history.replaceState(null, '', query(job?.id));
});
$('model').addEventListener('change', async () => {
  clearErrors();
  await loadSchema();
  history.replaceState(null, '', query(job?.id));
});
$('cancel').addEventListener('click', cancel);
$('forget').addEventListener('click', () => {
  localStorage.removeItem(RECENT_KEY);
  showRecent();
});
addEventListener('popstate', restore);
showRecent();
restore();

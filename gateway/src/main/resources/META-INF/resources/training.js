// Training runs and the models that come of them. The URL's query is the page's state (run, model). What changes comes as
// server-sent events, upon which the run is asked for again; the list and the models are asked for every few seconds.

import { Refusal, ask, element, moment } from './service.js';
import { drawChart } from './chart.js';
import { badge, fact, set, told as toldIn } from './parts.js';
import { clearProblems } from './problems.js';

const ENDS = ['promoted', 'rejected', 'failed', 'cancelled', 'superseded'];
const TONES = { promoted: 'good', rejected: 'bad', failed: 'bad', running: 'busy', 'awaiting-approval': 'busy', approved: 'busy' };
const LIST_EVERY_MS = 5000;
const ASK_AFTER_MS = 400;
const NAME_KEY = 'atelier.name';
const SHORT_DIGEST = 12;

const $ = id => document.getElementById(id);
const parameters = () => new URLSearchParams(location.search);
let run = null;
let stream = null;
let asking = null;
let models = [];
let decision = null;

// ---- words and numbers

const number = value => Number(value.toPrecision(4)).toString();
const signed = value => (value > 0 ? '+' : '') + number(value);
const words = state => state.replaceAll('-', ' ');

// What is asked for here is said below the list, if it was wrong.
const told = act => toldIn($('general'), act);

// ---- the list

async function showRuns() {
  const wanted = parameters().get('model');
  const path = wanted ? `/v1/trainings?limit=100&model=${encodeURIComponent(wanted)}` : '/v1/trainings?limit=100';
  const { runs } = await ask(path);
  $('no-runs').hidden = runs.length > 0;
  set($('runs'), ...runs.map(item));
}

function item(it) {
  const progress = it.latest
    ? `${it.latest.phase} ${it.latest.step}${it.latest.steps ? ` of ${it.latest.steps}` : ''}${it.score === undefined ? '' : ` · label match ${number(it.score)}`}`
    : 'not begun';
  const link = element('a', { href: query({ run: it.id }) },
    element('strong', { textContent: it.model }),
    badge(words(it.state), TONES[it.state]),
    element('small', { textContent: `${it.data.dataSet}@${it.data.version} · ${moment(new Date(it.requestedAt))}` }),
    element('small', { textContent: progress }));
  if (it.id === parameters().get('run')) link.setAttribute('aria-current', 'true');
  return element('li', {}, link);
}

function query(changes) {
  const next = parameters();
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next.size ? `?${next}` : location.pathname;
}

// ---- one run

function closeStream() {
  stream?.close();
  stream = null;
}

async function openRun(id) {
  closeStream();
  run = null;
  if (!id) {
    $('shown').hidden = true;
    $('empty').hidden = false;
    return;
  }
  await askRun(id);
  if (!ENDS.includes(run.state)) follow(id);
}

async function askRun(id) {
  const answer = await ask(`/v1/trainings/${encodeURIComponent(id)}`);
  if (parameters().get('run') !== id) return;
  run = answer;
  showRun();
}

function follow(id) {
  stream = new EventSource(`/v1/trainings/${id}/events`);
  const changed = () => {
    // Many come at once at the beginning, and one answer has them all.
    asking ??= setTimeout(() => {
      asking = null;
      if (parameters().get('run') === id) told(() => askRun(id)).then(() => told(showRuns));
    }, ASK_AFTER_MS);
  };
  const types = ['started', 'progress', 'evaluated', 'approved', 'cancel-requested', ...ENDS];
  for (const type of types) stream.addEventListener(type, changed);
  for (const end of ENDS) {
    stream.addEventListener(end, () => {
      closeStream();
      told(showModels);
    });
  }
  stream.onerror = () => {
    // It connects again by itself unless the service refused; then this page asks again in a moment.
    if (stream?.readyState !== EventSource.CLOSED) return;
    closeStream();
    setTimeout(() => parameters().get('run') === id && !stream && told(() => openRun(id)), 3000);
  };
}

function showRun() {
  const over = ENDS.includes(run.state);
  $('empty').hidden = true;
  $('shown').hidden = false;
  $('title').textContent = `${run.model} learns from ${run.data.dataSet}@${run.data.version}`;
  $('status').textContent = statusText();
  $('status').className = TONES[run.state] ?? '';
  $('approve').hidden = run.state !== 'awaiting-approval';
  $('cancel').hidden = over;
  $('cancel').disabled = run.cancelBy !== undefined;
  const done = over ? 1 : run.latest?.steps ? run.latest.step / run.latest.steps : 0;
  $('progress').value = done;
  showCharts();
  showSheets();
  showVerdict();
  showLineage();
}

function statusText() {
  const what = run.latest ? `${run.latest.phase}, step ${run.latest.step}${run.latest.steps ? ` of ${run.latest.steps}` : ''}, epoch ${run.latest.epoch}` : '';
  switch (run.state) {
    case 'requested': return 'No trainer has taken it yet.';
    case 'running': {
      const cancelled = run.cancelBy === undefined ? '' : ` ${run.cancelBy} wants it to end.`;
      return `${run.trainer}, attempt ${run.attempt}${what ? `: ${what}` : ''}.${cancelled}`;
    }
    case 'awaiting-approval': return `Version ${run.version} passed and waits for a person's yes.`;
    case 'approved': return `Approved by ${run.approvedBy}; a trainer is to make version ${run.version} the champion.`;
    default: return `${words(run.state)[0].toUpperCase()}${words(run.state).slice(1)}${run.reason ? `: ${run.reason}` : ''}.`;
  }
}

function showCharts() {
  const names = [...new Set(run.progress.flatMap(it => Object.keys(it.losses)))].sort();
  const losses = names.map(name => ({
    name, points: run.progress.filter(it => name in it.losses).map(it => [it.step, it.losses[name]]),
  }));
  const scored = run.progress.filter(it => it.score !== undefined).map(it => [it.step, it.score]);
  const champion = run.verdict?.rules.find(rule => rule.name === 'labelMatch')?.champion;
  drawChart($('losses'), losses, { label: `Losses of ${run.model} by step` });
  drawChart($('scores'), scored.length ? [{ name: 'label match', points: scored }] : [], {
    label: `Label match of ${run.model} by step`, limit: champion,
  });
  set($('losses-legend'), ...losses.map(legend));
  set($('scores-legend'),
    ...(scored.length ? [legend({ name: 'label match', points: scored }, 0)] : []),
    ...(champion === undefined ? [] : [element('li', { textContent: `- - champion ${number(champion)}` })]));
}

function legend({ name, points }, index) {
  const last = points.length ? ` ${number(points[points.length - 1][1])}` : '';
  return element('li', {}, element('i', { className: `l${index % 4}` }), `${name}${last}`);
}

function showSheets() {
  $('no-sheets').hidden = run.sheets.length > 0;
  $('film').hidden = run.sheets.length === 0;
  const film = $('film');
  const chosen = film.dataset.run === run.id ? film.querySelector('input:checked')?.value : undefined;
  // The newest is followed until a person chooses another.
  const newest = run.sheets[run.sheets.length - 1]?.name;
  const follows = chosen === undefined || chosen === film.dataset.newest;
  if (film.dataset.run !== run.id) film.replaceChildren();
  const known = new Set([...film.querySelectorAll('input')].map(input => input.value));
  film.append(...run.sheets.filter(sheet => !known.has(sheet.name)).map(frame));
  film.dataset.run = run.id;
  film.dataset.newest = newest ?? '';
  const shown = follows ? newest : chosen;
  for (const input of film.querySelectorAll('input')) input.checked = input.value === shown;
  if (follows) film.scrollLeft = film.scrollWidth;
  showLarge(shown);
}

function frame(sheet) {
  const input = element('input', { type: 'radio', name: 'sheet', value: sheet.name });
  input.addEventListener('change', () => showLarge(sheet.name));
  const picture = element('img', { src: sheet.url, alt: '', className: 'pixelated', loading: 'lazy' });
  picture.addEventListener('error', () => picture.remove());
  const score = sheet.score === undefined ? '' : ` · ${number(sheet.score)}`;
  return element('label', {}, input, element('span', { className: 'thumb' }, picture),
    element('span', { textContent: `epoch ${sheet.epoch}${score}` }));
}

function showLarge(name) {
  const sheet = run.sheets.find(it => it.name === name);
  $('large').hidden = !sheet;
  if (!sheet) return;
  const picture = $('large').querySelector('img');
  if (picture.getAttribute('src') !== sheet.url) picture.src = sheet.url;
  picture.onload = () => picture.classList.toggle('pixelated', picture.naturalWidth <= 320);
  picture.alt = `Samples after epoch ${sheet.epoch}, step ${sheet.step}`;
  $('large').href = sheet.url;
}

function showVerdict() {
  const { verdict } = run;
  $('rules').hidden = !verdict;
  if (!verdict) {
    $('verdict').textContent = 'The gate has not spoken yet.';
    return;
  }
  const against = verdict.champion ? `against champion ${verdict.champion}` : 'without a champion to compare with';
  $('verdict').textContent = `Version ${run.version} ${verdict.passed ? 'passed' : 'did not pass'} ${against}: ${verdict.reason}.`;
  const columns = [...$('rules').tHead.rows[0].cells].map(cell => cell.textContent);
  set($('rules').tBodies[0], ...verdict.rules.map(rule => row(columns,
    element('th', { scope: 'row', textContent: rule.name }),
    element('td', { className: 'number', textContent: number(rule.challenger) }),
    element('td', { className: 'number', textContent: rule.champion === undefined ? '–' : number(rule.champion) }),
    element('td', { className: 'number', textContent: rule.champion === undefined ? '–' : signed(rule.challenger - rule.champion) }),
    element('td', { textContent: rule.limit }),
    element('td', { className: rule.kept ? 'good' : 'bad', textContent: rule.kept ? (rule.better ? 'yes, better' : 'yes') : 'no' }))));
}

/** Of a table; its cells know their columns' names for where there is no room for columns. */
function row(columns, head, ...cells) {
  cells.forEach((cell, i) => {
    if (columns[i + 1]) cell.dataset.column = columns[i + 1];
  });
  return element('tr', {}, head, ...cells);
}

function showLineage() {
  const facts = [
    fact('Data set', `${run.data.dataSet}@${run.data.version}, announced by ${run.data.by}`),
    fact('Manifest', run.data.manifestSha256),
    fact('Run', element('a', { href: run.url, textContent: run.id }), `, attempt ${run.attempt}`),
    fact('Requested', moment(new Date(run.requestedAt))),
  ];
  if (run.version) facts.push(fact('Version', run.version));
  if (run.lineage) {
    const { parent, digest, code, dataDigest, recipe } = run.lineage;
    facts.push(fact('Began from', parent ? (parent.version ?? parent.digest.slice(0, SHORT_DIGEST)) : 'scratch'));
    facts.push(fact('Digest', digest), fact('Data digest', dataDigest), fact('Program', code));
    facts.push(fact('Recipe', element('details', {},
      element('summary', { textContent: [recipe.model, recipe.method].filter(Boolean).join(', ') || 'shown' }),
      element('pre', { textContent: JSON.stringify(recipe, null, 1) }))));
  }
  if (run.approvedBy) facts.push(fact('Approved by', run.approvedBy));
  if (run.latest) facts.push(fact('Losses', element('a', { href: run.links.losses, textContent: 'of every step' })));
  set($('lineage'), ...facts.flat());
}

// ---- models

async function showModels() {
  ({ models } = await ask('/v1/models'));
  const names = models.map(model => model.model);
  const options = ['', ...names].map(name => new Option(name || 'all', name));
  if ($('filter').options.length !== options.length) $('filter').replaceChildren(...options);
  $('filter').value = parameters().get('model') ?? '';
  set($('model-list'), ...models.map(modelCard));
}

function modelCard(model) {
  const { champion, previous } = model.aliases;
  const title = element('div', { className: 'title' }, element('h3', { textContent: model.model }));
  if (previous) {
    const button = element('button', { type: 'button', className: 'quiet', textContent: `Roll back to ${previous.version}` });
    button.dataset.rollback = model.model;
    title.append(button);
  }
  const since = champion
    ? `Champion ${champion.version} since ${moment(new Date(champion.movedAt))}, by ${champion.by}${champion.reason ? `: ${champion.reason}` : ''}.`
    : 'No champion yet.';
  const columns = ['Version', 'Learnt from', 'Created', 'Scores', ''];
  const rows = model.versions.map(version => versionRow(columns, model, version));
  const head = columns.map(text => element('th', { scope: 'col', textContent: text }));
  return element('article', {}, title, element('p', { className: 'hint', textContent: since }),
    element('div', { className: 'table' },
      element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows))));
}

function versionRow(columns, model, version) {
  const scores = Object.entries(version.scores).filter(([, value]) => typeof value === 'number')
    .map(([name, value]) => `${name} ${number(value)}`).join(', ');
  const from = version.lineage
    ? element('a', { href: query({ run: version.lineage.run }), textContent: `${version.lineage.dataSet}@${version.lineage.dataSetVersion}` })
    : '–';
  const act = element('td', { className: 'act' });
  if (!version.aliases.includes('champion')) {
    const button = element('button', { type: 'button', className: 'quiet', textContent: 'Make champion' });
    button.dataset.promote = model.model;
    button.dataset.version = version.version;
    act.append(button);
  }
  return row(columns,
    element('th', { scope: 'row' }, `${version.version} `, ...version.aliases.map(alias => badge(alias, alias === 'champion' ? 'good' : ''))),
    element('td', {}, from),
    element('td', { className: 'date', textContent: moment(new Date(version.createdAt)) }),
    element('td', { className: 'wide', textContent: scores || '–' }),
    act);
}

// ---- decisions: who, and why

function decide(title, hint, button, act, needsReason = true) {
  decision = { act, needsReason };
  $('decision-title').textContent = title;
  $('decision-hint').textContent = hint;
  $('decide').textContent = button;
  $('reason-field').hidden = !needsReason;
  $('reason').value = '';
  try {
    $('by').value = localStorage.getItem(NAME_KEY) ?? '';
  } catch {
    $('by').value = '';
  }
  clearProblems($('decision'));
  $('decision').showModal();
  ($('by').value && needsReason ? $('reason') : $('by')).focus();
}

function mistake(pointer, text) {
  const place = document.querySelector(`#decision [data-pointer="${pointer}"]`);
  if (!place || place.hidden) return false;
  const line = place.querySelector('.error');
  line.textContent = text;
  line.hidden = false;
  line.id ||= `mistake-of-${pointer.slice(1)}`;
  const field = place.querySelector('input');
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', line.id);
  field.focus();
  return true;
}

async function submitDecision(event) {
  event.preventDefault();
  clearProblems($('decision'));
  const by = $('by').value.trim();
  const reason = $('reason').value.trim();
  if (decision.needsReason && reason === '') mistake('/reason', 'Say why, for whoever looks at it later.');
  if (by === '') mistake('/by', 'Say who you are, for the record.');
  if (by === '' || (decision.needsReason && reason === '')) return;
  $('decide').disabled = true;
  try {
    await decision.act(by, reason);
    try {
      localStorage.setItem(NAME_KEY, by);
    } catch {
      // A browser that keeps nothing asks again the next time.
    }
    $('decision').close();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const placed = (refusal.problem.errors ?? []).filter(error => mistake(error.pointer, error.message));
    if (placed.length === 0) {
      $('decision-error').textContent = refusal.message;
      $('decision-error').hidden = false;
    }
  } finally {
    $('decide').disabled = false;
  }
  await told(async () => {
    await Promise.all([showModels(), showRuns(), run ? askRun(run.id) : null]);
  });
}

function send(path, method, body) {
  return ask(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

$('cancel').addEventListener('click', () => {
  const { id, model } = run;
  decide('Cancel this run', `${model} keeps its champion. What the run has learnt is not used.`, 'Cancel run',
    by => ask(`/v1/trainings/${id}?by=${encodeURIComponent(by)}`, { method: 'DELETE' }), false);
});

$('approve').addEventListener('click', () => {
  const { id, model, version } = run;
  decide(`Approve version ${version}`, `It becomes the champion of ${model}.`, 'Approve',
    (by, reason) => send(`/v1/trainings/${id}/approval`, 'POST', { by, reason }));
});

$('model-list').addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button) return;
  const name = button.dataset.rollback ?? button.dataset.promote;
  const { champion, previous } = models.find(model => model.model === name).aliases;
  const path = `/v1/models/${encodeURIComponent(name)}`;
  if (button.dataset.rollback) {
    const { revision } = champion;
    decide(`Roll back ${name}`,
      `Version ${previous.version} becomes the champion again in place of ${champion.version}. A second rollback takes it back.`,
      'Roll back', (by, reason) => send(`${path}/rollback`, 'POST', { by, reason, replaces: revision }));
  } else {
    const { version } = button.dataset;
    decide(`Make ${version} the champion of ${name}`,
      champion ? `It takes the place of version ${champion.version}, which stays as the previous one.` : 'It is the first one.',
      'Make champion',
      (by, reason) => send(`${path}/aliases/champion`, 'PUT', { version, by, reason, replaces: champion?.revision ?? 0 }));
  }
});

// ---- begin

function go(href) {
  history.pushState(null, '', href);
  return restore();
}

async function restore() {
  await told(async () => {
    await Promise.all([showModels(), showRuns(), openRun(parameters().get('run'))]);
  });
  // Shown at once, not piece by piece as the answers come.
  document.documentElement.classList.add('ready');
}

document.addEventListener('click', event => {
  const link = event.target.closest('a[href^="?"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(link.getAttribute('href')).then(() => $('run').focus({ preventScroll: matchMedia('(min-width: 56rem)').matches }));
});
$('filter').addEventListener('change', () => go(query({ model: $('filter').value })));
$('decision').querySelector('form').addEventListener('submit', submitDecision);
$('back').addEventListener('click', () => $('decision').close());
addEventListener('popstate', restore);
setInterval(() => {
  if (!document.hidden && !$('decision').open) told(() => Promise.all([showRuns(), showModels()]));
}, LIST_EVERY_MS);
restore();

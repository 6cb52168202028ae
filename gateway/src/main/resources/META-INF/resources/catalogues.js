// The page of catalogues. The URL's query is its state: the batch that is shown; without one the form for a new one is. A batch
// is followed by server-sent events; the list is asked for every few seconds.

import { ask, element, moment } from './service.js';
import { badge, missing, regularly, set, told } from './parts.js';
import { say } from './problems.js';
import { BatchView } from './catalogues/batch.js';
import { CatalogueForm } from './catalogues/form.js';
import { ENDS, TONES, made, pace, titleOf } from './catalogues/words.js';

const LIST_EVERY_MS = 5000;
const LIST_AFTER_MS = 500;
const MOST_LISTED = 100;
const $ = id => document.getElementById(id);

const wanted = () => new URLSearchParams(location.search).get('batch');
const addressOf = id => `?batch=${encodeURIComponent(id)}`;
let soon = null;

const view = new BatchView({ onChange: listSoon });
const form = new CatalogueForm({ onAccepted: ({ id }) => go(addressOf(id)) });

// ---- the list

function item(batch) {
  const link = element('a', { href: addressOf(batch.id) },
    element('strong', { textContent: titleOf(batch) }),
    badge(batch.state, TONES[batch.state]),
    element('progress', { max: 1, value: batch.images / batch.items, ariaLabel: made(batch) }),
    element('small', { textContent: [made(batch), pace(batch)].filter(Boolean).join(', ') }),
    element('small', { textContent: moment(new Date(batch.acceptedAt)) }));
  if (batch.id === wanted()) link.setAttribute('aria-current', 'true');
  return element('li', {}, link);
}

async function list() {
  const { catalogues } = await ask(`/v1/catalogues?limit=${MOST_LISTED}`);
  $('none').hidden = catalogues.length > 0;
  set($('batches'), ...catalogues.map(item));
  const waiting = catalogues.some(({ state }) => !ENDS.includes(state));
  say($('missing'), waiting || !wanted() ? await missing() : '');
}

async function look() {
  await told($('general-list'), async () => {
    const { models } = await ask('/v1/models');
    const ready = models.filter(({ aliases }) => aliases.champion);
    $('no-model').hidden = ready.length > 0;
    if (ready.length > 0) await form.showModels(ready);
    await list();
  });
}

function listSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => told($('general-list'), list), LIST_AFTER_MS);
}

// ---- the page's address

async function restore() {
  const id = wanted();
  $('new').hidden = Boolean(id);
  $('begin').setAttribute('aria-current', id ? 'false' : 'true');
  view.close();
  say($('unknown'), '');
  await Promise.all([look(), id ? told($('unknown'), () => view.open(id)) : null]);
}

async function go(href) {
  history.pushState(null, '', href);
  await restore();
  $('detail').focus({ preventScroll: matchMedia('(min-width: 56rem)').matches });
}

document.addEventListener('click', event => {
  const link = event.target.closest('a[href^="?"], #begin');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
addEventListener('popstate', restore);
restore();
regularly(look, LIST_EVERY_MS);

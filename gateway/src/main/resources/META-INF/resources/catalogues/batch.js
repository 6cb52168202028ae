// One batch: how it stands, what people may order of it, what failed, what there is to download.

import { Refusal, ask, element, moment } from '../service.js';
import { cell, confirmed, counted, fact, head, set, size, whole } from '../parts.js';
import { follow } from '../following.js';
import { say } from '../problems.js';
import { firstLines, ofBadLines, showMistakes } from './lines.js';
import { showShards } from './shards.js';
import { ENDS, STATES, TONES, standing, titleOf } from './words.js';

const MOST_LINES = 100;
const $ = id => document.getElementById(id);

const ORDERS = {
  pause: batch => ['accepted', 'running', 'incomplete'].includes(batch.state),
  resume: batch => batch.state === 'paused',
  retry: batch => !ENDS.includes(batch.state) && batch.shards.failed > 0,
  cancel: batch => !ENDS.includes(batch.state),
};

const range = (first, last) => (first === last ? whole(first) : `${whole(first)} – ${whole(last)}`);

/** A button that goes, or was out of use for a moment, must not take the focus with it. */
function keepFocus(button) {
  (button.hidden ? document.querySelector('#orders button:not([hidden])') ?? $('detail') : button).focus();
}

export class BatchView {
  #wanted = null;
  #batch = null;
  #end = () => {};
  #onChange;

  /** @param onChange called when the batch has changed, for the list beside it */
  constructor({ onChange }) {
    this.#onChange = onChange;
    for (const order of Object.keys(ORDERS)) $(order).addEventListener('click', () => this.#order(order));
  }

  /** Shows and follows a batch; fails with a Refusal where there is none of this id. */
  async open(id) {
    this.close();
    this.#wanted = id;
    const batch = await ask(`/v1/catalogues/${encodeURIComponent(id)}`);
    // Somebody may have gone on to another one meanwhile.
    if (this.#wanted !== id) return;
    this.#show(batch);
    $('batch').hidden = false;
    this.#showBadLines();
    if (ENDS.includes(this.#batch.state)) return;
    this.#end = follow(`/v1/catalogues/${encodeURIComponent(id)}/events`, {
      changes: STATES,
      ends: ENDS,
      onChange: batch => {
        this.#show(batch);
        this.#onChange();
      },
      onLost: () => say($('lost'), 'The connection is lost; trying again …'),
      onFound: () => say($('lost'), ''),
    });
  }

  close() {
    this.#end();
    this.#end = () => {};
    this.#wanted = null;
    this.#batch = null;
    $('batch').hidden = true;
    for (const line of ['lost', 'order-error']) say($(line), '');
  }

  #show(batch) {
    const before = this.#batch?.state;
    this.#batch = batch;
    say($('title'), titleOf(batch));
    say($('status'), standing(batch));
    $('status').className = TONES[batch.state] === 'bad' ? 'bad' : '';
    $('progress').value = batch.images / batch.items;
    $('progress').textContent = `${Math.floor(100 * batch.images / batch.items)} %`;
    if (before !== batch.state) $('live').textContent = `${titleOf(batch)}: ${standing(batch)}`;
    this.#showOrders();
    this.#showFacts();
    this.#showFailures();
    $('manifest').hidden = batch.manifest === undefined;
    if (batch.manifest) $('manifest').href = batch.links.manifest;
    showShards(batch);
  }

  #showOrders() {
    const focused = document.activeElement;
    for (const [order, applies] of Object.entries(ORDERS)) $(order).hidden = !applies(this.#batch);
    if (focused?.hidden) keepFocus(focused);
  }

  #showFacts() {
    const { shards, bytes, seed, shardSize, acceptedAt, changedAt, items, skipped, manifest, id } = this.#batch;
    const facts = [
      fact('Items', `${whole(items)}${skipped > 0 ? `, and ${counted(skipped, 'line')} left out` : ''}`),
      fact('Shards', `${whole(shards.total)} of up to ${counted(shardSize, 'item')}: ${whole(shards.listed)} written down,`
        + ` ${whole(shards.stored)} stored, ${whole(shards.failed)} failed`),
      fact('Stored', size(bytes)),
      fact('Seed', String(seed)),
      fact('Accepted', moment(new Date(acceptedAt))),
      fact('Last change', moment(new Date(changedAt))),
      fact('Batch', id),
    ];
    if (manifest) facts.push(fact('Manifest', `${size(manifest.size)}, SHA-256 ${manifest.sha256}`));
    set($('facts'), ...facts.flat());
  }

  #showFailures() {
    const { failures, shards, shardSize, items } = this.#batch;
    $('failed').hidden = failures.length === 0;
    say($('failed-more'), shards.failed > failures.length ? `The first ${failures.length} of ${whole(shards.failed)}.` : '');
    set($('failures'), ...failures.map(({ shard, code, reason }) => element('tr', {},
      head('Shard', whole(shard)),
      cell('Items', range(shard * shardSize + 1, Math.min(items, (shard + 1) * shardSize))),
      cell('Code', code),
      Object.assign(cell('Reason', reason), { className: 'wide' }))));
  }

  async #showBadLines() {
    const { links, skipped, id } = this.#batch;
    $('left-out').hidden = skipped === 0;
    if (skipped === 0) return;
    $('bad-lines').href = links.badLines;
    $('left-out-hint').textContent = '';
    $('left-out-rows').replaceChildren();
    const lines = await firstLines(links.badLines, MOST_LINES).catch(() => null);
    if (this.#wanted !== id) return;
    $('left-out-hint').textContent = lines === null
      ? 'Which lines they are cannot be read any more: the file has been removed, or the store does not answer.'
      : skipped > lines.length ? `The first ${lines.length} of ${whole(skipped)}.` : '';
    $('bad-lines').hidden = lines === null;
    showMistakes($('left-out-rows'), ofBadLines(lines ?? []));
  }

  async #order(order) {
    const { id, images, items } = this.#batch;
    if (order === 'cancel' && !await confirmed($('confirm'), {
      title: 'Cancel this batch?',
      hint: `${whole(items - images)} of its pictures are not made. It cannot be taken up again; shards that are stored stay.`,
      yes: 'Cancel the batch',
    })) return;
    $(order).disabled = true;
    try {
      const batch = await ask(`/v1/catalogues/${encodeURIComponent(id)}/${order}?by=catalogues-page`, { method: 'POST' });
      if (this.#wanted === id) this.#show(batch);
      say($('order-error'), '');
      this.#onChange();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      say($('order-error'), refusal.message);
    } finally {
      $(order).disabled = false;
      if (document.activeElement === document.body) keepFocus($(order));
    }
  }
}

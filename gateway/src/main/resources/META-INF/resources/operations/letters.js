// Dead letters, and sending their messages on their way once more.

import { Refusal, ask, element, moment } from '../service.js';
import { badge, cell, confirmed, counted, set, size, whole } from '../parts.js';
import { say } from '../problems.js';

/** All that the service knows: what is not listed here could not be replayed with the rest. */
const MOST = 1000;
const $ = id => document.getElementById(id);

export class LettersView {
  #letters = [];
  #onReplayed;

  /** @param onReplayed called after a replay, for what stands beside the letters */
  constructor({ onReplayed }) {
    this.#onReplayed = onReplayed;
    $('letters').addEventListener('click', event => {
      const button = event.target.closest('button[data-letter]');
      if (button) this.#replay(this.#letters.filter(({ id }) => id === button.dataset.letter));
    });
    $('replay-all').addEventListener('click', () => this.#replayAll());
  }

  async look() {
    const { deadLetters, waiting } = await ask(`/v1/dead-letters?limit=${MOST}`);
    this.#letters = deadLetters;
    $('empty').hidden = deadLetters.length > 0;
    $('letters-board').hidden = deadLetters.length === 0;
    $('replay-all').hidden = waiting === 0;
    $('replay-all').textContent = waiting === 1 ? 'Replay it' : `Replay all ${whole(waiting)}`;
    const focused = document.activeElement?.dataset?.letter;
    set($('letters'), ...deadLetters.map(row));
    if (focused) this.#focus(focused);
  }

  /** The button of this letter, or where it has gone the next one, so that the keyboard is not thrown out of the table. */
  #focus(id) {
    const after = this.#letters.slice(this.#letters.findIndex(letter => letter.id === id));
    const next = after.find(({ replayable }) => replayable);
    (next ? document.querySelector(`[data-letter="${next.id}"]`) : $('detail')).focus();
  }

  async #replayAll() {
    const all = this.#letters.filter(({ replayable }) => replayable).reverse();
    const yes = await confirmed($('confirm'), {
      title: `Replay ${counted(all.length, 'message')}?`,
      hint: 'Each goes back to the topic that it came from, the oldest first. What fails again comes back as a new dead letter.',
      yes: 'Replay',
    });
    if (!yes) return;
    await this.#replay(all);
    ($('replay-all').hidden ? $('detail') : $('replay-all')).focus();
  }

  /** One after the other, up to the first that the service refuses; one that it has forgotten meanwhile is passed over. */
  async #replay(letters) {
    say($('letters-error'), '');
    $('replay-all').disabled = true;
    let forgotten = 0;
    try {
      for (const [at, letter] of letters.entries()) {
        if (!await this.#replayOne(letter)) forgotten++;
        say($('live'), `${whole(at + 1 - forgotten)} of ${counted(letters.length, 'message')} replayed.`);
      }
      if (forgotten) say($('letters-error'), `${counted(forgotten, 'message')} became too old meanwhile.`);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      say($('letters-error'), refusal.message);
    } finally {
      $('replay-all').disabled = false;
    }
    await this.#onReplayed();
  }

  /** Whether the service still knew it. */
  async #replayOne({ replay }) {
    try {
      await ask(`${replay}?by=operations-page`, { method: 'POST' });
      return true;
    } catch (refusal) {
      if (refusal.problem?.status !== 404) throw refusal;
      return false;
    }
  }
}

function wide(column, ...content) {
  return Object.assign(cell(column, ...content), { className: 'wide' });
}

function row(letter) {
  const { id, topic, key, code, reason, by, at, size: bytes, replayOf } = letter;
  const from = wide('Came from', element('strong', { textContent: topic }), element('small', { textContent: key || 'no key' }),
    element('small', { textContent: `${size(bytes)}, put away by ${by}${replayOf ? `, a replay of ${replayOf}` : ''}` }));
  return element('tr', {},
    element('th', { scope: 'row' }, moment(new Date(at)), element('small', { textContent: id })),
    from,
    wide('Reason', element('strong', { textContent: code }), element('small', { textContent: reason })),
    Object.assign(cell('', act(letter)), { className: 'acts' }));
}

function act({ id, replayable, replayedAt, replayedBy }) {
  if (replayedAt) {
    return element('span', {}, badge('replayed', 'good'),
      element('small', { textContent: `${moment(new Date(replayedAt))}, by ${replayedBy}` }));
  }
  if (!replayable) return element('small', { textContent: 'cannot be replayed' });
  const button = element('button', { type: 'button', className: 'quiet', textContent: 'Replay', ariaLabel: `Replay ${id}` });
  button.dataset.letter = id;
  return button;
}

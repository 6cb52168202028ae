// What the pages of lists and tables share.

import { say } from './problems.js';
import { Refusal, ask, element } from './service.js';

export const whole = number => Math.round(number).toLocaleString();

export const counted = (number, word) => `${whole(number)} ${word}${number === 1 ? '' : 's'}`;

export function size(bytes) {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toLocaleString([], { maximumSignificantDigits: 3 })} ${units[power]}`;
}

export function fact(name, ...value) {
  return [element('dt', { textContent: name }), element('dd', {}, ...value)];
}

export function badge(text, tone) {
  return element('span', { className: `state ${tone ?? ''}`.trim(), textContent: text });
}

/** A row's cell; in a narrow window it says itself which column's it is. */
export function cell(column, ...content) {
  const node = element('td', {}, ...content);
  if (column) node.dataset.column = column;
  return node;
}

/** What a row is about; `column` says so in a narrow window. */
export function head(column, ...content) {
  const node = element('th', { scope: 'row' }, ...content);
  node.dataset.column = column;
  return node;
}

/** Replaces what is shown only where it differs, so that neither focus nor selection is lost for nothing. */
export function set(node, ...children) {
  const next = element('div', {}, ...children);
  if (node.innerHTML !== next.innerHTML) node.replaceChildren(...next.childNodes);
}

/** Runs what asks the service; says in `line` what was wrong, and nothing when it works again. */
export async function told(line, act) {
  try {
    await act();
    say(line, '');
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    say(line, refusal.message);
  }
}

/** Calls `look` every few seconds while somebody looks at the page, and not before the last one is over. */
export function regularly(look, everyMs) {
  let looking = false;
  const again = async () => {
    if (document.hidden || looking) return;
    looking = true;
    try {
      await look();
    } finally {
      looking = false;
    }
  };
  setInterval(again, everyMs);
  document.addEventListener('visibilitychange', again);
}

/** Asks a person before what cannot be taken back; true for a yes. */
export function confirmed(dialog, { title, hint, yes }) {
  dialog.querySelector('h2').textContent = title;
  dialog.querySelector('p').textContent = hint;
  const act = dialog.querySelector('[value=yes]');
  act.textContent = yes;
  dialog.returnValue = '';
  dialog.showModal();
  dialog.querySelector('[value=no]').focus();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

/** What around this gateway is missing, in a line each with what to do; nothing where all is there. */
export async function missing() {
  const { checks } = await ask('/q/health/ready').catch(refusal => refusal.problem);
  const data = checks?.find(check => check.name === 'surroundings')?.data;
  if (!data) return '';
  const sentences = [];
  if (data.workers === 0) {
    sentences.push('No worker is running: what is asked for waits until one is. Start one, as by deploy/atelier up.');
  }
  if (data.store !== 'reachable') {
    sentences.push('The object store does not answer: pictures and files wait until it does.');
  }
  return sentences.join('\n');
}

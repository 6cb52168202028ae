// Asks for a new catalogue: a file, or values to multiply.

import { Refusal, ask, element } from '../service.js';
import { counted, told } from '../parts.js';
import { clearProblems, say, showProblem } from '../problems.js';
import { Attributes } from '../studio/attributes.js';
import { ofProblem, showMistakes } from './lines.js';
import { send } from './sending.js';

/** So many of a file's wrong lines the service tells. */
const MOST_LINES = 100;
const TYPES = { csv: 'text/csv', jsonl: 'application/x-ndjson', ndjson: 'application/x-ndjson' };
const $ = id => document.getElementById(id);

export class CatalogueForm {
  #axes = new Attributes($('axes'), { prefix: 'axis.', pointer: '' });
  #attributes = [];
  #onAccepted;

  /** @param onAccepted called with the new batch */
  constructor({ onAccepted }) {
    this.#onAccepted = onAccepted;
    $('order').addEventListener('submit', event => {
      event.preventDefault();
      this.#submit('stop');
    });
    $('go-on').addEventListener('click', () => this.#submit('skip'));
    $('mend').addEventListener('click', () => {
      this.#clear();
      ($('file').closest('[hidden]') ? $('make') : $('file')).focus();
    });
    $('model').addEventListener('change', () => told($('general'), () => this.#describe()));
    $('order').addEventListener('input', event => this.#mended(event.target.closest('[data-pointer]')));
    for (const radio of document.querySelectorAll('[name=what]')) radio.addEventListener('change', () => this.#showWhat());
    this.#showWhat();
  }

  /** Offers these models, at least one. */
  async showModels(models) {
    const names = models.map(({ model }) => model);
    const shown = [...$('model').options].map(option => option.value);
    if (names.join('\n') === shown.join('\n')) return;
    const chosen = $('model').value;
    $('model').replaceChildren(...names.map(name => new Option(name, name)));
    if (names.includes(chosen)) $('model').value = chosen;
    await this.#describe();
  }

  async #describe() {
    $('make').disabled = true;
    const model = $('model').value;
    const { schema } = await ask(`/v1/models/${encodeURIComponent(model)}/schema`);
    if ($('model').value !== model) return;
    this.#attributes = schema.attributes;
    const names = schema.attributes.map(({ name }) => name);
    const many = schema.attributes.filter(({ cardinality }) => cardinality === 'many-of').map(({ name }) => name);
    $('file-hint').textContent = `CSV with a header, or JSON lines: ${names.join(', ')}, and where wanted id and seed.`
      + (many.length > 0 ? ` Several values of ${many.join(', ')} with ; between them.` : '');
    this.#axes.show({ attributes: schema.attributes.map(attribute => ({ ...attribute, cardinality: 'many-of' })) });
    for (const set of $('axes').querySelectorAll('fieldset')) this.#offerAll(set);
    this.#count();
    $('make').disabled = false;
  }

  #offerAll(set) {
    const boxes = [...set.querySelectorAll('.chip input')];
    const name = set.dataset.pointer.slice(1);
    const button = element('button', { type: 'button', className: 'quiet all', textContent: 'all' });
    button.setAttribute('aria-label', `All values of ${name}, or none`);
    button.addEventListener('click', () => {
      const every = boxes.every(box => box.checked);
      boxes.forEach(box => { box.checked = !every; });
      this.#mended(set);
    });
    set.querySelector('legend').append(' ', button);
  }

  #ofFile() {
    return document.querySelector('[name=what]:checked').value === 'file';
  }

  #showWhat() {
    for (const part of document.querySelectorAll('[data-for]')) {
      part.hidden = (part.dataset.for === 'file') !== this.#ofFile();
    }
    this.#clear();
    this.#count();
  }

  #chosen() {
    return Object.entries(this.#axes.chosen()).filter(([, values]) => values.length > 0);
  }

  #count() {
    const seeds = Number($('seeds').value) || 1;
    const combinations = this.#chosen().reduce((product, [, values]) => product * values.length, 1);
    say($('count'), this.#chosen().length === 0 || this.#ofFile() ? ''
      : `${counted(combinations, 'combination')}, at most ${counted(combinations * seeds, 'picture')}.`);
  }

  /** What is to be sent; nothing where the form itself shows a mistake. */
  #source() {
    if (this.#ofFile()) {
      const [file] = $('file').files;
      const type = TYPES[file?.name.split('.').pop().toLowerCase()];
      if (type) return { file, type };
      this.#mistake('/file', file ? `'${file.name}' must end in .csv, .jsonl or .ndjson.` : 'Choose a file.', $('file'));
      return null;
    }
    const chosen = new Map(this.#chosen());
    const open = this.#attributes.filter(({ name, cardinality }) => cardinality !== 'many-of' && !chosen.has(name));
    for (const { name } of open.reverse()) {
      const set = [...$('axes').querySelectorAll('fieldset')].find(it => it.dataset.pointer === `/${name}`);
      this.#mistake(set, 'Choose at least one value.', set.querySelector('.chip input'));
    }
    if (open.length > 0) return null;
    const axes = this.#attributes.filter(({ name }) => chosen.has(name))
      .map(({ name, values }) => [name, chosen.get(name).length === values.length ? '*' : chosen.get(name)]);
    return { axes: Object.fromEntries(axes), seeds: $('seeds').value === '' ? 1 : Number($('seeds').value) };
  }

  #mistake(place, text, field) {
    const part = typeof place === 'string' ? document.querySelector(`[data-pointer="${place}"]`) : place;
    say(part.querySelector(':scope > .error'), text);
    field.setAttribute('aria-invalid', 'true');
    field.focus();
  }

  /** What was wrong with a part of the form is so no more once a person has changed it. */
  #mended(part) {
    if (part) clearProblems(part);
    this.#count();
  }

  #wish(onInvalid) {
    const wish = { model: $('model').value, onInvalid };
    for (const name of ['shardSize', 'seed']) {
      const text = $(name).value.trim();
      // What is no number goes as it is: the service says what would be right.
      if (text !== '') wish[name] = /^\d{1,15}$/.test(text) ? Number(text) : text;
    }
    return wish;
  }

  #clear() {
    clearProblems($('order'));
    $('report').hidden = true;
    for (const line of ['general', 'sent']) say($(line), '');
    $('sending').hidden = true;
  }

  async #submit(onInvalid) {
    this.#clear();
    const source = this.#source();
    if (!source) return;
    $('make').disabled = true;
    $('sending').hidden = false;
    const { answer, stop } = send(this.#wish(onInvalid), source, share => {
      $('sent-share').value = share;
      say($('sent'), share < 1 ? `${Math.floor(100 * share)} % sent` : 'Every line is checked …');
    });
    $('stop').onclick = stop;
    try {
      const batch = await answer;
      this.#clear();
      this.#onAccepted(batch);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#clear();
      this.#refused(refusal, onInvalid);
    } finally {
      $('make').disabled = false;
      if (document.activeElement === document.body && !$('new').hidden) $('make').focus();
    }
  }

  #refused(refusal, onInvalid) {
    const mistakes = ofProblem(refusal.problem);
    const ofLines = mistakes.filter(({ line }) => line !== undefined);
    if (!this.#ofFile() || refusal.problem.type !== '/problems/invalid-catalogue') {
      showProblem($('order'), $('general'), refusal);
      return;
    }
    $('report').hidden = false;
    $('report-title').textContent = ofLines.length > 0 ? 'Some lines cannot be made' : 'The file cannot be read';
    const bad = new Set(ofLines.map(({ line }) => line)).size;
    $('report-hint').textContent = ofLines.length > 0
      ? `${bad < MOST_LINES ? counted(bad, 'line') : `These and more lines, the first ${MOST_LINES} of them here,`} cannot be`
        + ' made by this model. Nothing has been begun.'
      : refusal.message;
    $('report-table').hidden = mistakes.length === 0;
    showMistakes($('report-rows'), mistakes);
    // Where leaving lines out was no help, there is no line that can be made.
    $('go-on').hidden = ofLines.length === 0 || onInvalid === 'skip';
    $('report').focus();
  }
}

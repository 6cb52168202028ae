// The form: which model, which attributes, and what to make of them.

import { element } from '../service.js';
import { Attributes } from './attributes.js';
import { Combinations } from './combinations.js';

const $ = id => document.getElementById(id);
const GREATEST_GRID = 64;
const DEFAULT_STRENGTH = '0.3';

export class OrderForm {
  #from = new Attributes($('attributes'), { prefix: 'a.', pointer: '/attributes' });
  #to = new Attributes($('to-attributes'), { prefix: 'to.', pointer: '/interpolate/to/attributes' });
  #models = [];
  #combinations = null;
  #schema = null;

  constructor() {
    $('order').addEventListener('input', () => this.#refresh());
    $('nearest').addEventListener('click', () => {
      this.#from.choose(this.#doubt().nearest);
      $('order').dispatchEvent(new Event('input'));
    });
    $('seed').addEventListener('input', () => { $('lock').checked = $('seed').value.trim() !== ''; });
  }

  showModels(models) {
    this.#models = models;
    const before = $('model').value;
    $('model').replaceChildren(...models.map(({ model }) => new Option(model, model)));
    if (before) this.chooseModel(before);
  }

  chooseModel(name) {
    if (this.#models.some(({ model }) => model === name)) $('model').value = name;
    this.#showVersions();
  }

  #showVersions() {
    const { aliases, versions } = this.#models.find(({ model }) => model === $('model').value);
    const text = ({ version, aliases: names }) => [version, ...names].join(' · ');
    const others = versions.map(it => new Option(text(it), it.version));
    $('version').replaceChildren(new Option(`champion (${aliases.champion.version})`, ''), ...others);
    $('against').replaceChildren(...versions.map(it => new Option(text(it), it.version)));
    const other = versions.find(({ version }) => version !== aliases.champion.version);
    if (other) $('against').value = other.version;
    this.#allow('compare', Boolean(other), 'The model has one version only');
  }

  chooseVersion(version) {
    $('version').value = version ?? '';
    if ($('version').selectedIndex < 0) $('version').value = '';
  }

  get model() {
    return $('model').value;
  }

  get version() {
    return $('version').value;
  }

  /** Shows what a version can make, as /v1/models/{model}/schema describes it. */
  showSchema(description) {
    const { width, height, channels } = description.picture;
    $('model-hint').textContent = `${width} × ${height}, ${channels === 1 ? 'grey' : 'colour'}`;
    this.#schema = description.schema;
    this.#combinations = new Combinations(description);
    this.#from.show(this.#schema);
    this.#to.show(this.#schema);
    const axes = this.#schema.attributes.filter(({ cardinality }) => cardinality !== 'many-of').map(({ name }) => name);
    $('rows').replaceChildren(...axes.map(name => new Option(name, name)));
    $('columns').replaceChildren(new Option('none', ''), ...axes.map(name => new Option(name, name)));
    if (axes.length > 1) [, $('columns').value] = axes;
    this.#allow('grid', axes.length > 0, 'The model has no attribute of one value');
    this.showWhole();
    this.#refresh();
  }

  /** Also what is below the attributes, where these have come or are not to come soon. */
  showWhole() {
    $('order').classList.remove('waits');
  }

  #allow(what, allowed, why) {
    const choice = document.querySelector(`[name=what][value=${what}]`);
    choice.disabled = !allowed;
    choice.parentElement.title = allowed ? '' : why;
    if (!allowed && choice.checked) this.#choose('pictures');
  }

  #choose(what) {
    const choice = document.querySelector(`[name=what][value=${what}]`);
    if (!choice.disabled) choice.checked = true;
  }

  get what() {
    return document.querySelector('[name=what]:checked').value;
  }

  /** The order as it stands; see order.js for what becomes of it. */
  read() {
    return {
      model: this.model,
      version: this.version,
      attributes: this.#from.chosen(),
      to: this.#to.chosen(),
      what: this.what,
      count: $('count').value.trim(),
      seed: $('lock').checked ? $('seed').value.trim() : '',
      toSeed: $('to-seed').value.trim(),
      rows: $('rows').value,
      columns: $('columns').value,
      against: $('against').value,
      truncation: $('truncation').value.trim(),
      vary: $('vary').value.trim(),
      strength: $('vary').value.trim() && $('strength').value.trim(),
    };
  }

  /** Fills in what an order says; model and version were chosen before. */
  fill(order) {
    this.#from.reset();
    this.#from.choose(order.attributes);
    this.#to.reset();
    this.#to.choose({ ...order.attributes, ...order.to });
    this.#choose(order.what);
    if (order.count !== undefined) $('count').value = order.count;
    $('seed').value = order.seed ?? '';
    $('lock').checked = Boolean(order.seed);
    $('to-seed').value = order.toSeed ?? '';
    $('truncation').value = order.truncation ?? '';
    $('vary').value = order.vary ?? '';
    $('strength').value = order.strength || DEFAULT_STRENGTH;
    for (const name of ['rows', 'columns', 'against']) {
      if (order[name] !== undefined) $(name).value = order[name];
    }
    if (order.what === 'grid' && order.columns === undefined) $('columns').value = '';
    this.#refresh();
  }

  /** Shows the seed of what was made; the next pictures have it only where it is locked. */
  showSeed(seed) {
    if (!$('lock').checked) $('seed').value = seed;
  }

  #doubt() {
    return this.#combinations.doubt(this.#from.chosen());
  }

  /** Fits what is shown to what is chosen. */
  #refresh() {
    if (!this.#schema) return;
    const { what } = this;
    for (const part of document.querySelectorAll('[data-for]')) {
      part.hidden = !part.dataset.for.split(' ').includes(what);
    }
    $('strength').closest('.field').hidden = $('vary').value.trim() === '';
    $('count-label').textContent = what === 'way' ? 'Steps' : 'Pictures';
    $('count').min = what === 'way' ? 2 : 1;
    $('generate').textContent = what === 'compare' ? 'Generate both' : 'Generate';
    if (what !== 'way') this.#leadNowhere();
    this.#from.setAside(what === 'grid' ? [$('rows').value, $('columns').value] : []);
    this.#from.mark(this.#combinations);
    this.#to.mark(this.#combinations);
    this.#showDoubt();
    $('grid-hint').textContent = this.#gridHint();
  }

  /** A way begins as one from the choice to itself. */
  #leadNowhere() {
    this.#to.reset();
    this.#to.choose(this.#from.chosen());
  }

  #showDoubt() {
    const doubt = this.#doubt();
    $('combination').hidden = doubt === null;
    if (!doubt) return;
    const nearest = element('strong', { textContent: Object.values(doubt.nearest).join(', ') });
    const what = doubt.kind === 'impossible' ? 'The model cannot make' : 'The training pictures never showed';
    $('combination-text').replaceChildren(`${what} ${doubt.values.join(', ')}. The nearest: `, nearest);
  }

  #gridHint() {
    const values = name => this.#schema.attributes.find(attribute => attribute.name === name)?.values ?? [undefined];
    const { value: rows } = $('rows');
    const { value: columns } = $('columns');
    const cells = values(rows).flatMap(row => values(columns).map(column => ({ [rows]: row, [columns]: column })));
    const possible = cells.filter(cell => this.#combinations.isPossible({ ...this.#from.chosen(), ...cell })).length;
    return possible > GREATEST_GRID
      ? `${possible} combinations: at most ${GREATEST_GRID} are made at once.`
      : `${possible} combinations, all of one latent.`;
  }
}

// A model's attributes to choose from: chips, of which one or any number is on, with swatches where a value is a colour.

import { element } from '../service.js';
import { colourOf } from './swatches.js';

const SHORT_LIST = 12;

const DOUBTS = {
  impossible: 'the model cannot make it with the rest of the choice',
  unseen: 'the training pictures never showed it with the rest of the choice',
};

export class Attributes {
  #box;
  #prefix;
  #pointer;
  #attributes = [];

  /**
   * @param prefix of the inputs' names
   * @param pointer where the service's problems place these attributes
   */
  constructor(box, { prefix, pointer }) {
    this.#box = box;
    this.#prefix = prefix;
    this.#pointer = pointer;
    box.dataset.pointer = pointer;
  }

  /** Shows those of a schema; what was chosen stays so where it still exists. */
  show(schema) {
    const before = this.chosen();
    this.#attributes = schema.attributes;
    const error = this.#box.querySelector(':scope > .error');
    this.#box.replaceChildren(...schema.attributes.map(attribute => this.#fieldset(attribute)), error);
    this.choose(before);
  }

  /** Attribute to value, or to a list of values. What lies on the axis of a grid is not chosen. */
  chosen() {
    const attributes = {};
    for (const attribute of this.#attributes) {
      const inputs = this.#inputs(attribute.name);
      if (inputs[0]?.closest('fieldset').disabled) continue;
      const values = inputs.filter(input => input.checked).map(input => input.value);
      if (attribute.cardinality === 'many-of') attributes[attribute.name] = values;
      else if (values.length > 0) [attributes[attribute.name]] = values;
    }
    return attributes;
  }

  choose(attributes) {
    for (const { name, cardinality } of this.#attributes) {
      if (!(name in attributes)) continue;
      const wanted = [attributes[name]].flat();
      const inputs = this.#inputs(name);
      if (cardinality !== 'many-of' && !inputs.some(input => wanted.includes(input.value))) continue;
      for (const input of inputs) input.checked = wanted.includes(input.value);
    }
    for (const list of this.#box.querySelectorAll('.chips.long')) {
      const first = list.querySelector('input:checked');
      if (first) list.scrollTop = first.parentElement.offsetTop - list.offsetTop - 40;
    }
  }

  /** The first value where there must be one, else none. */
  reset() {
    for (const { name, cardinality } of this.#attributes) {
      this.#inputs(name).forEach((input, at) => { input.checked = cardinality !== 'many-of' && at === 0; });
    }
  }

  /** Takes the attributes of a grid's axes out of the choice. */
  setAside(names) {
    for (const { name } of this.#attributes) {
      const set = this.#inputs(name)[0].closest('fieldset');
      set.disabled = names.includes(name);
      set.querySelector('.aside').hidden = !set.disabled;
    }
  }

  /** Marks each value that, taken in place of the present one, would make a combination which the model does not know. */
  mark(combinations) {
    const chosen = this.chosen();
    for (const { name, cardinality } of this.#attributes) {
      if (cardinality === 'many-of') continue;
      for (const input of this.#inputs(name)) {
        const found = name in chosen ? combinations.doubt({ ...chosen, [name]: input.value }) : null;
        // Another season makes no difference to a doubt about type and colour.
        const doubt = found && name in found.nearest ? found : null;
        const chip = input.parentElement;
        chip.classList.toggle('unseen', doubt?.kind === 'unseen');
        chip.classList.toggle('impossible', doubt?.kind === 'impossible');
        chip.querySelector('.unseen-hint').textContent = doubt ? `, ${DOUBTS[doubt.kind]}` : '';
        chip.title = doubt ? DOUBTS[doubt.kind] : '';
      }
    }
  }

  #inputs(name) {
    return [...this.#box.querySelectorAll('.chip input')].filter(input => input.name === this.#prefix + name);
  }

  #fieldset(attribute) {
    const many = attribute.cardinality === 'many-of';
    const long = attribute.values.length > SHORT_LIST;
    const legend = element('legend', { textContent: attribute.name });
    if (many) legend.append(' ', element('small', { textContent: '(any number)' }));
    legend.append(' ', element('small', { className: 'aside', hidden: true, textContent: '(every value)' }));
    const chips = element('div', { className: long ? 'chips long' : 'chips' });
    attribute.values.forEach((value, at) => chips.append(this.#chip(attribute, value, many, !many && at === 0)));
    const set = element('fieldset', {}, legend);
    set.dataset.pointer = `${this.#pointer}/${attribute.name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (long) set.append(search(attribute, chips));
    set.append(chips, element('p', { className: 'error', hidden: true }));
    return set;
  }

  #chip({ name }, value, many, checked) {
    const input = element('input', { type: many ? 'checkbox' : 'radio', name: this.#prefix + name, value, checked });
    const face = element('span', { className: 'face' });
    const colour = colourOf(value);
    if (colour) {
      const swatch = element('i', { className: 'swatch' });
      swatch.style.setProperty('--swatch', colour);
      face.append(swatch);
    }
    face.append(value, element('span', { className: 'unseen-hint hidden' }));
    return element('label', { className: many ? 'chip many' : 'chip' }, input, face);
  }
}

/** A field that narrows a long list; what is chosen stays visible. */
function search({ name, values }, chips) {
  const field = element('input', { type: 'search', className: 'filter', placeholder: `Search ${values.length} values` });
  field.setAttribute('aria-label', `Search ${name}`);
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
    const inputs = [...chips.children].filter(chip => !chip.hidden).map(chip => chip.querySelector('input'));
    const first = inputs.find(input => !input.checked) ?? inputs[0];
    if (field.value.trim() === '' || !first) return;
    first.click();
    first.focus();
  });
  return field;
}

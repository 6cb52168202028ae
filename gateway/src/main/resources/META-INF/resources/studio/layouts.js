// Where a job's pictures go: a row of places, steps of a way, or a table of all combinations. A place is there before
// its picture, and has its shape, so that nothing moves when the picture comes.

import { element } from '../service.js';
import { Combinations } from './combinations.js';

/** Narrow, so that the eight steps of a usual way lie in one row. */
const STEP_PIXELS = 80;

function place(text) {
  const box = element('div', { className: 'place' });
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', `${text}, not there yet`);
  return box;
}

function list(captions, className) {
  const places = captions.map((caption, at) => place(caption || `Picture ${at + 1}`));
  const node = element('ul', { className }, ...places.map((box, at) => {
    const item = element('li', {}, box);
    if (captions[at]) item.append(element('span', { className: 'caption', textContent: captions[at] }));
    return item;
  }));
  return { node, placeOf: image => places[image.index] };
}

function valuesOf(description, name) {
  return description.schema.attributes.find(attribute => attribute.name === name)?.values ?? [];
}

const UNSEEN = 'never shown in training';

/** A table of two attributes; a combination that the model cannot make stays empty. */
function table(job, description) {
  const { rows, columns } = job.grid;
  const combinations = new Combinations(description);
  const places = new Map();
  const cell = (row, column) => {
    const attributes = { ...job.attributes, [rows]: row, [columns]: column };
    if (!combinations.isPossible(attributes)) {
      return element('td', {}, element('span', { className: 'nothing', textContent: '–', title: 'the model cannot make it' }));
    }
    const box = place(`${row}, ${column}`);
    places.set(`${row}\n${column}`, box);
    const data = element('td', {}, box);
    if (!combinations.isShown(attributes)) {
      data.className = 'unseen';
      data.append(element('span', { className: 'caption', textContent: UNSEEN }));
    }
    return data;
  };
  const heading = (scope, textContent) => element('th', { scope, textContent });
  const head = element('tr', {}, element('td'), ...valuesOf(description, columns).map(value => heading('col', value)));
  const lines = valuesOf(description, rows).map(row => element('tr', {},
    heading('row', row), ...valuesOf(description, columns).map(column => cell(row, column))));
  const node = element('div', { className: 'scrolls', tabIndex: 0 },
    element('table', { className: 'combinations' }, element('thead', {}, head), element('tbody', {}, ...lines)));
  node.setAttribute('role', 'region');
  node.setAttribute('aria-label', `${rows} by ${columns}`);
  return { node, placeOf: ({ attributes }) => places.get(`${attributes[rows]}\n${attributes[columns]}`) };
}

/** A row of one attribute's values. */
function captioned(job, description) {
  const combinations = new Combinations(description);
  const { rows } = job.grid;
  const values = valuesOf(description, rows)
    .filter(value => combinations.isPossible({ ...job.attributes, [rows]: value }));
  const laid = list(values, 'pictures captioned');
  return { ...laid, placeOf: image => laid.placeOf({ index: values.indexOf(image.attributes[rows]) }) };
}

function steps(count) {
  const part = at => (at === 0 ? 'start' : at === count - 1 ? 'end' : `${Math.round((at / (count - 1)) * 100)} %`);
  return Array.from({ length: count }, (_, at) => part(at));
}

/**
 * @param description of the version that makes the job
 * @returns {node, placeOf(image)}
 */
export function layOut(job, description) {
  const laid = job.grid?.columns ? table(job, description)
    : job.grid ? captioned(job, description)
      : job.interpolate ? list(steps(job.count), 'pictures captioned way')
        : list(Array(job.count).fill(''), 'pictures');
  const { width, height } = description.picture;
  laid.node.style.setProperty('--ratio', `${width} / ${height}`);
  laid.node.style.setProperty('--cell', `${job.interpolate ? STEP_PIXELS : width <= 32 ? 112 : 128}px`);
  laid.node.classList.toggle('small', width <= 128);
  return laid;
}

// Lines of a file that say nothing that the model can make: which, and why.

import { element } from '../service.js';
import { cell, head, set, whole } from '../parts.js';

const AT = /^\/lines\/(\d+)(?:\/(.*))?$/;
const unescaped = text => text.replaceAll('~1', '/').replaceAll('~0', '~');

/** Mistakes of a refused file as {line, field, value, message, closest}; those that are of no line have no number. */
export function ofProblem({ errors = [] }) {
  return errors.map(error => {
    const [, line, field = ''] = AT.exec(error.pointer) ?? [];
    const message = line ? error.message.replace(/^Line \d+: /, '') : error.message;
    return { ...error, message, line: line && Number(line), field: line ? unescaped(field) : unescaped(error.pointer.slice(1)) };
  });
}

/** Mistakes of lines as the service lists those that were left out. */
export function ofBadLines(lines) {
  return lines.flatMap(({ line, mistakes }) => mistakes.map(mistake => ({ ...mistake, line })));
}

export function showMistakes(body, mistakes) {
  set(body, ...mistakes.map(({ line, field, value, message }) => element('tr', {},
    head('Line', line === undefined ? '–' : whole(line)),
    cell('Column', field || '–'),
    cell('Value', value || '–'),
    Object.assign(cell('What is wrong', message), { className: 'wide' }))));
}

/** The first lines of a large answer of JSON lines; the rest is not even sent. */
export async function firstLines(path, most) {
  const response = await fetch(path);
  if (!response.ok) return null;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text += value ?? '';
    const lines = text.split('\n').slice(0, -1);
    if (done || lines.length >= most) {
      await reader.cancel();
      return lines.slice(0, most).map(line => JSON.parse(line));
    }
  }
}

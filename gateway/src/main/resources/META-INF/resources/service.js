// What the pages share: asking the service, and making elements and words.

// ---- asking the service

export class Refusal extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

export async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refusal({ status: 0, title: 'The service cannot be reached. Is it running?' });
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({ title: `The service answered ${response.status}.` }));
    throw new Refusal({ ...problem, status: response.status, retryAfter: response.headers.get('Retry-After') });
  }
  return response.json();
}

// ---- small helpers

export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

export const later = ms => new Promise(resolve => setTimeout(resolve, ms));

export const plural = (n, word) => `${n} ${word}${n === 1 ? '' : 's'}`;

export function seconds(ms) {
  if (ms < 1000) return 'less than a second';
  return ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}

/** The time, and the day unless it is today. */
export function moment(at) {
  const time = at.toLocaleTimeString([], { timeStyle: 'short' });
  return at.toDateString() === new Date().toDateString() ? time : `${at.toLocaleDateString()}, ${time}`;
}

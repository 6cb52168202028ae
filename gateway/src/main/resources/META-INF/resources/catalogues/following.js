// A batch's changes as server-sent events, up to its end. The browser connects again by itself, with Last-Event-ID; where the
// service refuses, as while it starts, this asks again in a moment.

import { ENDS, STATES } from './words.js';

const AGAIN_MS = 2000;

/**
 * @param onChange called with the batch after each change
 * @param onLost called while there is no connection
 * @param onFound called when there is one again
 * @returns a function that ends it
 */
export function follow(id, { onChange, onLost, onFound }) {
  let stream = null;
  let timer = null;
  const end = () => {
    clearTimeout(timer);
    stream.close();
  };
  const connect = () => {
    stream = new EventSource(`/v1/catalogues/${encodeURIComponent(id)}/events`);
    stream.onopen = onFound;
    for (const state of STATES) {
      stream.addEventListener(state, event => {
        if (ENDS.includes(state)) end();
        onChange(JSON.parse(event.data));
      });
    }
    stream.onerror = () => {
      onLost();
      if (stream.readyState === EventSource.CLOSED) timer = setTimeout(connect, AGAIN_MS);
    };
  };
  connect();
  return end;
}

// A job's changes as server-sent events, up to its end. The browser connects again by itself, with Last-Event-ID; where the
// service refuses, as while it starts, this asks again in a moment.

const AGAIN_MS = 2000;
export const ENDS = ['completed', 'failed', 'cancelled', 'expired'];
const CHANGES = ['queued', 'position', 'started', 'image-stored', ...ENDS];

/**
 * @param onChange called with each change
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
    stream = new EventSource(`/v1/generations/${encodeURIComponent(id)}/events`);
    stream.onopen = onFound;
    for (const name of CHANGES) {
      stream.addEventListener(name, event => {
        if (ENDS.includes(name)) end();
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

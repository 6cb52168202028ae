// Changes as server-sent events, up to the end of what they are of. The browser connects again by itself, with Last-Event-ID;
// where the service refuses, as while it starts, this asks again in a moment.

const AGAIN_MS = 2000;

/**
 * @param changes names of the events
 * @param ends those after which there are no more
 * @param onChange called with the data of each change
 * @param onLost called while there is no connection
 * @param onFound called when there is one again
 * @returns a function that ends it
 */
export function follow(url, { changes, ends, onChange, onLost, onFound }) {
  let stream = null;
  let timer = null;
  const end = () => {
    clearTimeout(timer);
    stream.close();
  };
  const connect = () => {
    stream = new EventSource(url);
    stream.onopen = onFound;
    for (const name of changes) {
      stream.addEventListener(name, event => {
        if (ends.includes(name)) end();
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

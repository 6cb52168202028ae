// What this browser remembers: the last jobs, with all of their parameters, and favourite pictures.

class Remembered {
  #key;
  #most;

  constructor(key, most) {
    this.#key = key;
    this.#most = most;
  }

  all() {
    try {
      const entries = JSON.parse(localStorage.getItem(this.#key));
      return Array.isArray(entries) ? entries : [];
    } catch {
      return [];
    }
  }

  /** Puts an entry in the place of the one with its id, else at the beginning. */
  put(entry) {
    const entries = this.all();
    const at = entries.findIndex(({ id }) => id === entry.id);
    if (at >= 0) entries[at] = entry;
    else entries.unshift(entry);
    this.#write(entries.slice(0, this.#most));
  }

  has(id) {
    return this.all().some(entry => entry.id === id);
  }

  drop(id) {
    this.#write(this.all().filter(entry => entry.id !== id));
  }

  clear() {
    this.#write([]);
  }

  #write(entries) {
    try {
      localStorage.setItem(this.#key, JSON.stringify(entries));
    } catch {
      // A browser that keeps nothing still shows the pictures themselves.
    }
  }
}

/** Entries {id, label, what, status, at, image, query}. */
export const recent = new Remembered('atelier.recent', 24);
/** Entries {id, label, image, job}, see picture.js. */
export const favourites = new Remembered('atelier.favourites', 60);

// Which combinations of values a model can make, and which its training pictures showed.

/** The combinations of some attributes: those that are possible, or those that were shown. */
class Known {
  constructor(over, rows) {
    this.over = over;
    this.rows = rows;
    this.keys = new Set(rows.map(row => row.join('\n')));
  }

  row(attributes) {
    return this.over.map(name => attributes[name]);
  }

  /** Also where an attribute is not chosen at all, as on the axis of a grid. */
  has(attributes) {
    const row = this.row(attributes);
    return row.includes(undefined) || this.keys.has(row.join('\n'));
  }

  /** The known combination that differs in the fewest values, the first of several, as the service finds it. */
  nearest(attributes) {
    const wanted = this.row(attributes);
    const differences = row => row.filter((value, at) => value !== wanted[at]).length;
    const best = this.rows.reduce((a, b) => (differences(b) < differences(a) ? b : a));
    return Object.fromEntries(this.over.map((name, at) => [name, best[at]]));
  }
}

export class Combinations {
  /** @param version a model's version as /v1/models/{model}/schema describes it */
  constructor({ schema, shown }) {
    this.possible = schema.combinations && new Known(schema.combinations.over, schema.combinations.allowed);
    this.shown = shown?.rows.length ? new Known(shown.over, shown.rows) : null;
  }

  isPossible(attributes) {
    return this.possible?.has(attributes) ?? true;
  }

  isShown(attributes) {
    return this.shown?.has(attributes) ?? true;
  }

  /** Nothing where the model knows the combination; else what is wrong with it and the nearest that it does. */
  doubt(attributes) {
    if (!this.isPossible(attributes)) return this.#about('impossible', this.possible, attributes);
    if (!this.isShown(attributes)) return this.#about('unseen', this.shown, attributes);
    return null;
  }

  #about(kind, known, attributes) {
    return { kind, values: known.row(attributes), nearest: known.nearest(attributes) };
  }
}

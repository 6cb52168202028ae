// The products of a shop's store that are most like a picture, beside it; and from a product on: to others like it, or back
// to attributes and new pictures.

import { Refusal, ask, element } from '../service.js';
import { say } from '../problems.js';

const $ = id => document.getElementById(id);
const MOST = 12;
const percent = score => `${Math.round(score * 100)} % alike`;

function price({ price: amount, currency }) {
  if (amount === undefined) return null;
  if (!currency) return String(amount);
  return new Intl.NumberFormat([], { style: 'currency', currency }).format(amount);
}

export class StoreSearch {
  /** What can be searched with, and what was. */
  #by = null;
  #found = null;
  /** Which search is the latest: an answer to another comes too late. */
  #turn = 0;

  /** @param onProduct called with a product of which pictures are wanted */
  constructor(onProduct) {
    this.onProduct = onProduct;
    $('find').addEventListener('click', () => this.#search(this.#by));
    for (const id of ['in-stock', 'price-to']) {
      $(id).addEventListener('change', () => this.#found && this.#search(this.#found));
    }
    // A product that others were like lies in the store before, and not in this one; the picture can be looked for in each.
    $('store').addEventListener('change', () => {
      $('results').replaceChildren();
      if (this.#found) this.#search(this.#by);
    });
  }

  /** Offers to search with a picture, where there is a store with a product. */
  async show(job, image) {
    this.#by = { job: job.id, index: image.index };
    this.#found = null;
    this.#turn++;
    $('results').replaceChildren();
    say($('store-error'), '');
    $('found').textContent = '';
    const stores = await this.#stores();
    $('in-store').hidden = stores.length === 0;
    const before = $('store').value;
    $('store').replaceChildren(...stores.map(({ store, products }) => new Option(`${store} (${products})`, store)));
    if (stores.some(({ store }) => store === before)) $('store').value = before;
    $('store-field').hidden = stores.length < 2;
  }

  /** None while the gateway still reads the products. */
  async #stores() {
    try {
      return (await ask('/v1/stores')).stores;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      return [];
    }
  }

  async #search(by) {
    const turn = ++this.#turn;
    this.#found = by;
    say($('store-error'), '');
    $('found').textContent = 'Searching …';
    const filter = {};
    if ($('in-stock').checked) filter.inStock = true;
    if ($('price-to').value !== '') filter.price = { to: Number($('price-to').value) };
    try {
      const { results } = await ask('/v1/search', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ store: $('store').value, by, count: MOST, filter }),
      });
      if (turn === this.#turn) this.#showResults(results);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (turn !== this.#turn) return;
      $('found').textContent = '';
      say($('store-error'), refusal.message);
    }
  }

  #showResults(results) {
    const like = this.#found.product ? 'like that product' : 'like this picture';
    $('found').textContent = results.length === 0
      ? 'No product fits the filter.'
      : `${results.length === 1 ? 'The product' : `The ${results.length} products`} most ${like}.`;
    $('results').replaceChildren(...results.map(product => element('li', {}, this.#card(product))));
  }

  #card(product) {
    const picture = element('img', { src: product.picture, alt: '', loading: 'lazy', decoding: 'async' });
    picture.addEventListener('error', () => picture.remove());
    const about = [price(product), product.inStock ? null : 'sold out', percent(product.score)].filter(Boolean);
    return element('article', { className: 'product' },
      element('div', { className: 'place' }, picture),
      element('strong', {}, this.#title(product)),
      element('small', { textContent: about.join(' · ') }),
      this.#button('Like this', product, () => this.#search({ product: product.product })),
      this.#button('Make pictures', product, () => this.onProduct(product)));
  }

  /** A link to the shop's own page, where that is one of the web. */
  #title({ title, link }) {
    if (!/^https?:/i.test(link ?? '')) return title;
    return element('a', { href: link, target: '_blank', rel: 'noopener noreferrer', textContent: title });
  }

  #button(text, { title }, act) {
    const button = element('button', { type: 'button', className: 'quiet', textContent: text });
    button.setAttribute('aria-label', `${text}: ${title}`);
    button.addEventListener('click', act);
    return button;
  }
}

const plain = text => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/**
 * A product's attributes as far as a model knows them, by their names and values in any spelling; what it does not name, as it
 * was chosen before.
 */
export function attributesOfProduct(product, schema, before) {
  const known = Object.entries(product.attributes).map(([name, values]) => [plain(name), values.map(plain)]);
  const attributes = { ...before };
  for (const { name, values, cardinality } of schema.attributes) {
    const wanted = known.find(([other]) => other === plain(name))?.[1] ?? [];
    const found = values.filter(value => wanted.includes(plain(value)));
    if (found.length > 0) attributes[name] = cardinality === 'many-of' ? found : found[0];
  }
  return attributes;
}

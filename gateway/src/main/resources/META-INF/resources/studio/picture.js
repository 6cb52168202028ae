// One picture at its largest: where it came from, download, favourite, more like it.

import { element } from '../service.js';
import { label } from './job.js';
import { attributesOf, everyValue, itself, latentOf, nameOf, nearby } from './latents.js';
import { favourites } from './memory.js';
import { textOf } from './order.js';
import { textsOf } from './provenance.js';
import { StoreSearch } from './store.js';

const $ = id => document.getElementById(id);
const DIGEST_SHOWN = 16;

const listed = attributes => Object.entries(attributes)
  .map(([name, values]) => `${name}: ${[values].flat().join(', ') || 'none'}`).join('; ');

export class PictureDialog {
  #dialog = $('picture');
  #image = null;
  #job = null;
  #description = null;

  /**
   * @param describe gives a version's description
   * @param onOrder called with (order, whether to generate at once)
   * @param onFavourites called when these have changed
   * @param onProduct called with a product of which pictures are wanted
   */
  constructor({ describe, onOrder, onFavourites, onProduct }) {
    this.describe = describe;
    this.onOrder = onOrder;
    this.onFavourites = onFavourites;
    this.store = new StoreSearch(product => {
      this.#dialog.close();
      onProduct(product, this.#job, this.#image);
    });
    $('picture-close').addEventListener('click', () => this.#dialog.close());
    $('picture-before').addEventListener('click', () => this.#move(-1));
    $('picture-after').addEventListener('click', () => this.#move(1));
    $('favourite').addEventListener('click', () => this.#toggleFavourite());
    $('nearby-strength').addEventListener('input', () => this.#showStrength());
    $('nearby').addEventListener('click', () => this.#order(nearby(this.#job, this.#image, $('nearby-strength').value), true));
    this.#dialog.addEventListener('keydown', event => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step && !event.target.matches('input, select')) this.#move(step);
    });
    // A click beside the dialog is one on itself; inside it is one on what is in it.
    this.#dialog.addEventListener('click', event => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
  }

  async open(image, job) {
    this.#image = image;
    this.#job = job;
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#description = await this.describe(job.model, job.version);
    if (image === this.#image) this.#show();
  }

  #others() {
    return this.#job.images?.filter(Boolean) ?? [];
  }

  #move(step) {
    const others = this.#others();
    const next = others[others.findIndex(({ index }) => index === this.#image.index) + step];
    if (next) this.open(next, this.#job);
  }

  #show() {
    const image = this.#image;
    const job = this.#job;
    const attributes = label(attributesOf(job, image));
    const others = this.#others();
    const at = others.findIndex(({ index }) => index === image.index);
    $('picture-title').textContent = attributes;
    $('picture-place').textContent = others.length > 1 ? `${at + 1} of ${others.length}` : '';
    $('picture-before').disabled = at <= 0;
    $('picture-after').disabled = at < 0 || at === others.length - 1;
    const { width, height } = this.#description.picture;
    $('picture-large').style.setProperty('--ratio', `${width} / ${height}`);
    $('picture-large').replaceChildren(element('img', { src: image.url, alt: `${attributes}, enlarged` }));
    $('download').href = image.url;
    $('download').download = `${job.model}-${attributes}-${nameOf(job, image)}.png`
      .replaceAll(/[^a-z0-9.]+/gi, '-').toLowerCase();
    $('favourite').setAttribute('aria-pressed', favourites.has(image.url));
    this.#showMore();
    this.#showFacts();
    this.store.show(job, image);
  }

  #order(order, atOnce) {
    this.#dialog.close();
    this.onOrder(order, atOnce);
  }

  /** What the control says of itself to who hears the page, beside it for who sees. */
  #showStrength() {
    $('nearby-value').textContent = $('nearby-strength').value;
  }

  #showMore() {
    const job = this.#job;
    const image = this.#image;
    const action = (text, order, atOnce) => {
      const button = element('button', { type: 'button', className: 'quiet', textContent: text });
      button.addEventListener('click', () => this.#order(order(), atOnce));
      return button;
    };
    const hasLatent = latentOf(job, image) !== null;
    $('more').hidden = !hasLatent;
    if (!hasLatent) return;
    const near = job.variation ? `${textOf(job.variation.of)}, of which this is a variation` : 'this one';
    $('nearby-hint').textContent = `Eight pictures of latents near ${near}: at 0.05 they hardly differ, at 1 they are any others.`;
    this.#showStrength();
    const axes = this.#description.schema.attributes
      .filter(({ cardinality, values }) => cardinality !== 'many-of' && values.length > 1 && values.length <= 64);
    $('more-actions').replaceChildren(
      ...axes.map(({ name }) => action(`In every ${name}`, () => everyValue(job, image, name), true)),
      action('Change by hand', () => itself(job, image), false));
  }

  async #showFacts() {
    const image = this.#image;
    const facts = [
      ['model', `${this.#job.model}, version ${this.#job.version}`],
      ['latent', nameOf(this.#job, image)],
    ];
    this.#write(facts);
    const answer = await fetch(image.url).catch(() => null);
    const texts = answer?.ok ? textsOf(await answer.arrayBuffer()) : null;
    if (image !== this.#image) return;
    if (texts === null) this.#write([...facts, ['file', 'cannot be loaded now']]);
    else this.#write([...texts, ['file', `SHA-256 ${image.sha256}, ${image.size} bytes`]]);
  }

  #write(facts) {
    const shortened = ([name, text]) => {
      const value = element('dd', { title: text, textContent: text });
      if (name === 'attributes') value.textContent = listed(JSON.parse(text));
      if (name === 'model-digest') value.textContent = `${text.slice(0, DIGEST_SHOWN)}…`;
      return [element('dt', { textContent: name.replaceAll('-', ' ') }), value];
    };
    $('provenance').replaceChildren(...facts.flatMap(shortened));
  }

  #toggleFavourite() {
    const { url } = this.#image;
    if (favourites.has(url)) {
      favourites.drop(url);
    } else {
      const { images, ...job } = this.#job;
      favourites.put({ id: url, label: label(attributesOf(job, this.#image)), image: this.#image, job });
    }
    $('favourite').setAttribute('aria-pressed', favourites.has(url));
    this.onFavourites();
  }
}

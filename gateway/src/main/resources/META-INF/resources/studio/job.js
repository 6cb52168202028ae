// One job: its place in the queue, its pictures as they come, its end.

import { Refusal, ask, element, plural, seconds } from '../service.js';
import { follow } from '../following.js';
import { layOut } from './layouts.js';
import { textOf } from './order.js';

const ENDS = ['completed', 'failed', 'cancelled', 'expired'];
const CHANGES = ['queued', 'position', 'started', 'image-stored', ...ENDS];

export const label = attributes => Object.values(attributes).flat().join(', ');

/** What a job is of, in a few words. */
export function titleOf(job) {
  const shared = label(job.attributes);
  if (job.grid) return [[job.grid.rows, job.grid.columns].filter(Boolean).join(' × '), shared].filter(Boolean).join(', ');
  const to = job.interpolate?.to;
  if (!to) return shared || job.model;
  return `${shared} → ${to.attributes && label(to.attributes) !== shared ? label(to.attributes) : 'another latent'}`;
}

export class JobView {
  /**
   * @param node that shows it
   * @param onImage called with (image, job) when a picture is opened
   * @param onChange called when the job has begun, has its first picture, or is over
   * @param announce says something to who cannot see
   */
  constructor(node, { onImage, onChange, announce }) {
    this.node = node;
    node.tabIndex = -1;
    this.onImage = onImage;
    this.onChange = onChange;
    this.announce = announce;
  }

  /**
   * @param state as the service tells it
   * @param description of the version that makes it
   * @param heading of this job alone, where there are several
   */
  show(state, description, heading) {
    this.close();
    this.job = { ...state, images: [] };
    /** What loads a picture again that could not be loaded. */
    this.unloaded = [];
    this.#build(heading ?? titleOf(state));
    this.laid = layOut(state, description);
    this.places.replaceChildren(this.laid.node);
    state.images.forEach(image => this.#add(image));
    this.#showStatus();
    this.#tell();
    if (!this.over) this.#follow();
  }

  get over() {
    return ENDS.includes(this.job.status);
  }

  close() {
    this.stop?.();
    this.stop = null;
  }

  #build(title) {
    this.cancel = element('button', { type: 'button', className: 'quiet cancel', textContent: 'Cancel' });
    this.cancel.addEventListener('click', () => this.#cancel());
    this.status = element('p', { className: 'status' });
    this.progress = element('progress', { max: this.job.count });
    this.progress.setAttribute('aria-label', `Pictures made: ${title}`);
    this.places = element('div', { className: 'places' });
    this.facts = element('p', { className: 'facts-line' });
    this.node.replaceChildren(
      element('div', { className: 'title' }, element('h2', { textContent: title }), this.cancel),
      this.status, this.progress, this.places, this.facts);
    this.#showFacts();
  }

  #showFacts() {
    const { id, model, version, seed, latent, variation, truncation } = this.job;
    const facts = [`${model}, version ${version}`, `seed ${seed}${latent?.index ? `:${latent.index}` : ''}`];
    if (variation) facts.push(`${textOf(variation.of)} varied by ${variation.strength}`);
    if (truncation) facts.push(`truncation ${truncation}`);
    this.facts.replaceChildren(
      `${facts.join(' · ')} · `,
      element('a', { href: `/v1/generations/${id}`, textContent: 'job' }));
    if (this.job.grid && this.job.status === 'completed') {
      this.facts.append(' · ', element('a', {
        href: `/v1/generations/${id}/sheet.png`, download: `${titleOf(this.job)}.png`, textContent: 'download the sheet',
      }));
    }
  }

  #add(image) {
    if (this.job.images[image.index]) return;
    this.job.images[image.index] = image;
    const text = `${label(image.attributes)}, picture ${image.index + 1} of ${this.job.count}`;
    const button = element('button', { type: 'button', className: 'open' }, this.#picture(image.url, text));
    button.addEventListener('click', () => this.onImage(image, this.job));
    const place = this.laid.placeOf(image);
    place.removeAttribute('role');
    place.removeAttribute('aria-label');
    place.replaceChildren(button);
  }

  #picture(url, text) {
    const picture = element('img', { src: url, alt: text, decoding: 'async' });
    picture.addEventListener('error', () => {
      const hint = element('span', { className: 'hint', textContent: 'cannot be loaded now' });
      picture.replaceWith(hint);
      this.unloaded.push(() => hint.replaceWith(this.#picture(url, text)));
    });
    return picture;
  }

  #statusText() {
    const { status, count, position, expectedWaitMs, failure } = this.job;
    const made = this.job.images.filter(Boolean).length;
    switch (status) {
      case 'queued': {
        const ahead = position?.jobs
          ? `${plural(position.jobs, 'job')} with ${plural(position.images, 'picture')} before this one`
          : 'next in line';
        return `Waiting: ${ahead}${expectedWaitMs ? `, about ${seconds(expectedWaitMs)}` : ''}.`;
      }
      case 'running': return `${made} of ${plural(count, 'picture')}.`;
      case 'completed': return `${plural(made, 'picture')}.`;
      case 'failed': return `Failed: ${failure?.reason ?? 'no reason was given.'}`;
      case 'cancelled': return made ? `Cancelled after ${plural(made, 'picture')}.` : 'Cancelled.';
      default: return 'Expired: no worker began this job in time. Generate again to try once more.';
    }
  }

  #showStatus() {
    const { status, count } = this.job;
    const made = this.job.images.filter(Boolean).length;
    this.status.textContent = this.#statusText();
    this.status.classList.toggle('bad', status === 'failed' || status === 'expired');
    this.cancel.classList.toggle('gone', this.over);
    this.progress.classList.toggle('gone', this.over);
    if (status === 'running') this.progress.value = made;
    else this.progress.removeAttribute('value');
    this.node.dataset.status = status;
    if (this.over && made < count) this.#dropEmpty();
  }

  /** What did not come will not come. */
  #dropEmpty() {
    for (const place of this.places.querySelectorAll('.place[role]')) {
      const item = place.closest('li');
      if (item) item.remove();
      else place.remove();
    }
  }

  #follow() {
    const { id } = this.job;
    this.stop = follow(`/v1/generations/${encodeURIComponent(id)}/events`, {
      changes: CHANGES,
      ends: ENDS,
      onChange: change => {
        const began = this.job.status !== change.status;
        this.job = { ...this.job, ...change, images: this.job.images, image: undefined };
        if (change.image) this.#add(change.image);
        this.#showStatus();
        if (began) this.#tell();
        else if (change.image && this.job.images.filter(Boolean).length === 1) this.onChange(this.job);
      },
      onLost: () => {
        this.status.textContent = 'The connection is lost. Trying again …';
      },
      onFound: () => {
        this.#showStatus();
        this.unloaded.splice(0).forEach(again => again());
      },
    });
  }

  #tell() {
    if (this.over) this.#showFacts();
    this.announce(`${titleOf(this.job)}: ${this.#statusText()}`);
    this.onChange(this.job);
  }

  async #cancel() {
    try {
      const state = await ask(`/v1/generations/${this.job.id}`, { method: 'DELETE' });
      this.job = { ...this.job, ...state, images: this.job.images };
      this.close();
      this.#showStatus();
      this.#tell();
      this.node.focus();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      // It ended by itself in this moment, which its events tell.
      if (refusal.problem.status !== 409) this.status.textContent = refusal.message;
    }
  }
}

// Which latent a picture has, and orders that begin with it: pictures near it, or the same piece in other values.

import { latentsOf, textOf } from './order.js';

const NEARBY = '8';

/**
 * The seed and index that the picture has of its job, as "7:3"; of a variation it is where its way from the varied latent
 * leads. Nothing for a picture between the ends of a way, which has no latent of its own.
 */
export function latentOf(job, image) {
  const first = job.latent?.index ?? 0;
  if (job.interpolate) {
    const start = { seed: job.seed, index: first };
    if (image.index === 0) return textOf(start);
    return image.index === job.count - 1 ? textOf(job.interpolate.to.latent ?? start) : null;
  }
  return textOf({ seed: job.seed, index: job.grid ? first : first + image.index });
}

/** The latent in words. */
export function nameOf(job, image) {
  const own = latentOf(job, image);
  if (own === null) return `step ${image.index} of ${job.count - 1}`;
  return job.variation ? `${textOf(job.variation.of)} varied by ${job.variation.strength} to ${own}` : own;
}

/** What the picture shows; at the end of a way the values there. */
export function attributesOf(job, image) {
  const end = job.interpolate && image.index === job.count - 1;
  return (end && job.interpolate.to.attributes) || image.attributes;
}

function from(job, image) {
  const { model, version } = job;
  return { model, version, attributes: attributesOf(job, image), to: {}, seed: latentOf(job, image), ...latentsOf(job) };
}

/** The same latent in every value of one attribute. */
export const everyValue = (job, image, name) => ({ ...from(job, image), what: 'grid', rows: name, columns: '' });

/** The same latent alone, for the form to change. */
export const itself = (job, image) => ({ ...from(job, image), what: 'pictures', count: '1' });

/** New latents near the picture's; near the same one as before where the picture is a variation itself. */
export function nearby(job, image, strength) {
  const same = from(job, image);
  return { ...same, what: 'pictures', count: NEARBY, seed: '', vary: same.vary || same.seed, strength };
}

// Which latent a picture has, and orders that begin with it: the same piece in other values, or a way from it.

const DEFAULT_STEPS = '8';

/** Seed and index as "7:3"; nothing for a picture between the ends of a way, which has no latent of its own. */
export function latentOf(job, image) {
  const first = job.latent?.index ?? 0;
  const name = (seed, index) => `${seed}:${index}`;
  if (job.interpolate) {
    if (image.index === 0) return name(job.seed, first);
    const { latent } = job.interpolate.to;
    return image.index === job.count - 1 ? name(latent?.seed ?? job.seed, latent ? latent.index : first) : null;
  }
  return name(job.seed, job.grid ? first : first + image.index);
}

/** What the picture shows; at the end of a way the values there. */
export function attributesOf(job, image) {
  const end = job.interpolate && image.index === job.count - 1;
  return (end && job.interpolate.to.attributes) || image.attributes;
}

function from(job, image) {
  const { model, version } = job;
  return { model, version, attributes: attributesOf(job, image), to: {}, seed: latentOf(job, image) };
}

/** The same latent in every value of one attribute. */
export const everyValue = (job, image, name) => ({ ...from(job, image), what: 'grid', rows: name, columns: '' });

/** The same latent alone, for the form to change. */
export const itself = (job, image) => ({ ...from(job, image), what: 'pictures', count: '1' });

/** A way to another latent, whose first steps are the nearest to the picture. */
export function away(job, image) {
  const toSeed = String(crypto.getRandomValues(new Uint32Array(1))[0]);
  return { ...from(job, image), what: 'way', count: DEFAULT_STEPS, toSeed };
}

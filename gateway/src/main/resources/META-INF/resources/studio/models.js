// The models, their versions and what these can make.

import { ask, later } from '../service.js';

const AGAIN_MS = 2000;
const NO_MODEL_AGAIN_MS = 3000;

/** Asks until the service is up; says so meanwhile. */
export async function askPatiently(path, say) {
  for (let waited = false; ; waited = true) {
    try {
      const answer = await ask(path);
      if (waited) say('');
      return answer;
    } catch (refusal) {
      const { status } = refusal.problem ?? {};
      if (status !== 0 && status !== 503) throw refusal;
      say(`${refusal.message} Trying again …`);
      await later(AGAIN_MS);
    }
  }
}

/** The models that can be asked for pictures, at least one. */
export async function loadModels(say, sayNone) {
  for (;;) {
    const { models } = await askPatiently('/v1/models', say);
    const ready = models.filter(model => model.aliases.champion);
    if (ready.length > 0) return ready;
    sayNone();
    await later(NO_MODEL_AGAIN_MS);
  }
}

const known = new Map();

/** What a version can make: its schema, the size of its pictures, the combinations that it was shown. */
export async function describe(model, version, say) {
  const path = `/v1/models/${encodeURIComponent(model)}/schema${version ? `?version=${encodeURIComponent(version)}` : ''}`;
  // An alias may move, a version stays what it is.
  if (!version || !known.has(path)) known.set(path, await askPatiently(path, say));
  return known.get(path);
}

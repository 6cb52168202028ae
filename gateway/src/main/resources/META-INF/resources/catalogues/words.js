// How a batch stands, in words.

import { moment, seconds } from '../service.js';
import { counted, whole } from '../parts.js';

export const ENDS = ['completed', 'failed', 'cancelled'];
export const STATES = ['accepted', 'running', 'paused', 'incomplete', ...ENDS];
export const TONES = { accepted: 'busy', running: 'busy', completed: 'good', incomplete: 'bad', failed: 'bad' };

export const titleOf = ({ model, version }) => `${model} ${version}`;

export const made = ({ images, items }) => `${whole(images)} of ${counted(items, 'picture')}`;

/** Pictures a second and the expected end; empty where they are not known. */
export function pace({ imagesPerSecond, expectedEnd }) {
  const words = [];
  if (imagesPerSecond !== undefined) {
    const rate = imagesPerSecond.toLocaleString([], { maximumSignificantDigits: 3 });
    words.push(`${rate} a second`);
  }
  if (expectedEnd !== undefined) {
    const end = new Date(expectedEnd);
    words.push(`done about ${moment(end)}, in ${seconds(Math.max(0, end - Date.now()))}`);
  }
  return words.join(', ');
}

export function standing(batch) {
  const rest = [made(batch), pace(batch)].filter(Boolean).join(', ');
  switch (batch.state) {
    case 'accepted': return `Accepted: a worker is to write its ${counted(batch.items, 'item')} down as shards.`;
    case 'running': return `Running: ${rest}.`;
    case 'paused': return `Paused: ${rest}.${batch.reason ? ` ${batch.reason}` : ' Shards that were begun are finished.'}`;
    case 'incomplete': return `Incomplete: ${rest}. ${counted(batch.shards.failed, 'shard')} failed and can be retried.`;
    case 'completed': return `Completed: ${counted(batch.images, 'picture')}.`;
    case 'cancelled': return `Cancelled${batch.by ? ` by ${batch.by}` : ''}: ${rest}. What is stored stays.`;
    default: return `Failed: ${batch.reason}`;
  }
}

// The links to a batch's shards, some at a time. While shards are still made nobody knows here which of them are stored.

import { element } from '../service.js';
import { counted, whole } from '../parts.js';
import { say } from '../problems.js';
import { ENDS } from './words.js';

const AT_A_TIME = 60;
const $ = id => document.getElementById(id);

function stored({ shards, failures, state }) {
  const known = state === 'completed' || (shards.stored + failures.length === shards.total);
  if (!known) return null;
  const failed = new Set(failures.map(({ shard }) => shard));
  return Array.from({ length: shards.total }, (_, shard) => shard).filter(shard => !failed.has(shard));
}

export function showShards(batch) {
  const numbers = stored(batch);
  const key = numbers === null ? '' : `${batch.id} ${numbers.length}`;
  const list = $('shards');
  const soon = ENDS.includes(batch.state) ? '' : ' Their links come here once none is under way.';
  say($('shards-hint'), numbers === null
    ? `${whole(batch.shards.stored)} of ${counted(batch.shards.total, 'shard')} stored; ${batch.links.shard} leads to the shard n.${soon}`
    : '');
  if (list.dataset.shown === key) return;
  list.dataset.shown = key;
  list.replaceChildren();
  append(list, batch, numbers ?? []);
}

function append(list, batch, numbers) {
  const links = numbers.slice(0, AT_A_TIME).map(shard => element('li', {}, element('a', {
    href: batch.links.shard.replace('{n}', shard),
    textContent: `shard-${String(shard).padStart(5, '0')}.tar`,
  })));
  list.append(...links);
  const rest = numbers.slice(AT_A_TIME);
  $('more-shards').hidden = rest.length === 0;
  $('more-shards').textContent = `Show ${Math.min(AT_A_TIME, rest.length)} of ${whole(rest.length)} more`;
  $('more-shards').onclick = () => {
    const before = list.children.length;
    append(list, batch, rest);
    list.children[before].querySelector('a').focus();
  };
}

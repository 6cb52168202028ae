// What waits, who works, what is degraded.

import { element } from '../service.js';
import { badge, counted, fact, set, whole } from '../parts.js';
import { say } from '../problems.js';

const $ = id => document.getElementById(id);
/** What waits in the lanes of the workers. */
const UNITS = { interactive: 'request', bulk: 'shard', searches: 'picture', products: 'product' };

function line(name, tone, ...small) {
  return element('li', {}, element('strong', { textContent: name }), tone ?? '',
    ...small.map(text => element('small', { textContent: text })));
}

function nobody(text) {
  return element('li', { className: 'hint', textContent: text });
}

function lane({ name, topic, group, waiting, members }) {
  const tone = waiting === 0 ? 'good' : members === 0 ? 'bad' : '';
  return line(name, badge(`${counted(waiting, UNITS[name] ?? 'update')} waiting`, tone),
    `${topic}, read by ${members === 0 ? 'nobody' : counted(members, 'member')} of ${group}`);
}

function member({ id, host, partitions }) {
  return line(host, badge(`${counted(partitions, 'partition')}`, partitions > 0 ? 'good' : ''), id);
}

function training({ id, model, state, trainer }) {
  const link = element('a', { href: `/training.html?run=${encodeURIComponent(id)}`, textContent: model });
  return element('li', {}, element('strong', {}, link), badge(state.replaceAll('-', ' '), state === 'running' ? 'busy' : ''),
    element('small', { textContent: trainer ?? 'no trainer has taken it' }));
}

/** What is missing, in sentences with what to do. */
function missing({ workers, trainers, store, lanes, trainings }) {
  const sentences = [];
  if (workers.length === 0) {
    const waiting = lanes.reduce((sum, { name, waiting: n }) => sum + (name in UNITS ? n : 0), 0);
    sentences.push(`No worker is running${waiting > 0 ? `, and ${counted(waiting, 'message')} wait for one` : ''}. Start one, `
      + 'as by deploy/atelier up; more by up --workers N.');
  }
  if (store.state !== 'reachable') {
    sentences.push('Degraded: the object store does not answer. Requests wait for it in the log; nothing is lost.');
  }
  if (trainers.length === 0 && trainings.length > 0) {
    sentences.push('No trainer is running: training runs wait until one is.');
  }
  return sentences.join('\n');
}

export function showStanding(now) {
  say($('missing'), missing(now));
  set($('facts'),
    ...fact('Object store', badge(now.store.state, now.store.state === 'reachable' ? 'good' : 'bad')),
    ...fact('Open jobs', `${counted(now.jobs.open, 'job')}, ${counted(now.jobs.images, 'picture')} to be made`),
    ...fact('Workers', whole(now.workers.length)),
    ...fact('Dead letters', now.deadLetters === 0 ? 'none to replay' : `${whole(now.deadLetters)} to replay`));
  set($('lanes'), ...now.lanes.map(lane));
  set($('workers'), ...(now.workers.length > 0 ? now.workers.map(member) : [nobody('None.')]));
  set($('trainers'), ...(now.trainers.length > 0 ? now.trainers.map(member) : [nobody('None; models are made only where one runs.')]));
  set($('trainings'), ...(now.trainings.length > 0 ? now.trainings.map(training) : [nobody('None.')]));
  $('standing').hidden = false;
}

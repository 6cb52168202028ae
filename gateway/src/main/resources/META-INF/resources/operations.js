// The page of operations: how the installation stands and what could not be handled, asked for every few seconds.

import { ask } from './service.js';
import { regularly, told } from './parts.js';
import { LettersView } from './operations/letters.js';
import { showStanding } from './operations/standing.js';

const EVERY_MS = 3000;

const letters = new LettersView({ onReplayed: look });

function look() {
  return told(document.getElementById('general'), async () => {
    const [now] = await Promise.all([ask('/v1/operations'), letters.look()]);
    showStanding(now);
  });
}

look();
regularly(look, EVERY_MS);

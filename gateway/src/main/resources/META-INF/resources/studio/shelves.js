// The lists below the pictures: recent jobs to take up again, and favourites.

import { element, moment } from '../service.js';
import { favourites, recent } from './memory.js';

const $ = id => document.getElementById(id);

function thumb(url) {
  const box = element('span', { className: 'thumb' });
  if (!url) return box;
  const image = element('img', { src: url, alt: '', loading: 'lazy' });
  image.addEventListener('error', () => image.remove());
  box.append(image);
  return box;
}

/** @param onRecall called with the query that restores a job */
export function showRecent(current, onRecall) {
  const entries = recent.all();
  $('recent').hidden = entries.length === 0;
  $('recent-list').replaceChildren(...entries.map(entry => {
    const what = element('span', { className: 'what' },
      element('strong', { textContent: entry.label }),
      element('small', { textContent: `${entry.what}, ${entry.status} · ${moment(new Date(entry.at))}` }));
    const link = element('a', { href: entry.query }, thumb(entry.image), what);
    link.addEventListener('click', event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      onRecall(entry.query);
    });
    if (entry.id === current) link.setAttribute('aria-current', 'true');
    return element('li', {}, link);
  }));
}

/** @param onOpen called with (image, job) */
export function showFavourites(onOpen) {
  const entries = favourites.all();
  $('favourites').hidden = entries.length === 0;
  $('favourites-list').replaceChildren(...entries.map(({ label, image, job }) => {
    const picture = element('img', { src: image.url, alt: label, loading: 'lazy' });
    picture.addEventListener('error', () => {
      picture.replaceWith(element('span', { className: 'hint', textContent: 'no longer kept' }));
    });
    const button = element('button', { type: 'button', className: 'open' }, picture);
    button.addEventListener('click', () => onOpen(image, job));
    return element('li', {}, element('div', { className: 'place' }, button));
  }));
}

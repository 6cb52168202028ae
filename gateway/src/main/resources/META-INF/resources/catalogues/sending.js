// Sends a catalogue. By XMLHttpRequest, since fetch does not tell how much of a large file is on its way.

import { Refusal } from '../service.js';

/**
 * @param wish model and, where wanted, version, shardSize, seed, onInvalid; each goes where this kind of body has it
 * @param source {file, type} for a file, {axes, seeds} for axes to multiply
 * @param onProgress called with the share of the file that was sent, 0 to 1
 * @returns {answer, stop}: a promise of the accepted batch, which fails with a Refusal, and a function that breaks it off
 */
export function send(wish, source, onProgress) {
  const request = new XMLHttpRequest();
  const answer = new Promise((resolve, reject) => {
    const refuse = problem => reject(new Refusal(problem));
    request.upload.onprogress = event => onProgress(event.loaded / event.total);
    request.onload = () => {
      if (request.status < 300) resolve(request.response);
      else refuse({ title: `The service answered ${request.status}.`, ...request.response, status: request.status });
    };
    request.onerror = () => refuse({ status: 0, title: 'The service cannot be reached, or the file cannot be read any more.' });
    request.onabort = () => refuse({ status: 0, title: 'Stopped. Nothing is left of it.' });
  });
  request.responseType = 'json';
  if (source.file) {
    request.open('POST', `/v1/catalogues?${new URLSearchParams(wish)}`);
    request.setRequestHeader('Content-Type', source.type);
    request.send(source.file);
  } else {
    request.open('POST', '/v1/catalogues');
    request.setRequestHeader('Content-Type', 'application/json');
    request.send(JSON.stringify({ ...wish, ...source }));
  }
  return { answer, stop: () => request.abort() };
}

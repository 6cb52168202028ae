// Problems (RFC 9457) in a form: each mistake at its field, what belongs to none of them below the form.

/** The part of the form that a mistake's pointer names, the innermost first. */
function placeOf(form, pointer) {
  const lies = within => within && (pointer === within || pointer.startsWith(`${within}/`));
  const length = node => Math.max(...[node.dataset.pointer, node.dataset.pointerToo].filter(lies).map(it => it.length));
  return [...form.querySelectorAll('[data-pointer]')]
    .filter(node => node.getClientRects().length > 0)
    .filter(node => lies(node.dataset.pointer) || lies(node.dataset.pointerToo))
    .sort((a, b) => length(b) - length(a))[0];
}

const descriptionsOf = field => (field.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);

/** A field may have a hint beside what is wrong with it. */
function describe(field, ids) {
  if (ids.length > 0) field.setAttribute('aria-describedby', [...new Set(ids)].join(' '));
  else field.removeAttribute('aria-describedby');
}

export function clearProblems(form) {
  for (const error of form.querySelectorAll('.error')) {
    error.hidden = true;
    error.textContent = '';
  }
  for (const field of form.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid');
    describe(field, descriptionsOf(field).filter(id => !document.getElementById(id)?.matches('.error')));
  }
}

export function say(line, text) {
  // What is said already is not said again to those who hear the page.
  if (line.textContent !== text) line.textContent = text;
  line.hidden = text === '';
}

/** Shows what the service refused and moves the focus to the first field that it is about. */
export function showProblem(form, general, refusal) {
  const elsewhere = [];
  let first = null;
  for (const error of refusal.problem.errors ?? []) {
    const place = placeOf(form, error.pointer);
    if (!place) {
      elsewhere.push(error.message);
      continue;
    }
    const line = place.querySelector(':scope > .error');
    say(line, line.hidden ? error.message : `${line.textContent} ${error.message}`);
    line.id ||= `error-of-${place.dataset.pointer.slice(1).replaceAll(/[^a-z0-9]+/gi, '-')}`;
    const field = place.querySelector('input:checked, input:not([type=search]):not([disabled]), select');
    if (field) {
      field.setAttribute('aria-invalid', 'true');
      describe(field, [...descriptionsOf(field), line.id]);
      first ??= field;
    }
  }
  if (!refusal.problem.errors?.length) elsewhere.push(refusal.message);
  say(general, elsewhere.join(' '));
  first?.focus();
}

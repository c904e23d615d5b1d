// The reader's form: submitted without leaving the article, and answered in its place.
//
// Without this script the browser submits the form and each answer is a page of its own. The
// script requests the same pages and shows the part that matters. Whatever happens, what was typed is never removed
// before something replaces it: the receipt, or the same form with its errors.
//
// Focus moves to every answer, because the button that had it is gone. That also makes a screen reader read it.
import { offerCopies } from './copy.js';
import { say } from './say.js';

const patience = 30_000;

// Not in the stylesheet, because the Nu checker does not know this property yet and reports an error.
document.styleSheets[0].insertRule('textarea { field-sizing: content }');

const theForm = () => document.querySelector('form#feedback');

// Only an article shows the answer in place. On other pages the answer replaces the page.
const unused = document.querySelector('article') && emptied(theForm());

function emptied(form) {
  const copy = form.cloneNode(true);
  copy.reset();
  // Resetting a form leaves hidden fields alone, and a browser may have restored the last passage in them.
  for (const name of ['quote-prefix', 'quote-suffix']) copy.elements[name].value = '';
  return copy;
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.getAttribute('action') !== '/feedback') return;
  event.preventDefault();
  if (!form.hasAttribute('aria-busy')) send(form, event.submitter ?? form.querySelector('button'));
});

async function send(form, button) {
  const fields = new FormData(form);
  // By hand: Safari before 16.4 ignores FormData's second argument, and would leave out Yes and No.
  if (button.name) fields.append(button.name, button.value);
  begin(form, button);
  let answer, page;
  try {
    // A reader may give up sooner than the network does. Sending the same report twice is harmless.
    const signal = AbortSignal.timeout?.(patience);
    answer = await fetch('/feedback', { method: 'POST', body: new URLSearchParams(fields), signal });
    page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch { /* There was no answer, or half of one. */ }
  end(form);
  show(form, page, answer);
}

// Not disabled, because a disabled button loses focus, and a screen reader its place.
function begin(form, button) {
  form.setAttribute('aria-busy', 'true');
  for (const each of form.querySelectorAll('button')) each.setAttribute('aria-disabled', 'true');
  // Anything typed now would be lost.
  for (const field of form.querySelectorAll('textarea, input')) field.readOnly = true;
  for (const choice of form.querySelectorAll('fieldset, select')) choice.inert = true;
  button.dataset.words = button.textContent;
  button.textContent = 'Sending…';
  say('Sending');
}

function end(form) {
  form.removeAttribute('aria-busy');
  for (const field of form.querySelectorAll('textarea, input')) field.readOnly = false;
  for (const choice of form.querySelectorAll('fieldset, select')) choice.inert = false;
  for (const button of form.querySelectorAll('button')) {
    button.removeAttribute('aria-disabled');
    if (button.dataset.words) button.textContent = button.dataset.words;
    delete button.dataset.words;
  }
  say('');
}

function show(form, page, answer) {
  const again = page?.querySelector('form#feedback');
  const receipt = page?.querySelector('.receipt');
  if (again?.querySelector('.summary')) replace(form, again, '.summary');
  // The report is saved and only its page is missing, so go to its address.
  else if (answer?.redirected && !(receipt && unused)) location.assign(answer.url);
  else if (receipt) replace(form.closest('.answer') ?? form, inPlace(receipt, again), 'h2');
  else explain(form, answer && page?.querySelector('main'));
}

function replace(old, fresh, focused) {
  old.replaceWith(fresh);
  offerCopies();
  fresh.querySelector(focused).focus();
}

/** Shows what the site said on a page without a form; or, without an answer, that there was none. */
function explain(form, said) {
  const title = said?.querySelector('h1')?.textContent ?? 'That did not get through';
  const words = said?.querySelector('h1 + p')?.textContent
    ?? 'We could not reach the site. Your words are still here: please try again in a moment, or copy them to be safe.';
  form.querySelector('.summary')?.remove();
  const box = element('div', 'summary');
  box.setAttribute('role', 'alert');
  box.tabIndex = -1;
  box.append(
    element('h2', '', title),
    element('p', '', words));
  form.prepend(box);
  box.focus();
}

/** A receipt or thanks, with the form that may follow it, as part of the article. */
function inPlace(receipt, form) {
  const answer = element('div', 'answer');
  answer.append(receipt, form ?? '');
  receipt.querySelector('.back')?.remove();
  for (const heading of answer.querySelectorAll('h1, h2, h3')) {
    const lower = element(`h${Number(heading.tagName[1]) + 1}`);
    if (heading.id) lower.id = heading.id;
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }

  const heading = receipt.querySelector('h2');
  heading.tabIndex = -1;
  // So that focus on the heading announces the result too.
  heading.nextElementSibling.id = 'answer-words';
  heading.setAttribute('aria-describedby', 'answer-words');
  if (form) return answer;

  // Links to the form lead here now, so there is a button that brings the form back.
  answer.id = 'feedback';
  const more = element('button', 'again', 'Back to the form');
  more.type = 'button';
  more.addEventListener('click', () => {
    answer.replaceWith(unused.cloneNode(true));
    open();
    theForm().querySelector('summary').focus();
  });
  receipt.append(more);
  return answer;
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function open() {
  const details = theForm()?.querySelector('details');
  if (details) details.open = true;
}

document.addEventListener('click', ({ target }) => {
  if (target.closest('a[href="#feedback"]')) open();
});

// The context belongs to the selected passage and would be wrong for any other.
document.addEventListener('input', ({ target }) => {
  if (target.name !== 'quote') return;
  for (const name of ['quote-prefix', 'quote-suffix']) target.form.elements[name].value = '';
});

// A page that is restored, from the browser's cache or with its fields filled in again, is not sending anything any
// more. And text that would be sent with a vote should be visible.
addEventListener('pageshow', () => {
  document.querySelectorAll('form[aria-busy]').forEach(end);
  const form = theForm();
  if (form && [...new FormData(form)].some(([name, value]) => name !== 'article' && value)) open();
});

// For browsers that support autofocus only on fields; not from a reader who was faster.
if (document.activeElement === document.body) document.querySelector('.summary')?.focus();

// The page as readers will see it, beside the text, and what is wrong with it, below the text: both renewed while an editor types.
//
// The form is sent as it is, to the page it belongs to, with do=live: the site builds the article as it does for "check", and saves nothing.
// One request at a time, and after it the newest text. The preview is a frame without scripts that has the readers' stylesheet and nothing else.
import { become } from './insert-text.js';

const pause = 400;
const busyPause = 1500;

export function livePreview(form, box, lines) {
  const panel = form.querySelector('.reading');
  const { frame, status } = build(panel);
  const problems = problemList(form);
  let timer;
  let isAsking = false;
  let isStale = true;
  let isFirst = true;
  // How long the last preview took: of a long article, not every pause is worth one.
  let took = 0;
  // Those of the preview that is shown: looking for them at every key would take long in a long article.
  let known = null;
  let next = null;

  frame.addEventListener('load', prepare);
  frame.srcdoc = page();
  form.addEventListener('input', () => { isStale = true; schedule(Math.max(pause, 2 * took)); });
  box.addEventListener('scroll', () => { if (document.activeElement === box || box.matches(':hover')) soon(() => follow(lines.lineAt(box.scrollTop), 0)); }, { passive: true });
  box.addEventListener('selectionchange', () => soon(followCaret));
  box.addEventListener('click', () => soon(followCaret));
  return { ask };

  function schedule(after) {
    clearTimeout(timer);
    timer = setTimeout(ask, after);
  }

  async function ask() {
    if (isAsking) { isStale = true; return; }
    isAsking = true;
    isStale = false;
    const begun = performance.now();
    const sent = new FormData(form);
    sent.set('do', 'live');
    try {
      // A redirect leads to the sign-in, whose cookie must not replace that of a sign-in page the editor has open.
      const response = await fetch(form.action, { method: 'POST', body: sent, redirect: 'manual' });
      const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
      if (response.ok && answer.getElementById('live-problems')) show(answer, sent);
      else if (response.status === 429) schedule(busyPause);
      else pauseWith(response.type === 'opaqueredirect' ? 'You are signed out. Your text is safe: save it, and you can sign in again.' : 'The site could not make a preview. It will try again when you go on.');
    } catch {
      pauseWith('The site does not answer. It will be asked again when you go on.');
    }
    isAsking = false;
    took = performance.now() - begun;
    if (isStale) schedule(Math.max(pause, 2 * took));
  }

  function pauseWith(words) {
    tell(status, `The preview is not up to date. ${words}`);
  }

  function show(answer, sent) {
    problems.show(answer.getElementById('live-problems'));
    lines.markProblems([...problems.list.querySelectorAll('[data-line]')].map((link) => Number(link.dataset.line)));
    if (!isStale) takeOver(answer, sent);
    const article = answer.querySelector('.preview');
    const main = frame.contentDocument?.querySelector('main');
    tell(status, article ? '' : `This text can’t be shown yet, because of the errors below it.${main?.firstChild ? ' Here is the last version that can.' : ''}`);
    if (!article || !main) return;
    frame.contentDocument.documentElement.lang = article.lang;
    rememberLines(article);
    renew(main, article);
    known = null;
    if (isFirst) follow(lines.caretLine(), 0);
    else followCaret();
    isFirst = false;
  }

  // What the site has written into the front matter, and read from it, if nobody has typed since.
  function takeOver(answer, sent) {
    const text = answer.getElementById('live-text');
    if (!text) return;
    for (const before of form.querySelectorAll('[name^="before."]')) before.value = answer.querySelector(`[name="${before.name}"]`).value;
    for (const field of answer.querySelectorAll('.facts-form [name]:not([type=hidden])')) {
      if (field.type === 'radio') form.querySelector(`[name=state][value="${field.value}"]`).checked = field.checked;
      else if (form.elements[field.name].value !== field.value) form.elements[field.name].value = field.value;
    }
    for (const own of form.querySelectorAll('.facts-form [id^="f-"]:is(input, select, textarea, fieldset)')) {
      const other = answer.getElementById(own.id);
      document.getElementById(`${own.id}-error`)?.remove();
      const error = answer.getElementById(`${own.id}-error`);
      if (error) (own.tagName === 'FIELDSET' ? own.querySelector('.states') : own).before(error);
      for (const name of ['aria-invalid', 'aria-describedby']) {
        if (other?.hasAttribute(name)) own.setAttribute(name, other.getAttribute(name));
        else own.removeAttribute(name);
      }
    }
    if (text.value === box.value) return;
    const typing = document.activeElement;
    become(box, text.value);
    typing.focus({ preventScroll: true });
  }

  function prepare() {
    frame.contentDocument.addEventListener('click', (event) => {
      const link = event.target.closest('a');
      if (link) {
        event.preventDefault();
        const inside = link.hash && link.getAttribute('href').startsWith('#') ? frame.contentDocument.getElementById(decodeURIComponent(link.hash.slice(1))) : null;
        inside?.scrollIntoView();
        return;
      }
      if (event.target.closest('summary')) return;
      const block = blocks().findLast((one) => one.contains(event.target));
      if (block) lines.goTo(block.sourceLine);
    });
    ask();
  }

  function blocks() {
    return known ??= [...frame.contentDocument.querySelectorAll('article *')].filter((one) => one.sourceLine);
  }

  // Once before the next frame is drawn, and only the last: each measures the page.
  function soon(move) {
    if (next === null) requestAnimationFrame(() => { const last = next; next = null; last(); });
    next = move;
  }

  function followCaret() {
    const line = lines.caretLine();
    follow(line, lines.topOf(line) - box.scrollTop);
  }

  // Puts what is made from a line as far from the top as the line is.
  function follow(line, offset) {
    const all = blocks();
    const view = frame.contentWindow;
    const after = all.findIndex((one) => one.sourceLine > line);
    const here = after < 0 ? all.at(-1) : all[after - 1];
    // The title and what is above the text belong to its first line.
    if (!here || (here === all[0] && line <= here.sourceLine)) { view?.scrollTo(0, 0); return; }
    const top = here.getBoundingClientRect().top;
    const end = after < 0 ? { line: lines.count + 1, top: here.getBoundingClientRect().bottom } : { line: all[after].sourceLine, top: all[after].getBoundingClientRect().top };
    const part = (line - here.sourceLine) / Math.max(1, end.line - here.sourceLine);
    view.scrollBy(0, top + (end.top - top) * part - offset);
  }
}

function build(panel) {
  const section = document.createElement('section');
  const heading = document.createElement('h2');
  const status = document.createElement('p');
  const frame = document.createElement('iframe');
  section.className = 'live';
  section.setAttribute('aria-labelledby', 'live-title');
  heading.id = 'live-title';
  heading.textContent = 'Preview';
  status.className = 'hint';
  status.setAttribute('role', 'status');
  frame.title = 'The article as readers will see it';
  frame.setAttribute('sandbox', 'allow-same-origin');
  section.append(heading, status, frame);
  panel.replaceChildren(section);
  return { frame, status };
}

// Below the text, so that what is wrong with a line is near it.
function problemList(form) {
  const section = document.createElement('section');
  section.className = 'panel found';
  section.setAttribute('aria-label', 'Problems in the text');
  section.innerHTML = '<p role="status">Checking …</p>';
  form.querySelector('.numbered').closest('.field').after(section);
  const summary = section.firstChild;
  return {
    list: section,
    show(answer) {
      const [words, ...rest] = answer.children;
      tell(summary, words.textContent);
      section.replaceChildren(summary, ...rest);
    },
  };
}

function page() {
  const sheet = document.querySelector('link[rel=stylesheet]').href;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Preview</title><link rel="stylesheet" href="${sheet}"></head><body><main id="main"></main></body></html>`;
}

// A screen reader repeats a status whose words are set again.
function tell(status, words) {
  if (status.textContent !== words) status.textContent = words;
}

// As a property, because an attribute would make every block differ once a line was added above it.
function rememberLines(article) {
  for (const mark of article.querySelectorAll('template[data-line]')) {
    if (mark.nextElementSibling && !mark.nextElementSibling.matches('template')) mark.nextElementSibling.sourceLine = Number(mark.dataset.line);
    mark.remove();
  }
}

// Leaves what is the same in its place, so that nothing jumps and no picture loads again.
function renew(old, now) {
  const [before, after] = [[...old.children], [...now.children]];
  const least = Math.min(before.length, after.length);
  let start = 0;
  let end = 0;
  while (start < least && isSame(before[start], after[start])) start++;
  while (end < least - start && isSame(before.at(-1 - end), after.at(-1 - end))) end++;
  const [gone, come] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (gone.length === 1 && come.length === 1 && gone[0].matches('article, .lead') && gone[0].tagName === come[0].tagName) {
    renew(gone[0], come[0]);
    return;
  }
  const next = before[before.length - end] ?? null;
  for (const element of gone) element.remove();
  for (const element of come) {
    const copied = old.ownerDocument.importNode(element, true);
    copyLines(element, copied);
    old.insertBefore(copied, next);
  }
}

function isSame(old, now) {
  if (!old.isEqualNode(now)) return false;
  copyLines(now, old);
  return true;
}

function copyLines(from, to) {
  const [all, others] = [[from, ...from.querySelectorAll('*')], [to, ...to.querySelectorAll('*')]];
  all.forEach((element, index) => { others[index].sourceLine = element.sourceLine; });
}

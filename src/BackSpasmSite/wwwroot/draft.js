// Nothing that an editor typed is lost: a warning before leaving unsaved work, and a draft kept in this browser until it is saved, for a failed
// save, a lost session or a crash. A draft never leaves the browser, and is forgotten after a month, so that there is room for the next.
import { say } from './say.js';

const pause = 500;
const longest = 30 * 24 * 60 * 60 * 1000;
const most = 3;
const prefix = 'draft:';
const key = prefix + location.pathname;
const sending = 'draft-sending';

export function keepDraft(form, changed) {
  sweep();
  const last = JSON.parse(sessionStorage.getItem(sending) ?? 'null');
  const isSaved = new URLSearchParams(location.search).has('done');
  let isUnsaved = form.dataset.unsaved === 'yes';
  // A save that was refused shows its form again, which goes on with the same draft. One that never arrived, as during a restart, does not: then it is offered.
  const id = last?.key === key && isUnsaved ? last.id : crypto.randomUUID();
  const first = JSON.stringify(fieldsOf(form));
  let isSending = false;
  let timer;

  if (isSaved && last?.key === key) keep(stored().filter((draft) => draft.id !== last.id));
  if (isSaved) sessionStorage.removeItem(sending);
  offer(stored().filter((draft) => draft.id !== id && JSON.stringify(draft.fields) !== first).at(-1));
  if (isUnsaved) write();

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(write, pause);
  });
  form.addEventListener('submit', (event) => {
    isSending = true;
    write();
    if (event.submitter?.value === 'save') sessionStorage.setItem(sending, JSON.stringify({ key, id }));
    // A download leaves the page where it is.
    setTimeout(() => { isSending = false; }, 3000);
  });
  addEventListener('pagehide', write);
  addEventListener('beforeunload', (event) => { if (hasChanged() && !isSending) event.preventDefault(); });

  function hasChanged() {
    return isUnsaved || JSON.stringify(fieldsOf(form)) !== first;
  }

  function write() {
    clearTimeout(timer);
    const others = stored().filter((draft) => draft.id !== id);
    keep(hasChanged() ? [...others, { id, at: Date.now(), fields: fieldsOf(form) }].slice(-most) : others);
  }

  function offer(draft) {
    if (!draft) return;
    const notice = document.createElement('div');
    const words = document.createElement('p');
    const buttons = document.createElement('p');
    const at = new Date(draft.at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    const isOlder = draft.fields.find(([name]) => name === 'hash')?.[1] !== form.elements.hash.value;
    notice.className = 'notice kept';
    words.textContent = `This browser has unsaved work on this article from ${at}.${isOlder ? ' Somebody has saved the article since: when you save, you see what differs.' : ''}`;
    buttons.className = 'buttons';
    buttons.append(button('Go on with it', () => { putBack(draft); notice.remove(); form.elements.text.focus(); }), button('Discard it', () => {
      keep(stored().filter((other) => other.id !== draft.id));
      notice.remove();
    }));
    notice.append(words, buttons);
    form.before(notice);
    say(words.textContent);
  }

  function putBack(draft) {
    for (const [name, value] of draft.fields) {
      const field = form.elements[name];
      if (field instanceof RadioNodeList || field) field.value = value;
    }
    keep(stored().filter((other) => other.id !== draft.id));
    isUnsaved = true;
    write();
    changed();
  }
}

// The page that says that a text was saved may be another than the one it was typed on.
export function forgetSaved(path) {
  const last = JSON.parse(sessionStorage.getItem(sending) ?? 'null');
  if (last?.key !== prefix + path) return;
  keep(stored(last.key).filter((draft) => draft.id !== last.id), last.key);
  sessionStorage.removeItem(sending);
}

// After a save the text is where it was.
export function keepPlace(form, box, isTyping) {
  const place = 'draft-place';
  const last = JSON.parse(sessionStorage.getItem(place) ?? 'null');
  sessionStorage.removeItem(place);
  form.addEventListener('submit', () => {
    sessionStorage.setItem(place, JSON.stringify({ path: location.pathname, caret: box.selectionStart, top: box.scrollTop, page: scrollY, isTyping: document.activeElement === box }));
  });
  if (isTyping || last?.path !== location.pathname || box.dataset.line || document.querySelector('[role=alert]')) return false;
  box.setSelectionRange(last.caret, last.caret);
  if (last.isTyping) box.focus({ preventScroll: true });
  box.scrollTop = last.top;
  scrollTo(0, last.page);
  return true;
}

function fieldsOf(form) {
  return [...form.elements]
    .filter((field) => field.name && !field.name.startsWith('__') && !['submit', 'button', 'checkbox', 'fieldset'].includes(field.type) && (field.type !== 'radio' || field.checked) && field.name !== 'seen')
    .map(({ name, value }) => [name, value]);
}

function sweep() {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) keep(stored(name), name);
  } catch { /* Nothing is stored in this browser. */ }
}

function stored(where = key) {
  try {
    return JSON.parse(localStorage.getItem(where) ?? '[]').filter(({ at }) => Date.now() - at < longest);
  } catch {
    return [];
  }
}

// A full or forbidden store is no reason not to write.
function keep(drafts, where = key) {
  try {
    if (drafts.length > 0) localStorage.setItem(where, JSON.stringify(drafts));
    else localStorage.removeItem(where);
  } catch { /* The warning before leaving remains. */ }
}

function button(label, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

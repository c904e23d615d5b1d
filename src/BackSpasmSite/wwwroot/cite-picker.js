// Finds a paper by an author, a word or a DOI, and cites it at the caret. By the combobox pattern of ARIA, as in the readers' search. The papers
// are those of the page of references; what is written at the caret, a key or a number, is the site's answer.
import { say } from './say.js';
import { openPage } from './page-dialog.js';
import { become, replace } from './insert-text.js';

const pause = 200;
const least = 2;
const most = 8;

export function citePicker(form, box, lines) {
  const label = document.createElement('label');
  const input = document.createElement('input');
  const list = document.createElement('ul');
  const picker = document.createElement('div');
  let timer;
  let asked = 0;
  let marked = -1;

  picker.className = 'picker';
  label.htmlFor = input.id = 'cite-box';
  label.textContent = 'Cite a paper';
  input.type = 'text';
  input.autocomplete = 'off';
  input.placeholder = 'Author, word or DOI';
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'cite-list' })) input.setAttribute(name, value);
  list.id = 'cite-list';
  list.className = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Papers');
  list.hidden = true;
  picker.append(label, input, list);

  input.addEventListener('input', (event) => {
    // Nothing of the article has changed.
    event.stopPropagation();
    clearTimeout(timer);
    if (input.value.trim().length < least) close();
    else timer = setTimeout(ask, pause);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    switch (event.key) {
      case 'ArrowDown': if (list.hidden) return; mark((marked + 1) % list.children.length); break;
      case 'ArrowUp': if (list.hidden) return; mark(marked <= 0 ? list.children.length - 1 : marked - 1); break;
      case 'Escape': if (list.hidden) box.focus(); else close(); break;
      // Never sends the form of the article.
      case 'Enter': if (!list.hidden) choose(list.children[Math.max(marked, 0)]); break;
      default: return;
    }
    event.preventDefault();
  });
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => { if (target.closest('[role=option]')) choose(target.closest('[role=option]')); });
  input.addEventListener('blur', close);
  return picker;

  async function ask() {
    const typed = input.value.trim();
    const mine = ++asked;
    let rows = [];
    try {
      const response = await fetch(`/editor/references?q=${encodeURIComponent(typed)}`, { redirect: 'manual' });
      rows = [...new DOMParser().parseFromString(await response.text(), 'text/html').querySelectorAll('main tbody tr')];
    } catch { /* Without an answer a paper can still be added. */ }
    if (mine !== asked || document.activeElement !== input) return;
    show(rows.slice(0, most), rows.length);
  }

  function show(rows, count) {
    list.replaceChildren(...rows.map((row) => option(row)), addition());
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark(-1);
    say(count === 0 ? 'No paper found' : count > most ? `${most} of ${count} papers` : `${count} ${count === 1 ? 'paper' : 'papers'}`);
  }

  function option(row) {
    const [head, evidence, finding] = row.children;
    // A retracted paper says so before its name.
    const item = choice([head.querySelector('.badge'), head.querySelector('a')].filter(Boolean).map((part) => part.textContent).join(': '));
    item.dataset.id = head.querySelector('code').textContent;
    for (const [cell, none] of [[evidence, 'no kind of evidence'], [finding, 'no finding yet']]) {
      const text = document.createElement('span');
      text.className = 'hint';
      text.textContent = cell.querySelector('.warning') ? none : cell.textContent.trim();
      item.append(text);
    }
    return item;
  }

  function addition() {
    return choice(`Add a paper to the references${/\d/.test(input.value) ? `: ${input.value.trim()}` : ' …'}`);
  }

  function choice(words) {
    const item = document.createElement('li');
    item.id = `cite-${list.children.length}-${Math.random().toString(36).slice(2)}`;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', 'false');
    const title = document.createElement('b');
    title.textContent = words;
    item.append(title);
    return item;
  }

  function choose(item) {
    const typed = input.value.trim();
    close();
    input.value = '';
    if (item.dataset.id) cite(item.dataset.id);
    else add(/\d/.test(typed) ? typed : '');
  }

  // Saved papers are the ones that were shown as new before.
  function add(typed) {
    let shown = [];
    openPage('/editor/add-papers', {
      fill: (page) => { if (typed && !page.elements.text.value) page.elements.text.value = typed; },
      back: () => box.focus(),
      done: (answer, response) => {
        if (!response.redirected || !new URL(response.url).pathname.startsWith('/editor/references')) {
          shown = [...answer.querySelectorAll('#plan-title ~ ul code')].map((code) => code.textContent);
          return null;
        }
        return () => {
          if (shown.length === 1) cite(shown[0]);
          else say(`${shown.length} papers added. Cite them one by one.`);
        };
      },
    });
  }

  async function cite(id) {
    const sent = new FormData(form);
    sent.set('do', 'cite');
    sent.set('cite', id);
    let answer;
    try {
      const response = await fetch(form.action, { method: 'POST', body: sent, redirect: 'manual' });
      answer = response.type === 'opaqueredirect' ? { error: 'You are signed out. Your text is safe: save it, and you can sign in again.' }
        : response.status === 429 ? { error: 'The desk is busy. Nothing is changed: try again in a few seconds.' }
        : await response.json();
    } catch {
      answer = { error: 'The site does not answer.' };
    }
    if (answer.error) {
      tell(answer.error);
      return;
    }
    tell('');
    if (answer.text) become(box, answer.text);
    write(answer.written, answer.isKey);
    lines.update();
    say(`Cited: ${answer.written}`);
  }

  // Into the group of citations that the caret is in or behind, or as a new one.
  function write(written, isKey) {
    const at = box.selectionEnd;
    const before = box.value.slice(0, at);
    const [whole, begun, end, separator] = isKey ? [/\[@[^\[\]\n]*\]$/, /\[@[^\[\]\n]*$/, ']', '; '] : [/\(\d[\d,; –-]*\)$/, /\(\d[\d,; –-]*$/, ')', ', '];
    if (whole.test(before)) {
      replace(box, at - 1, at - 1, separator + written);
      box.setSelectionRange(box.selectionEnd + 1, box.selectionEnd + 1);
    } else if (begun.test(before) && box.value.slice(at).split('\n')[0].includes(end)) {
      const close = box.value.indexOf(end, at);
      replace(box, close, close, separator + written);
    } else {
      const space = before === '' || /[\s([]$/.test(before) ? '' : ' ';
      replace(box, at, at, `${space}${isKey ? '[' : '('}${written}${isKey ? ']' : ')'}`);
    }
  }

  function tell(words) {
    picker.querySelector('.mistake')?.remove();
    if (!words) return;
    const error = document.createElement('p');
    error.className = 'mistake';
    error.setAttribute('role', 'alert');
    picker.append(error);
    error.textContent = words;
  }

  function mark(index) {
    list.children[marked]?.setAttribute('aria-selected', 'false');
    marked = index;
    const item = list.children[marked];
    item?.setAttribute('aria-selected', 'true');
    item?.scrollIntoView({ block: 'nearest' });
    if (item) input.setAttribute('aria-activedescendant', item.id);
    else input.removeAttribute('aria-activedescendant');
  }

  function close() {
    clearTimeout(timer);
    asked++;
    list.hidden = true;
    list.replaceChildren();
    marked = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }
}

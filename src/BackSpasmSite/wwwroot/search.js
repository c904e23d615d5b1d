// Suggestions in the search boxes while a reader types, and "/" to get to the nearest box.
//
// Without this script a search box is a form that leads to a page of results. With it, titles and headings that match are listed below
// the box, by the combobox pattern of ARIA: the arrows move through the list while the focus stays in the box, Enter opens the one that is
// marked or searches, Escape closes the list. Nothing is sent before the second letter, and one request at a time.
//
// Somebody who speaks to the computer may type "/" without meaning to, so the search page has a switch for it (WCAG 2.1.4). The choice is
// kept in the browser and never sent.
import { say } from './say.js';

const pause = 150;
const least = 2;

const slash = {
  // Where the choice can't be kept, the key does nothing.
  get isOn() {
    try { return localStorage.getItem('slash') !== 'off'; } catch { return false; }
  },
  set isOn(on) {
    if (on) localStorage.removeItem('slash');
    else localStorage.setItem('slash', 'off');
  },
  get canBeKept() {
    try { return Boolean(localStorage); } catch { return false; }
  },
};

const choice = document.getElementById('slash');
if (choice && slash.canBeKept) {
  choice.checked = slash.isOn;
  choice.closest('[hidden]').hidden = false;
  choice.addEventListener('change', () => { slash.isOn = choice.checked; });
}

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest('input, textarea, select, [contenteditable]') || !slash.isOn) return;
  event.preventDefault();
  const boxes = [...document.querySelectorAll('input[type=search]')];
  (boxes.find((box) => box.closest('main')) ?? boxes[0])?.focus();
});

document.querySelectorAll('input[type=search][name=q]').forEach(suggest);

function suggest(box, number) {
  const list = document.createElement('ul');
  let timer;
  let isAsking = false;
  let marked = -1;

  list.id = `suggestions-${number}`;
  list.className = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  list.hidden = true;
  box.after(list);
  box.autocomplete = 'off';
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-expanded', 'false');
  box.setAttribute('aria-controls', list.id);

  box.addEventListener('input', () => {
    clearTimeout(timer);
    if (box.value.trim().length < least) close();
    else timer = setTimeout(ask, pause);
  });

  box.addEventListener('keydown', (event) => {
    const options = list.children;
    if (list.hidden || event.isComposing) return;
    switch (event.key) {
      case 'ArrowDown': mark(marked + 1 < options.length ? marked + 1 : -1); break;
      case 'ArrowUp': mark(marked < 0 ? options.length - 1 : marked - 1); break;
      case 'Escape': close(); break;
      case 'Enter':
        if (marked < 0) return;
        location.assign(options[marked].dataset.address);
        break;
      default: return;
    }
    event.preventDefault();
  });

  // Not until the list had its click: it would be gone before.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const option = target.closest('[role=option]');
    if (option) location.assign(option.dataset.address);
  });
  box.addEventListener('blur', close);

  async function ask() {
    if (isAsking) return;
    isAsking = true;
    const typed = box.value.trim();
    let found = [[], []];
    try {
      const answer = await fetch(`/search/suggestions?q=${encodeURIComponent(typed)}`);
      if (answer.ok) {
        const [, titles, , addresses] = await answer.json();
        found = [titles, addresses];
      }
    } catch { /* Without suggestions the box still searches. */ }
    isAsking = false;
    if (document.activeElement !== box || box.value.trim().length < least) close();
    else {
      show(...found);
      if (box.value.trim() !== typed) ask();
    }
  }

  function show(titles, addresses) {
    list.replaceChildren(...titles.map((title, index) => {
      const option = document.createElement('li');
      option.id = `${list.id}-${index}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      // The address as the site knows it, at the host that the reader is on.
      const { pathname, hash } = new URL(addresses[index]);
      option.dataset.address = pathname + hash;
      option.textContent = title;
      return option;
    }));
    list.hidden = titles.length === 0;
    box.setAttribute('aria-expanded', String(!list.hidden));
    mark(-1);
    if (!list.hidden) say(`${titles.length} ${titles.length === 1 ? 'suggestion' : 'suggestions'}`);
  }

  function mark(index) {
    list.children[marked]?.setAttribute('aria-selected', 'false');
    marked = index;
    const option = list.children[marked];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) box.setAttribute('aria-activedescendant', option.id);
    else box.removeAttribute('aria-activedescendant');
  }

  function close() {
    clearTimeout(timer);
    list.hidden = true;
    list.replaceChildren();
    marked = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  }
}

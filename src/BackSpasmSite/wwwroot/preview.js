// The preview of a citation: shows a paper's entry in the references beside its number.
//
// Without this script a reader has the link and the list. With it there are two ways:
// - Mouse and keyboard: the card appears and disappears with hover and focus (WCAG 1.4.13: Esc dismisses it,
//   the pointer may move into it, and it stays until then). Tab goes from the number into the card and from there to the
//   next number; Esc goes back to the number, from where Tab skips the card. Enter on the number opens the paper.
//   It is not announced, because the number's accessible name says what the paper is, until focus makes it a dialog.
// - Touch: the first tap opens the card instead of the paper, and the second follows the link. The card is a small
//   non-modal dialog: focus moves into it, so that a screen reader finds its links next, and back when it closes.
// On a wide screen the card is in the margin, over the note that is there (margin.js).
import { noteOf, numberOf } from './margin.js';

const waitToOpen = 150;
const waitToClose = 500;
const edge = 16;
const least = 128;

let open; // { link, card, touch }
let timer;
let returning = false;

const citation = (target) => target instanceof Element ? target.closest('.citation a[data-reference]') ?? numberOf(target) : null;
const inCard = (target) => Boolean(open?.card.contains(target));

function soon(wait, act) {
  clearTimeout(timer);
  timer = setTimeout(act, wait);
}

function build(link, touch) {
  const number = link.dataset.reference;
  const entry = document.getElementById(`ref-${number}`);
  if (!entry) return null;

  const card = document.createElement('div');
  card.className = 'card';
  card.setAttribute('role', touch ? 'dialog' : 'tooltip');
  card.setAttribute('aria-label', link.getAttribute('aria-label') ?? `Reference ${number}`);
  card.tabIndex = -1;
  const name = document.createElement('p');
  name.className = 'box-title';
  name.textContent = card.getAttribute('aria-label');
  card.append(name);
  for (const part of ['.finding', '.paper']) card.append(entry.querySelector(part)?.cloneNode(true) ?? '');

  const links = document.createElement('p');
  links.className = 'links';
  if (link.getAttribute('href') !== `#ref-${number}`) links.append(anchor('Open the paper', link.href));
  links.append(anchor('See in references', `#ref-${number}`));
  card.append(links);
  // The DOI in the list is a link to the paper too.
  for (const link of card.querySelectorAll('.paper a')) link.replaceWith(...link.childNodes);

  for (const copy of card.querySelectorAll('[id]')) copy.removeAttribute('id');
  return card;
}

function anchor(text, href) {
  const a = document.createElement('a');
  a.textContent = text;
  a.href = href;
  return a;
}

function show(link, touch = false) {
  clearTimeout(timer);
  if (open?.link === link && open.touch === touch) return;
  close();
  const card = build(link, touch);
  if (!card) return;
  // Right after its citation, so that reading and tabbing continue from there.
  link.closest('.citation').after(card);
  open = { link, card, touch };
  // In a very low window, as at 400 % zoom, a number in the middle leaves no room on either side.
  if (!noteOf(link) && link.matches(':focus-visible') && room() < Math.min(card.offsetHeight, least)) link.scrollIntoView({ block: 'start' });
  place();
  if (touch) card.focus({ preventScroll: true });
}

/** The height of the larger free space, below or above the number. */
function room() {
  const number = open.link.getBoundingClientRect();
  return Math.max(document.documentElement.clientHeight - number.bottom, number.top) - edge / 2;
}

/** Places the card on the side of the number with more room, or over the number if there is too little; always inside the window. */
function place() {
  const number = open.link.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const { style } = open.card;
  const origin = open.card.offsetParent.getBoundingClientRect();
  style.maxHeight = style.inlineSize = '';
  const note = noteOf(open.link)?.getBoundingClientRect();
  if (note) {
    style.inlineSize = `${note.width + edge}px`;
    style.maxHeight = `${clientHeight - edge}px`;
    style.left = `${note.left - edge / 2 - origin.left}px`;
    style.top = `${Math.max(edge / 2, Math.min(note.top - edge / 2, clientHeight - open.card.offsetHeight - edge / 2)) - origin.top}px`;
    return;
  }

  style.maxHeight = 'none';
  const { offsetWidth: width, offsetHeight: height } = open.card;
  const below = clientHeight - number.bottom;
  const under = height < below || below > number.top;
  const fits = Math.min(height, room() < least ? clientHeight - edge : room());
  const top = Math.max(edge / 2, Math.min(under ? number.bottom : number.top - fits, clientHeight - fits - edge / 2));
  style.maxHeight = `${fits}px`;
  style.left = `${Math.max(edge, Math.min(number.left - edge, clientWidth - width - edge)) - origin.left}px`;
  style.top = `${top - origin.top}px`;
}

function close() {
  clearTimeout(timer);
  if (!open) return;
  const { link, card } = open;
  const focused = card.contains(document.activeElement);
  open = undefined;
  card.remove();
  returning = true;
  if (focused) link.focus({ preventScroll: true });
  returning = false;
}

/** Where Tab leads from a number with an open card, or from its card; nothing where the browser's own order is right. */
function next(from, back) {
  const { link, card } = open;
  const stops = [...card.querySelectorAll('a')];
  if (from === link) return back ? null : stops[0];
  if (back) return from === stops[0] || from === card ? link : null;
  // The card comes after all numbers of its citation.
  const numbers = [...link.closest('.citation').querySelectorAll('a[data-reference]')];
  return from === stops.at(-1) ? numbers[numbers.indexOf(link) + 1] : null;
}

document.addEventListener('pointerover', ({ target, pointerType }) => {
  if (pointerType === 'touch') return;
  const link = citation(target);
  if (link) soon(waitToOpen, () => show(link));
  else if (inCard(target)) clearTimeout(timer);
});

document.addEventListener('pointerout', ({ target, pointerType }) => {
  if (pointerType === 'touch' || open?.touch || !(citation(target) || inCard(target))) return;
  soon(waitToClose, () => open?.link.matches(':focus-visible') || open?.card.querySelector(':focus-visible') || close());
});

// A link to a citation moves focus to it. Its sentence is wanted then, without a card over it.
let reached = citation(document.activeElement);
document.addEventListener('focusin', ({ target }) => {
  const link = citation(target);
  if (inCard(target)) open.card.setAttribute('role', 'dialog');
  const arrives = link !== reached && link?.matches(':target');
  if (arrives) reached = link;
  else if (link?.matches(':focus-visible') && !open?.touch && !returning) show(link);
});

document.addEventListener('focusout', ({ target, relatedTarget }) => {
  if (!open || inCard(relatedTarget) || relatedTarget === open.link) return;
  if (target === open.link && !open.touch && !open.card.matches(':hover')) close();
  else if (relatedTarget && inCard(target)) close();
});

let lastPointer = '';
document.addEventListener('pointerdown', (event) => {
  lastPointer = event.pointerType;
  if (open && !inCard(event.target) && citation(event.target) !== open.link) close();
}, true);

document.addEventListener('click', (event) => {
  const link = citation(event.target);
  if (inCard(event.target)) {
    if (event.target.closest('a[href^="#"]')) close();
    return;
  }
  // A click made by Enter has detail 0: it opens the paper, whatever was touched before.
  const touch = event.detail > 0 && (event.pointerType || lastPointer) === 'touch';
  if (!link || !touch || open?.touch && open.link === link) return;
  show(link, true);
  if (open?.link === link) event.preventDefault();
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close();
  const stop = event.key === 'Tab' && open ? next(event.target, event.shiftKey) : null;
  if (!stop) return;
  event.preventDefault();
  stop.focus();
});
addEventListener('resize', () => open && place());

// The preview of a citation: what the list at the end says of a paper, beside the number that names it.
//
// A reader without this script has the link and the list, and loses nothing. With it there are two ways in:
// - Mouse and keyboard: the card comes with hover and focus and goes with them (WCAG 1.4.13: Esc dismisses it,
//   the pointer may move into it, it stays until then). It is a tooltip: its links answer a click but are no tab
//   stops, because Enter on the number already opens the paper, and three stops a number would make the text a
//   chore by keyboard. Nothing is announced: the number's own name says what the paper is.
// - Touch: the first tap opens the card in place of the paper, and the second follows the link. It is a small
//   dialog, not modal: focus moves into it, so that a screen reader finds its links next, and back when it closes.

const waitToOpen = 150;
const waitToClose = 300;
const edge = 16;
const least = 200;

let open; // { link, card, touch }
let timer;

const citation = (target) => target instanceof Element ? target.closest('.citation a[data-reference]') : null;
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
  links.append(anchor('In the list', `#ref-${number}`));
  card.append(links);

  for (const copy of card.querySelectorAll('[id]')) copy.removeAttribute('id');
  if (!touch) for (const stop of card.querySelectorAll('a')) stop.tabIndex = -1;
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
  // Right after its citation, so that reading and tabbing go on from there.
  link.closest('.citation').after(card);
  open = { link, card, touch };
  place();
  if (touch) card.focus({ preventScroll: true });
}

/** Under the number or above it, on the roomier side and no higher than that; never beyond the window's sides. */
function place() {
  const number = open.link.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const { style } = open.card;
  style.maxHeight = 'none';
  const { offsetWidth: width, offsetHeight: height } = open.card;
  const below = clientHeight - number.bottom;
  const under = height < below || below > number.top;
  const fits = Math.min(height, Math.max(under ? below : number.top, least) - edge / 2);
  style.maxHeight = `${fits}px`;
  style.left = `${Math.max(edge, Math.min(number.left - edge, clientWidth - width - edge)) + scrollX}px`;
  style.top = `${(under ? number.bottom : number.top - fits) + scrollY}px`;
}

function close() {
  clearTimeout(timer);
  if (!open) return;
  const { link, card } = open;
  const focused = card.contains(document.activeElement);
  open = undefined;
  card.remove();
  if (focused) link.focus({ preventScroll: true });
}

document.addEventListener('pointerover', ({ target, pointerType }) => {
  if (pointerType === 'touch') return;
  const link = citation(target);
  if (link) soon(waitToOpen, () => show(link));
  else if (inCard(target)) clearTimeout(timer);
});

document.addEventListener('pointerout', ({ target, pointerType }) => {
  if (pointerType === 'touch' || open?.touch || !(citation(target) || inCard(target))) return;
  soon(waitToClose, () => open?.link.matches(':focus-visible') || close());
});

// An address that names a citation moves focus to it: its sentence is wanted then, and no card over it.
let reached = citation(document.activeElement);
document.addEventListener('focusin', ({ target }) => {
  const link = citation(target);
  const arrives = link !== reached && link?.matches(':target');
  if (arrives) reached = link;
  else if (link?.matches(':focus-visible') && !open?.touch) show(link);
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
  // A click made by Enter counts no presses: it opens the paper, whatever was touched before.
  const touch = event.detail > 0 && (event.pointerType || lastPointer) === 'touch';
  if (!link || !touch || open?.touch && open.link === link) return;
  show(link, true);
  if (open?.link === link) event.preventDefault();
});

document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') close();
});
addEventListener('resize', () => open && place());

// Single keys at the desk: each element with data-key is reached or pressed by that key. They do nothing inside a field, and can be turned
// off in the list of them; the choice is kept in the browser (WCAG 2.1.4). Without this script everything has its link or button.
const list = document.getElementById('keys');
const choice = list.querySelector('input');

// Where the choice can't be kept, the keys do nothing.
const kept = (() => { try { return localStorage; } catch { return null; } })();
const isOn = () => kept !== null && kept.getItem('desk-keys') !== 'off';

// Pressing these changes nothing that is not easily undone; the others only get the focus, so that Enter decides.
const pressed = new Set(['i', 'n', 'c', 't', 's']);

if (kept === null) choice.closest('p').hidden = true;
choice.checked = isOn();
choice.addEventListener('change', () => {
  if (choice.checked) kept.removeItem('desk-keys');
  else kept.setItem('desk-keys', 'off');
  mark();
});
document.getElementById('keys-open').hidden = false;
document.getElementById('keys-open').addEventListener('click', () => list.showModal());
mark();

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || event.defaultPrevented || list.open || !isOn()) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  if (event.key === '?') list.showModal();
  else if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1);
  else if (event.key === 'x' && inRow()) inRow().click();
  else if (!reach(event.key)) return;
  event.preventDefault();
});

function reach(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  // What is folded away can't be reached.
  for (let fold = target.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  target.focus();
  if (pressed.has(key)) target.click();
  return true;
}

// From row to row of the inbox.
function step(by) {
  const rows = [...document.querySelectorAll('[data-row]')];
  const at = rows.findIndex((row) => row.closest('tr').contains(document.activeElement));
  rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
}

function inRow() {
  return document.activeElement?.closest('tr:has([data-row])')?.querySelector('[type=checkbox]');
}

// Screen readers tell a key only while it works.
function mark() {
  for (const target of document.querySelectorAll('[data-key]')) {
    if (isOn()) target.setAttribute('aria-keyshortcuts', target.dataset.key);
    else target.removeAttribute('aria-keyshortcuts');
  }
}

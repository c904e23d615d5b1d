// The page on which an article is written. Without this script it is a form with a box; with it, the box has line numbers and buttons, and beside
// it is the page that readers will see. Each part is a script of its own.
import { numberLines } from './source-lines.js';
import { livePreview } from './live-preview.js';
import { citePicker } from './cite-picker.js';
import { markdownTools, pictureField } from './markdown-tools.js';
import { keepDraft, keepPlace } from './draft.js';
import { say } from './say.js';

const form = document.getElementById('editor');
const box = document.getElementById('f-text');
const lines = numberLines(box);
const bar = document.createElement('div');

bar.className = 'write-bar';
bar.append(markdownTools(box, lines), citePicker(form, box, lines));
box.closest('.numbered').before(bar);
pictureField(form);

// Before the preview, which follows the caret. Whoever was faster than this script keeps the focus, or would type into another field.
const line = Number(box.dataset.line);
const isTyping = document.activeElement.matches('input, select, textarea');
const isBack = keepPlace(form, box, isTyping);
if (line > 0 && !isTyping) lines.goTo(line);
else if (isBack) tellSaved();
else if (document.activeElement !== box) line > 0 ? lines.showLine(line) : lines.showText();

const preview = livePreview(form, box, lines);
offerViews();
keepDraft(form, () => { lines.update(); preview.ask(); });

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href="#f-text"][data-line]');
  if (!link) return;
  event.preventDefault();
  show('text');
  lines.goTo(Number(link.dataset.line), Number(link.dataset.column ?? 1));
  say(`Line ${link.dataset.line}`);
});

document.addEventListener('keydown', (event) => {
  // With Caps Lock the key is an S.
  if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector('button[value=save]'));
});

// The page's own notice is at its top, out of sight.
function tellSaved() {
  const notice = document.querySelector('main > .notice[role=status]');
  if (!notice) return;
  const words = document.createElement('span');
  words.className = 'hint';
  words.textContent = 'Saved.';
  form.querySelector('button[value=save]').after(words);
  say(notice.textContent);
  form.addEventListener('input', () => words.remove(), { once: true });
}

// The live preview takes the place of the button that asks for one; on a narrow screen it has the place of the text.
function offerViews() {
  const group = document.createElement('div');
  group.className = 'views';
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', 'What is shown');
  for (const [view, label] of [['text', 'Text'], ['preview', 'Preview']]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.dataset.view = view;
    button.addEventListener('click', () => show(view));
    group.append(button);
  }
  form.prepend(group);
  form.querySelector('button[value=preview]').hidden = true;
  show('text');
}

function show(view) {
  form.dataset.view = view;
  for (const button of form.querySelectorAll('.views button')) button.setAttribute('aria-pressed', String(button.dataset.view === view));
}

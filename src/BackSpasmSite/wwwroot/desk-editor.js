// The page on which an article is written. Without this script it is a form with a box; with it, the box has line numbers, and beside it is the
// page that readers will see. Each part is a script of its own.
import { numberLines } from './source-lines.js';
import { livePreview } from './live-preview.js';

const form = document.getElementById('editor');
const box = document.getElementById('f-text');
const lines = numberLines(box);

// Before the preview, which follows the caret.
if (box.dataset.line) lines.goTo(Number(box.dataset.line));
else lines.showText();

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href="#f-text"][data-line]');
  if (!link) return;
  event.preventDefault();
  show('text');
  lines.goTo(Number(link.dataset.line), Number(link.dataset.column ?? 1));
});

livePreview(form, box, lines);
offerViews();

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

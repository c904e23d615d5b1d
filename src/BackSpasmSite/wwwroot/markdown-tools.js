// Buttons that write Markdown at the caret, and pictures that are dragged or pasted into the text.
import { openPage } from './page-dialog.js';
import { insertBlock, replace } from './insert-text.js';

const boxes = [['note', 'Note'], ['do', 'Do'], ['dont', 'Don’t'], ['get-help-now', 'Get help now']];
const table = '| Treatment | Finding |\n|---|---|\n| First | What was found |';

export function markdownTools(box, lines) {
  const tools = document.createElement('div');
  const menu = document.createElement('details');
  const summary = document.createElement('summary');
  const kinds = document.createElement('div');

  tools.className = 'tools';
  tools.setAttribute('role', 'group');
  tools.setAttribute('aria-label', 'Insert into the text');
  summary.textContent = 'Box';
  kinds.append(...boxes.map(([kind, label]) => button(label, () => { menu.open = false; insertKind(kind); })));
  menu.append(summary, kinds);
  menu.addEventListener('keydown', (event) => { if (event.key === 'Escape') { menu.open = false; summary.focus(); } });
  menu.addEventListener('focusout', (event) => { if (!menu.contains(event.relatedTarget)) menu.open = false; });
  tools.append(
    menu,
    button('Figure', () => addPicture()),
    button('Table', () => insertBlock(box, table, [2, 11])),
    button('Link', insertLink),
    button('Front matter', () => lines.goTo(1)),
  );
  takePictures();
  return tools;

  function button(label, act) {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'small';
    made.textContent = label;
    made.addEventListener('click', act);
    return made;
  }

  function insertKind(kind) {
    const selected = box.value.slice(box.selectionStart, box.selectionEnd).trim();
    const inner = selected || (kind === 'do' || kind === 'dont' ? '- ' : '');
    const begin = `::: ${kind}\n`;
    insertBlock(box, `${begin}${inner}\n:::`, [begin.length + inner.length, begin.length + inner.length]);
  }

  function insertLink() {
    const { selectionStart: start, selectionEnd: end } = box;
    const words = box.value.slice(start, end) || 'words of the link';
    const address = 'https://';
    // What is still to be written is selected.
    replace(box, start, end, `[${words}](${address})`, end > start ? [words.length + 3, words.length + 3 + address.length] : [1, 1 + words.length]);
  }

  // Asks for its alt text on the page that takes pictures, with all its checks, and writes the line that the page shows at its end.
  function addPicture(file, rest = []) {
    const { selectionStart: start, selectionEnd: end } = box;
    openPage('/editor/images', {
      fill: (page) => { if (file) choose(page, file); },
      back: () => box.focus({ preventScroll: true }),
      done: (answer) => {
        const line = answer.querySelector('main [role=status] code')?.textContent;
        return line && (() => {
          box.setSelectionRange(start, end);
          insertBlock(box, line);
          if (rest.length > 0) addPicture(rest[0], rest.slice(1));
        });
      },
    });
  }

  function takePictures() {
    box.addEventListener('dragover', (event) => { if (event.dataTransfer.types.includes('Files')) event.preventDefault(); });
    box.addEventListener('drop', (event) => {
      // A picture goes where it is dropped, as a text would.
      const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
      take(event, event.dataTransfer, at?.offsetNode === box ? at.offset : undefined);
    });
    box.addEventListener('paste', (event) => take(event, event.clipboardData));
  }

  function take(event, data, caret) {
    const [first, ...rest] = [...data.files].filter((file) => file.type.startsWith('image/'));
    // A text copied from a word processor often comes with a picture of itself.
    if (!first || data.types.includes('text/plain')) return;
    event.preventDefault();
    if (caret !== undefined) box.setSelectionRange(caret, caret);
    addPicture(first, rest);
  }
}

// The picture of the front matter: chosen in its fields, or added there.
export function pictureField(form) {
  const src = form.elements['image-src'];
  if (!src) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'small';
  button.textContent = 'Add a picture …';
  button.addEventListener('click', () => openPage('/editor/images', {
    back: () => button.focus(),
    done: (_, response) => {
      const added = new URL(response.url).searchParams;
      return added.has('added') && (() => {
        src.value = added.get('added');
        form.elements['image-alt'].value = added.get('alt');
        form.elements['image-caption'].value = added.get('caption');
        src.dispatchEvent(new Event('input', { bubbles: true }));
      });
    },
  }));
  src.after(button);
}

function choose(page, file) {
  const files = new DataTransfer();
  files.items.add(file);
  page.elements.image.files = files.files;
}

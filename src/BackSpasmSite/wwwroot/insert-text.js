// Changes a text area as if somebody typed, so that undo takes it back.
export function replace(box, start, end, text, select = [text.length, text.length]) {
  box.focus({ preventScroll: true });
  box.setSelectionRange(start, end);
  // Obsolete in name only: nothing else keeps the history of a text area.
  const isDone = text === '' ? start === end || document.execCommand('delete') : document.execCommand('insertText', false, text);
  if (!isDone) {
    box.setRangeText(text, start, end, 'end');
    box.dispatchEvent(new Event('input', { bubbles: true }));
  }
  box.setSelectionRange(start + select[0], start + select[1]);
}

// Only what differs, and the caret stays where it was in the text around it.
export function become(box, text) {
  const old = box.value;
  if (old === text) return;
  const least = Math.min(old.length, text.length);
  const { selectionStart: caret, scrollTop } = box;
  let start = 0;
  let end = 0;
  while (start < least && old[start] === text[start]) start++;
  while (end < least - start && old.at(-1 - end) === text.at(-1 - end)) end++;
  replace(box, start, old.length - end, text.slice(start, text.length - end));
  const now = caret > start ? Math.max(start, caret + text.length - old.length) : caret;
  box.setSelectionRange(now, now);
  box.scrollTop = scrollTop;
}

// Between empty lines, because a figure, a table and a box are paragraphs of their own.
export function insertBlock(box, text, select) {
  const { value, selectionStart: start, selectionEnd: end } = box;
  const before = start === 0 || value.slice(0, start).endsWith('\n\n') ? '' : value[start - 1] === '\n' ? '\n' : '\n\n';
  const after = value.slice(end).startsWith('\n\n') || end === value.length ? '' : value[end] === '\n' ? '\n' : '\n\n';
  const from = before.length;
  replace(box, start, end, before + text + after, select ? [from + select[0], from + select[1]] : [from + text.length, from + text.length]);
}

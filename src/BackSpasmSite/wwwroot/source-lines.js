// Line numbers for a text area, and the way to a line of it.
//
// The text area stays what it is, with the browser's own undo, spelling and accessibility. Below it lies a copy of the text in invisible
// letters, one element a line, which wraps at the same places: it carries the numbers and the marks, and knows how high each line is.
export function numberLines(box) {
  const frame = document.createElement('div');
  const copy = document.createElement('div');
  let lines = [];

  frame.className = 'numbered';
  copy.className = 'line-copy';
  copy.setAttribute('aria-hidden', 'true');
  copy.dir = 'auto';
  // An element that is moved loses the focus, and the caret of somebody who was faster than this script.
  const isTyping = document.activeElement === box;
  const { selectionStart, selectionEnd, selectionDirection } = box;
  box.before(frame);
  frame.append(copy, box);
  if (isTyping) {
    box.focus({ preventScroll: true });
    box.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
  }
  update();
  fit();
  box.addEventListener('input', update);
  box.addEventListener('scroll', scroll, { passive: true });
  new ResizeObserver(fit).observe(box);

  return { update, goTo, showLine, showText, markProblems, caretLine, lineAt, topOf: (line) => element(line).offsetTop, get count() { return lines.length; } };

  // Only what has changed, because an article may have thousands of lines.
  function update() {
    const now = box.value.split('\n');
    const least = Math.min(lines.length, now.length);
    let before = 0;
    let after = 0;
    while (before < least && lines[before] === now[before]) before++;
    while (after < least - before && lines[lines.length - 1 - after] === now[now.length - 1 - after]) after++;
    // A new text in the same element: adding or removing one makes the browser count all the others again.
    const kept = Math.min(lines.length, now.length) - after;
    for (let i = before; i < kept; i++) {
      copy.children[i].textContent = now[i];
      copy.children[i].className = '';
    }
    const next = copy.children[lines.length - after] ?? null;
    for (let i = kept; i < lines.length - after; i++) copy.children[kept].remove();
    const added = document.createDocumentFragment();
    for (const text of now.slice(kept, now.length - after)) {
      const line = document.createElement('div');
      line.textContent = text;
      added.append(line);
    }
    copy.insertBefore(added, next);
    lines = now;
    scroll();
  }

  function fit() {
    copy.style.inlineSize = `${box.clientWidth}px`;
    scroll();
  }

  function scroll() {
    copy.style.translate = `0 ${-box.scrollTop}px`;
  }

  function element(line) {
    return copy.children[Math.min(Math.max(line, 1), lines.length) - 1];
  }

  function caretLine() {
    let line = 1;
    for (let at = box.value.indexOf('\n'); at >= 0 && at < box.selectionStart; at = box.value.indexOf('\n', at + 1)) line++;
    return line;
  }

  // The line at a height of the scrolled text.
  function lineAt(top) {
    let low = 1;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (element(middle).offsetTop <= top) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function goTo(line, column = 1) {
    box.focus({ preventScroll: true });
    showLine(line, column);
    frame.scrollIntoView({ block: 'center' });
  }

  // Without taking the focus.
  function showLine(line, column = 1) {
    line = Math.min(Math.max(line, 1), lines.length);
    let start = 0;
    for (let i = 0; i < line - 1; i++) start += lines[i].length + 1;
    const at = start + Math.min(Math.max(column, 1) - 1, lines[line - 1].length);
    box.setSelectionRange(at, at);
    box.scrollTop = element(line).offsetTop - box.clientHeight / 3;
    copy.querySelector('.here')?.classList.remove('here');
    element(line).classList.add('here');
  }

  // Below the front matter, if it has an end.
  function showText() {
    const end = lines[0].trimEnd() === '---' ? lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---') : -1;
    if (end < 0) return;
    const at = lines.slice(0, end + 1).join('\n').length + 1;
    box.setSelectionRange(at, at);
    box.scrollTop = element(end + 2).offsetTop;
  }

  function markProblems(problems) {
    for (const marked of copy.querySelectorAll('.problem')) marked.classList.remove('problem');
    for (const line of problems) element(line).classList.add('problem');
  }
}

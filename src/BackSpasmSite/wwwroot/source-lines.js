// Line numbers for a text area, and the way to a line of it.
//
// The text area stays what it is, with the browser's own undo, spelling and accessibility. Below it lies a copy of the lines in view, in invisible
// letters, which wraps at the same places: it carries the numbers and the marks. Of all other lines only the height is kept, because an article may
// have thousands of them, and with each key the browser would lay all of them out again.
export function numberLines(box) {
  const frame = document.createElement('div');
  const copy = document.createElement('div');
  const ruler = document.createElement('div');
  let lines = [];
  // Where each line begins, below the top of the first, and where the last one ends.
  const tops = [0];
  let here = null;
  let problems = new Set();
  let size = '';
  // The height of a row, and how many letters fit into one for sure: none if letters differ in width.
  let row = 0;
  let room = 0;

  frame.className = 'numbered';
  copy.className = 'line-copy';
  ruler.className = 'line-ruler';
  for (const layer of [copy, ruler]) layer.setAttribute('aria-hidden', 'true');
  const measured = ruler.appendChild(lineElement());
  // An element that is moved loses the focus, and the caret of somebody who was faster than this script.
  const isTyping = document.activeElement === box;
  const { selectionStart, selectionEnd, selectionDirection } = box;
  box.before(frame);
  frame.append(copy, ruler, box);
  if (isTyping) {
    box.focus({ preventScroll: true });
    box.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
  }
  const padding = parseFloat(getComputedStyle(box).paddingBlockStart);
  fit();
  update();
  box.addEventListener('input', update);
  box.addEventListener('scroll', show, { passive: true });
  new ResizeObserver(fit).observe(box);

  return { update, goTo, showLine, showText, markProblems, caretLine, lineAt, topOf, get count() { return lines.length; } };

  function update() {
    const now = box.value.split('\n');
    const least = Math.min(lines.length, now.length);
    let before = 0;
    let after = 0;
    while (before < least && lines[before].text === now[before]) before++;
    while (after < least - before && lines.at(-1 - after).text === now.at(-1 - after)) after++;
    const changed = now.slice(before, now.length - after).map((text) => ({ text }));
    measure(changed);
    lines = [...lines.slice(0, before), ...changed, ...lines.slice(lines.length - after)];
    place(before);
    show();
  }

  // Only lines that may wrap. Few take turns in one element, as in the copy: with new ones the browser would style all lines of the text area again.
  function measure(some) {
    for (const line of some) line.height = row;
    const long = some.filter(({ text }) => text.length >= room || /[^ -~]/.test(text));
    if (long.length < 10) {
      for (const line of long) line.height = sizeOf(line.text).height;
      return;
    }
    const elements = long.map(({ text }) => lineElement(text));
    ruler.replaceChildren(...elements);
    long.forEach((line, index) => { line.height = elements[index].getBoundingClientRect().height; });
    ruler.replaceChildren(measured);
  }

  function sizeOf(text) {
    measured.firstChild.data = text;
    return measured.getBoundingClientRect();
  }

  function widthOf(text) {
    sizeOf(text);
    const letters = document.createRange();
    letters.selectNodeContents(measured);
    return letters.getBoundingClientRect().width;
  }

  function place(start) {
    tops.length = lines.length + 1;
    for (let i = start; i < lines.length; i++) tops[i + 1] = tops[i] + lines[i].height;
  }

  // In another width lines wrap elsewhere, and larger letters are higher.
  function fit() {
    copy.style.inlineSize = ruler.style.inlineSize = `${box.clientWidth}px`;
    const { width, height } = sizeOf('');
    const now = `${width} ${height}`;
    if (now !== size) {
      const letters = [widthOf('iiiiiiiiii'), widthOf('WWWWWWWWWW')];
      [size, row, room] = [now, height, letters[0] === letters[1] ? Math.floor(width * 10 / letters[0]) : 0];
      measure(lines);
      place(0);
    }
    show();
  }

  // The lines in view, and half a window more above and below.
  function show() {
    const { scrollTop, clientHeight } = box;
    const first = indexAt(scrollTop - clientHeight / 2);
    const shown = lines.slice(first, indexAt(scrollTop + 1.5 * clientHeight) + 1);
    while (copy.children.length < shown.length) copy.append(lineElement());
    [...copy.children].forEach((element, index) => {
      const line = shown[index] ?? { text: '' };
      const number = String(first + index + 1);
      element.style.display = index < shown.length ? '' : 'none';
      if (element.firstChild.data !== line.text) element.firstChild.data = line.text;
      if (element.dataset.number !== number) element.dataset.number = number;
      element.classList.toggle('here', line === here);
      element.classList.toggle('problem', problems.has(line));
    });
    const dir = box.matches(':dir(rtl)') ? 'rtl' : 'ltr';
    if (copy.dir !== dir) copy.dir = dir;
    copy.style.translate = `0 ${tops[first] - scrollTop}px`;
  }

  function indexOf(line) {
    return Math.min(Math.max(line, 1), lines.length) - 1;
  }

  // Of the line at a height of the scrolled text.
  function indexAt(top) {
    let low = 0;
    let high = Math.max(lines.length - 1, 0);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (tops[middle] + padding <= top) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function lineAt(top) {
    return indexAt(top) + 1;
  }

  function topOf(line) {
    return tops[indexOf(line)] + padding;
  }

  function caretLine() {
    // Each is worked out anew when it is asked for.
    const { value, selectionStart: caret } = box;
    let line = 1;
    for (let at = value.indexOf('\n'); at >= 0 && at < caret; at = value.indexOf('\n', at + 1)) line++;
    return line;
  }

  function goTo(line, column = 1) {
    box.focus({ preventScroll: true });
    showLine(line, column);
    frame.scrollIntoView({ block: 'center' });
  }

  // Without taking the focus.
  function showLine(line, column = 1) {
    const index = indexOf(line);
    let start = 0;
    for (let i = 0; i < index; i++) start += lines[i].text.length + 1;
    const at = start + Math.min(Math.max(column, 1) - 1, lines[index].text.length);
    here = lines[index];
    box.setSelectionRange(at, at);
    box.scrollTop = topOf(line) - box.clientHeight / 3;
    show();
  }

  // Below the front matter, if it has an end.
  function showText() {
    const isFence = ({ text }) => text.trimEnd() === '---';
    const end = isFence(lines[0]) ? lines.findIndex((line, index) => index > 0 && isFence(line)) : -1;
    if (end < 0) return;
    let at = 0;
    for (const { text } of lines.slice(0, end + 1)) at += text.length + 1;
    box.setSelectionRange(at, at);
    box.scrollTop = topOf(end + 2);
    show();
  }

  function markProblems(numbers) {
    problems = new Set(numbers.map((number) => lines[indexOf(number)]));
    show();
  }

  function lineElement(text = '') {
    const element = document.createElement('div');
    element.append(text);
    return element;
  }
}

// "Report this sentence": fills in the form from words selected in the article.
//
// Without this script a reader copies the words into the form by hand. With it a bar appears while words are
// selected: at the bottom of the screen, because a phone shows its own menu beside the selection. In the document it is
// after the paragraph, so that Tab reaches it there. It changes neither focus nor the selection.
// And the link at the end of each section opens the form with that section chosen, for readers without a pointer.
import { say } from './say.js';

const rest = 200;
const longest = 1000;
const around = 64;
const blocks = 'p, li, h2, h3, h4, h5, h6, td, th, dt, dd, pre, figcaption, caption, blockquote, div, section, figure, ul, ol';
// Parts of the article that are not its text.
const other = 'h1, .review, .notice, .contents, .card, .bar, .margin, .ask, .unseen';

const article = document.querySelector('article');
const bar = document.createElement('div');
const button = document.createElement('button');
bar.className = 'bar';
button.type = 'button';
button.className = 'main';
button.textContent = 'Report this sentence';
bar.append(button);

let passage; // { quote, prefix, suffix, first, last }: what to report, and the text nodes it begins and ends in
let pressed = false;
let timer;

/** The article's text, with each white space a space and each block a line, and the offset of every text node in it. */
function read() {
  const starts = new Map();
  let text = '';
  let block;
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.TEXT_NODE ? NodeFilter.FILTER_ACCEPT
      : node.matches(other) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const its = node.parentElement.closest(blocks);
    if (its !== block) text += '\n';
    block = its;
    starts.set(node, text.length);
    text += node.data.replace(/\s/g, ' ');
  }
  return { text, starts };
}

function find() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(article)) return null;

  const { text, starts } = read();
  let from, to, first, last;
  for (const [node, start] of starts) {
    if (!range.intersectsNode(node)) continue;
    const begin = node === range.startContainer ? range.startOffset : 0;
    const end = node === range.endContainer ? range.endOffset : node.length;
    if (!node.data.slice(begin, end).trim()) continue;
    from ??= start + begin;
    first ??= node;
    to = start + end;
    last = node;
  }
  if (!first) return null;
  return { ...quote(text, ...grown(text, from, to)), first, last };
}

/**
 ** Extends the selection to whole words. A selection within one sentence, such as the one word that a phone selects at a touch,
 ** means the whole sentence.
 */
function grown(text, from, to) {
  while (/\s/.test(text[from])) from++;
  while (/\s/.test(text[to - 1])) to--;
  const sentence = piece('sentence', text, from);
  if (to <= sentence[1]) return sentence;
  return [piece('word', text, from)[0], piece('word', text, to - 1)[1]];
}

/** The start and end of the sentence or word at a place, within its block. Older browsers: the whole block, or up to white space. */
function piece(granularity, text, place) {
  const start = text.lastIndexOf('\n', place) + 1;
  const block = text.slice(start).split('\n', 1)[0];
  if (!Intl.Segmenter) {
    const [before, after] = granularity === 'word' ? [block.slice(0, place - start), block.slice(place - start)] : [];
    return before === undefined ? [start, start + block.length] : [place - /\S*$/.exec(before)[0].length, place + /^\S*/.exec(after)[0].length];
  }
  const { index, segment } = new Intl.Segmenter(document.documentElement.lang, { granularity }).segment(block).containing(place - start);
  return [start + index, start + index + segment.length];
}

/** The words with every white space as one space, and the text on either side. */
function quote(text, from, to) {
  const flat = collapse(text);
  [from, to] = [from, to].map((place) => collapse(text.slice(0, place)).length);
  while (flat[from] === ' ') from++;
  while (flat[to - 1] === ' ') to--;
  if (to - from > longest) to = shortened(flat, from);
  return {
    quote: flat.slice(from, to),
    prefix: flat.slice(whole(flat, Math.max(from - around, 0), 1), from),
    suffix: flat.slice(to, whole(flat, Math.min(to + around, flat.length), -1)),
  };
}

/** Where the last whole word ends that fits into the field. */
function shortened(flat, from) {
  const space = flat.lastIndexOf(' ', from + longest);
  return space > from ? space : whole(flat, from + longest, -1);
}

const collapse = (text) => text.replace(/\s+/g, ' ').trimStart();

/** The same place, or the next one that does not split a surrogate pair. */
const whole = (text, place, step) => /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(place - 1, place + 1)) ? place + step : place;

function update() {
  const found = find();
  if (found) {
    passage = found;
    show();
  } else if (!bar.contains(document.activeElement)) hide();
}

function show() {
  const block = passage.last.parentElement.closest('article > *, .lead > *');
  if (bar.previousElementSibling === block || bar.contains(document.activeElement)) return;
  if (!bar.isConnected) say('To report these words, press “Report this sentence” after the paragraph');
  block.after(bar);
}

function hide() {
  clearTimeout(timer);
  bar.remove();
}

function report() {
  // If the selection stayed, the bar would appear again beside the form.
  getSelection().removeAllRanges();
  hide();
  const form = open();
  const { elements } = form;
  elements.quote.value = passage.quote;
  elements['quote-prefix'].value = passage.prefix;
  elements['quote-suffix'].value = passage.suffix;
  const above = [...elements.section.options].findLast(({ value }) =>
    document.getElementById(value)?.compareDocumentPosition(passage.first) & Node.DOCUMENT_POSITION_FOLLOWING);
  elements.section.value = above?.value ?? '';
  go(form);
  say(`The words are filled in: “${passage.quote}”`);
}

function open() {
  // After an answer the form is gone; this button brings it back.
  document.querySelector('.again')?.click();
  const form = document.querySelector('form#feedback');
  const details = form.querySelector('details');
  if (details) details.open = true;
  return form;
}

function go(form) {
  form.scrollIntoView();
  form.elements.concern[0].focus({ preventScroll: true });
}

// The links at the end of each section lead to the form below, instead of to its own page.
for (const link of article.querySelectorAll('.ask a')) {
  const section = decodeURIComponent(link.pathname.split('/').at(-1));
  const name = document.getElementById(section).textContent;
  link.setAttribute('aria-label', `${link.textContent}: “${name}”`);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    const form = open();
    form.elements.section.value = section;
    go(form);
    say(`The section “${name}” is chosen`);
  });
}

document.addEventListener('selectionchange', () => {
  clearTimeout(timer);
  // Some phones remove the selection when a finger touches the button.
  if (!pressed) timer = setTimeout(update, rest);
});
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') hide();
});
bar.addEventListener('pointerdown', () => { pressed = true; });
for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => { pressed = false; });
bar.addEventListener('mousedown', (event) => event.preventDefault());
button.addEventListener('click', report);

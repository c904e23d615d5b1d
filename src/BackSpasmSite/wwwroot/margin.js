// Evidence in the margin: on a wide screen, the papers that a paragraph cites stand beside it in small type.
//
// Made from the list of references on the page. Without this script, and on a narrow screen, the numbers and the list are all there is.
// The notes are for the eye and the mouse: Tab does not stop at them, because it reaches the same links in the card of a number (preview.js), which
// covers its note. Notes never push the text and never overlap: where there is too little room they show their first line only.
const wide = matchMedia('(min-width: 1100px)');
const gap = 12;
const blocks = 'p, li, tr, figcaption, blockquote, dd';

const article = document.querySelector('article');
const margin = document.createElement('aside');
margin.className = 'margin';
margin.setAttribute('aria-label', 'Evidence beside the text');

/** Each paragraph that cites with its notes: { block, group }. */
let groups;
const notes = new Map();

/** The note beside a number, if it is shown. */
export const noteOf = (link) => wide.matches ? notes.get(link) : undefined;

/** The number that a place in a note belongs to. */
export const numberOf = (target) => {
  const note = target.closest('.margin li');
  return note && [...notes].find(([, its]) => its === note)[0];
};

function build() {
  const byBlock = new Map();
  for (const link of article.querySelectorAll('.citation a[data-reference]')) {
    const block = link.closest(blocks);
    if (block && document.getElementById(`ref-${link.dataset.reference}`)) byBlock.set(block, [...byBlock.get(block) ?? [], link]);
  }
  groups = [...byBlock].map(([block, links]) => {
    const group = document.createElement('ul');
    const made = new Map();
    for (const link of links) {
      const { reference } = link.dataset;
      if (!made.has(reference)) made.set(reference, note(link, reference));
      notes.set(link, made.get(reference));
    }
    group.append(...made.values());
    return { block, group };
  });
  margin.append(...groups.map(({ group }) => group));
  article.append(margin);
}

function note(link, reference) {
  const entry = document.getElementById(`ref-${reference}`);
  const made = document.createElement('li');
  const name = anchor(`(${reference})${link.getAttribute('aria-label')?.slice(reference.length).replace(',', '') ?? ''}`, link.href);
  const found = entry.querySelector('.finding')?.lastChild.textContent.trim();
  made.append(name);
  if (found) {
    const words = document.createElement('p');
    words.textContent = found;
    made.append(words);
  }
  if (link.getAttribute('href') !== `#ref-${reference}`) made.append(anchor('See in references', `#ref-${reference}`));
  return made;
}

function anchor(text, href) {
  const made = document.createElement('a');
  made.textContent = text;
  made.href = href;
  made.tabIndex = -1;
  return made;
}

/** Puts each group beside its paragraph, folded if the next one would be in its way, and below the one before if even that is too tall. */
function place() {
  const start = article.getBoundingClientRect().top;
  const tops = groups.map(({ block }) => block.getClientRects().length ? block.getBoundingClientRect().top - start : null);
  for (const { group } of groups) group.className = '';
  let free = 0;
  groups.forEach(({ group }, index) => {
    group.hidden = tops[index] === null;
    if (group.hidden) return;
    const top = Math.max(tops[index], free);
    const next = tops.slice(index + 1).find((each) => each !== null) ?? Infinity;
    if (top + group.offsetHeight + gap > next) group.className = 'folded';
    group.style.top = `${top}px`;
    free = top + group.offsetHeight + gap;
  });
}

/** Marks the section being read in the table of contents. */
function mark() {
  const links = [...document.querySelectorAll('.contents a')];
  const read = links.findLast(({ hash }) => document.getElementById(hash.slice(1))?.getBoundingClientRect().top < innerHeight / 3);
  for (const link of links) {
    if (link === read) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

function update() {
  if (!wide.matches) return;
  if (!groups) build();
  place();
  mark();
}

if (article) {
  // Its height changes with the width, the fonts, the pictures and what is unfolded.
  new ResizeObserver(update).observe(article);
  wide.addEventListener('change', update);
  let waiting;
  addEventListener('scroll', () => {
    waiting ??= requestAnimationFrame(() => {
      waiting = undefined;
      if (wide.matches) mark();
    });
  }, { passive: true });
}

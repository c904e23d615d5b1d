// Words for screen readers alone. The region is there before its words come: what is put into a page together with
// its words is often not read out.
const region = document.createElement('p');
region.className = 'unseen';
region.setAttribute('role', 'status');
document.querySelector('main').append(region);

let timer;

export function say(words) {
  clearTimeout(timer);
  region.textContent = '';
  // A moment later, so that the same words are read out again.
  timer = setTimeout(() => { region.textContent = words; }, 100);
}

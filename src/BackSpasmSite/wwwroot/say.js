// Announces words to screen readers. The region exists before its words, because a region that is added together with
// its words is often not announced.
const region = document.createElement('p');
region.className = 'unseen';
region.setAttribute('role', 'status');
document.querySelector('main').append(region);

let timer;

export function say(words) {
  clearTimeout(timer);
  region.textContent = '';
  // After a pause, so that the same words are announced again.
  timer = setTimeout(() => { region.textContent = words; }, 100);
}

// Development only: shows a saved change without a key press. The page says which edition it was printed from,
// so a change between print and connection is not missed.
const { edition } = document.querySelector('script[data-edition]').dataset;
new EventSource(`/dev/changes?edition=${encodeURIComponent(edition)}`).onmessage = () => location.reload();

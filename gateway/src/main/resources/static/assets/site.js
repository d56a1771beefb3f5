import { initAll } from './govuk-frontend.min.js'
import { followTallies } from './live.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

for (const place of document.querySelectorAll('[data-stream]')) {
  followTallies(place)
}

for (const button of document.querySelectorAll('[data-copy]')) {
  const said = document.querySelector('[data-copied]')
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value)
    said.textContent = 'Copied'
  })
}

// Keeps the counts on a page moving. Without it the page shows the counts of when it was loaded.

const number = new Intl.NumberFormat('en-GB')
const SOONEST = 2000
const LATEST = 30000
const RECONNECTING = 'Not live at the moment. Trying again.'

export function followTallies (place) {
  let source
  let wait = SOONEST

  const connect = () => {
    source = new EventSource(place.dataset.stream)
    source.addEventListener('open', () => {
      wait = SOONEST
      say(true, 'Live')
    })
    source.addEventListener('tally', event => show(place, JSON.parse(event.data)))
    source.addEventListener('milestone', event => reach(place, JSON.parse(event.data).threshold))
    source.addEventListener('error', () => {
      say(false, RECONNECTING)
      // a browser does not try again by itself after an error status
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(connect, wait + Math.random() * wait)
        wait = Math.min(wait * 2, LATEST)
      }
    })
  }

  // a page kept for the back button must not keep its stream
  addEventListener('pagehide', () => source.close())
  addEventListener('pageshow', event => event.persisted && connect())
  connect()
}

function show (place, tally) {
  for (const count of place.querySelectorAll('[data-tally]')) {
    const slug = count.dataset.tally
    if ((tally.campaign ?? slug) !== slug || tally.version < Number(count.dataset.version)) {
      continue
    }
    const moved = tally.version > Number(count.dataset.version)
    count.dataset.version = tally.version
    set(count, 'pledges', number.format(tally.pledges))
    set(count, 'people', number.format(tally.people))
    set(count, 'pledges-word', tally.pledges === 1 ? 'pledge' : 'pledges')
    set(count, 'people-word', tally.people === 1 ? 'person' : 'people')
    count.querySelector('[data-count]').classList.remove('count__line--missing')
    count.querySelector('[data-target]')?.classList.remove('count__target--missing')
    count.querySelector('[data-missing]')?.remove()
    const bar = count.querySelector('[data-bar]')
    if (bar) {
      bar.value = tally.pledges
      set(count, 'percent', Math.min(100, Math.floor(tally.pledges * 100 / bar.max)) + '%')
    }
    if (moved) {
      count.classList.remove('count--moved')
      requestAnimationFrame(() => count.classList.add('count--moved'))
    }
  }
  for (const milestone of tally.milestones ?? []) {
    reach(place, milestone.threshold)
  }
}

function set (count, what, text) {
  const element = count.querySelector(`[data-${what}]`)
  if (element && element.textContent !== text) {
    element.textContent = text
  }
}

function reach (place, threshold) {
  const milestone = place.querySelector(`[data-threshold="${Number(threshold)}"]`)
  if (milestone && !milestone.classList.contains('milestone--reached')) {
    milestone.classList.add('milestone--reached')
    milestone.querySelector('[data-state]').textContent = 'reached'
    place.querySelector('[data-announce]').textContent = `Milestone reached: ${number.format(threshold)} pledges`
  }
}

function say (live, words) {
  const line = document.querySelector('[data-live]')
  if (line) {
    line.hidden = false
    line.classList.toggle('live--on', live)
    const element = line.querySelector('[data-live-words]')
    if (element.textContent !== words) {
      element.textContent = words
    }
  }
}

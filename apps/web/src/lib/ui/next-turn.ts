let turn: Promise<void> = Promise.resolve()

/** Resolves once what is there now has been painted. */
const painted = (): Promise<void> =>
  new Promise((done) => {
    // A page that is not in sight paints nothing.
    if (document.hidden) setTimeout(done)
    else requestAnimationFrame(() => setTimeout(done))
  })

/** One after the other, a frame for each: a press in between is answered. */
export const nextTurn = (): Promise<void> => (turn = turn.then(painted))

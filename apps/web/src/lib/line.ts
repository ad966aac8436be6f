/** Nobody listens between a page and a server on one machine, and no other machine finds it under this name. */
export const isThisMachine = /^(localhost|127\.[\d.]+|\[::1\])$/.test(location.hostname)

/** What is sent can be read on its way. */
export const isOpenLine = location.protocol === 'http:' && !isThisMachine

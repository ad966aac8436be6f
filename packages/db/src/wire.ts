import { connect, type Socket } from 'node:net'

interface Address {
  host: string[]
  port: number[]
  /** Of a Unix socket. */
  path?: string | false
}

/**
 * How the driver reaches the server: at once, without Nagle's algorithm. A COPY ends in two small writes, and the second
 * would wait for the acknowledgement of the first: 44 ms for each COPY, and as much again for what follows it.
 */
export const wire = {
  socket: ({ host, port, path }: Address): Socket => {
    if (path) return connect(path)
    const socket = connect({ host: host[0]!, port: port[0]!, noDelay: true })
    // The driver looks here for the name to expect on the certificate.
    return Object.assign(socket, { host: host[0] })
  },
}

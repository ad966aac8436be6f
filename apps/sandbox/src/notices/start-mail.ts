import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

export interface RunningMail {
  port: number
  /** What was taken in, head and body. */
  mails: string[]
  /** What it says to the next senders who log in, made of the line with which they do; null: come in. */
  refuse(words: ((line: string) => string) | null): void
  close(): void
}

/** As much of a mail server as a sender notices. */
export async function startMail(): Promise<RunningMail> {
  const mails: string[] = []
  let refusal: ((line: string) => string) | null = null
  const server = createServer((socket) => {
    let mail: string | null = null
    socket.write('220 test\r\n')
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        if (mail !== null && line !== '.') mail += `${line}\n`
        else if (mail !== null) {
          mails.push(mail)
          mail = null
          socket.write('250 kept\r\n')
        } else if (line.startsWith('EHLO')) socket.write('250-test\r\n250 AUTH PLAIN\r\n')
        else if (line.startsWith('AUTH')) socket.write(refusal ? `535 ${refusal(line)}\r\n` : '235 ok\r\n')
        else if (line === 'DATA') {
          mail = ''
          socket.write('354 go on\r\n')
        } else if (line === 'QUIT') socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    refuse: (words) => (refusal = words),
    close: () => server.close(),
  }
}

/** What `AUTH PLAIN` says: the password in clear. */
export const passwordOf = (line: string): string =>
  Buffer.from(line.split(' ')[2] ?? '', 'base64')
    .toString()
    .split('\0')[2] ?? ''

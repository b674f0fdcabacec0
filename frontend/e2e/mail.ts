/** What a person reads in a mail program. */
export interface ReadMail {
  subject: string
  body: string
  header(name: string): string
}

/** One thing that came in a message: a text, a picture, a file. */
export interface MailPart {
  /** "text/html" */
  type: string
  /** Of a file, as mail programs show it; "" for none. */
  name: string
  /** How the letter names it, as in src="cid:…"; "" for none. */
  cid: string
  content: Buffer
}

/** Everything that came in a message, in its order. */
export function partsOf(raw: string): MailPart[] {
  const { headers, body } = split(raw)
  const type = headers.get('content-type') ?? 'text/plain'
  const inside = within(type, body)
  if (inside) return inside.flatMap(partsOf)
  const named = /filename="?([^";]+)"?/i.exec(headers.get('content-disposition') ?? '')?.[1]
  const spelled = /filename\*=utf-8''([^;]+)/i.exec(headers.get('content-disposition') ?? '')?.[1]
  return [
    {
      type: (type.split(';')[0] ?? '').trim().toLowerCase(),
      name: spelled ? decodeURIComponent(spelled) : words(named ?? ''),
      cid: (headers.get('content-id') ?? '').replace(/^<|>$/g, ''),
      content: bytes(body, headers.get('content-transfer-encoding') ?? ''),
    },
  ]
}

/** Reads a message as mail programs do: encoded words, quoted-printable, base64, the plain part. */
export function readMail(raw: string): ReadMail {
  const { headers, body } = split(raw)
  const header = (name: string) => headers.get(name.toLowerCase()) ?? ''
  return { subject: words(header('subject')), body: text(headers, body), header }
}

function split(raw: string) {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ')
  const headers = new Map(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  return { headers, body: raw.slice(end + 4) }
}

/** What lies between the boundaries of a message of parts; undefined where it has none. */
function within(type: string, body: string): string[] | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (!boundary) return undefined
  const parts = `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1)
  return parts.map((part) => part.replace(/^\r\n/, ''))
}

function text(headers: Map<string, string>, body: string): string {
  const type = headers.get('content-type') ?? 'text/plain'
  const inside = within(type, body)?.map(split)
  if (inside) {
    const plain = inside.find((p) =>
      /text\/plain|multipart/i.test(p.headers.get('content-type') ?? ''),
    )
    return plain ? text(plain.headers, plain.body) : ''
  }
  return bytes(body, headers.get('content-transfer-encoding') ?? '').toString('utf8')
}

function bytes(body: string, encoding: string): Buffer {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64')
  if (/quoted-printable/i.test(encoding)) return quoted(body.replace(/=\r\n/g, ''))
  return Buffer.from(body, 'utf8')
}

function quoted(body: string): Buffer {
  const escaped = body.replace(/=([0-9A-F]{2})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(escaped, 'latin1')
}

function words(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how, word) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quoted(word.replaceAll('_', ' ')).toString('utf8'),
    )
}

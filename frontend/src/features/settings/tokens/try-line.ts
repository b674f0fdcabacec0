/** Where serve answers when nothing else is said. */
const usual = 'http://127.0.0.1:8080'

/** Where the API answers: where this page comes from, else the address that links of this workspace begin with. */
export function apiAddress(origin: string, link: string): string {
  return origin || link.replace(/\/+(#.*)?$/, '') || usual
}

/** A line for a terminal that shows whether the token works: every token may read the products. */
export function tryLine(address: string, secret: string): string {
  return `curl -H 'Authorization: Bearer ${secret}' ${address}/api/v1/products`
}

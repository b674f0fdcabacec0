const key = 'product'

/** The product that was looked at last; "" if none was. */
export function lastProduct(): string {
  return localStorage.getItem(key) ?? ''
}

/** Remembers which product is looked at. */
export function rememberProduct(id: string) {
  localStorage.setItem(key, id)
}

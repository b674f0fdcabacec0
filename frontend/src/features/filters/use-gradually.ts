import { startTransition, useEffect, useState } from 'react'

const first = 16

/** The first of many at once, all a moment later: until then the screen can be used. */
export function useGradually<T>(all: T[]): T[] {
  const [whole, setWhole] = useState(all.length <= first)
  useEffect(() => startTransition(() => setWhole(true)), [])
  return whole ? all : all.slice(0, first)
}

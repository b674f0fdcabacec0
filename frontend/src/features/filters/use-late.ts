import { useEffect, useState } from 'react'

/** Whether something has been going on for more than a second: then people are shown that it is. */
export function useLate(going: boolean, after = 1000): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    setLate(false)
    if (!going) return
    const wait = setTimeout(() => setLate(true), after)
    return () => clearTimeout(wait)
  }, [going, after])
  return late && going
}

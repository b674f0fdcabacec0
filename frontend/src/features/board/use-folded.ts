import { useLocalStorage } from '@mantine/hooks'

/** Which columns this person has folded away, kept on this computer. */
export function useFolded(product: string) {
  const [list, setList] = useLocalStorage<string[]>({
    key: `board-folded-${product}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  const folded = new Set(list)
  const fold = (status: string) =>
    setList(folded.has(status) ? list.filter((s) => s !== status) : [...list, status])
  return { folded, fold }
}

import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { backend } from '@/lib/api/client'

/** The cards that have the words in their names, of a product or of all, as somebody types. */
export function useCardsNamed(text: string, product = '') {
  const [asked] = useDebouncedValue(text.trim(), 150)
  const found = useQuery({
    queryKey: ['card', 'named', product, asked],
    queryFn: async () => {
      const { groups } = await backend.SearchAll({ text: asked, limit: 20, product })
      return groups.find((g) => g.noun === 'card')?.hits ?? []
    },
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  return {
    hits: asked ? (found.data ?? []) : [],
    /** Nothing is asked for, or nothing is known yet. */
    wait: asked === '' || found.isPending,
    busy: found.isFetching,
  }
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { backend } from '@/lib/api/client'

/** The first cards of a product that a search finds. */
export function useCardsNamed(product: string, search: string, open: boolean) {
  return useQuery({
    queryKey: ['card', 'named', product, search],
    queryFn: async () => {
      const page = await backend.ListCards({
        product,
        search,
        filter: '',
        status: '',
        owner: '',
        tag: '',
        contact: '',
        deleted: false,
        sort: 'name',
        desc: false,
        columns: [],
        after: '',
        offset: 0,
        total: 0,
        limit: 12,
      })
      return page.rows
    },
    enabled: open,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  })
}

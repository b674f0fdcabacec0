import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { backend } from '@/lib/api/client'

/** What a text finds everywhere; while one types, what was found before stays. */
export function useFind(text: string) {
  return useQuery({
    queryKey: ['find', text],
    queryFn: () => backend.SearchAll({ text, limit: 6 }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    staleTime: 5_000,
  })
}

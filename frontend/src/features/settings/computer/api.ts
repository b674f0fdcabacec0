import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const key = ['computer']

/** How Stepwise lives on this computer; the system may have changed it meanwhile. */
export function useComputer() {
  return useQuery({
    queryKey: key,
    queryFn: () => backend.GetComputer(),
    staleTime: 0,
    refetchOnWindowFocus: true,
  })
}

/** Saves what was chosen about this computer. */
export function useSaveComputer() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: api.SaveComputerIn) => backend.SaveComputer(input),
    onSettled: (out) =>
      out ? queries.setQueryData(key, out) : queries.invalidateQueries({ queryKey: key }),
  })
}

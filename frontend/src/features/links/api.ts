import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** A product's links with what they do and what came of them. */
export function useLinks(product: string) {
  return useQuery({
    queryKey: ['link', 'list', product],
    queryFn: () => backend.ListLinks({ product }),
    meta: { nouns: ['template', 'filter', 'sequence', 'workspace', 'message', 'product'] },
  })
}

/** How often messages with a link went out; nothing is asked without an id. */
export function useLinkCounts(id: string) {
  return useQuery({
    queryKey: ['link', 'counts', id],
    queryFn: () => backend.GetLink({ id }),
    enabled: id !== '',
    meta: { nouns: ['message'] },
  })
}

/** Makes a link or changes it. */
export function useSaveLink() {
  const again = useAgain()
  return useMutation({
    mutationFn: (link: api.SaveLinkIn) => backend.SaveLink(link),
    onSuccess: again,
  })
}

/** Makes a copy with a name of its own. */
export function useCopyLink() {
  const again = useAgain()
  return useMutation({ mutationFn: (id: string) => backend.CopyLink({ id }), onSuccess: again })
}

/** Deletes a link that nothing uses. */
export function useDeleteLink() {
  const again = useAgain()
  return useMutation({ mutationFn: (id: string) => backend.DeleteLink({ id }), onSuccess: again })
}

// The list, and the variables that a text may name.
function useAgain() {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: ['link'] })
    await queries.invalidateQueries({ queryKey: ['template', 'variables'] })
  }
}

import { useMutation, useQuery } from '@tanstack/react-query'
import type { api, crm } from '@wails/go/models'
import { toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'

/** The product's automations. */
export function useSequences(product: string) {
  return useQuery({
    queryKey: ['sequence', 'list', product],
    queryFn: () => backend.ListSequences({ product }),
    meta: { nouns: ['enrolment', 'folder', 'filter', 'card'] },
  })
}

/** The product's folders of automations. */
export function useFolders(product: string) {
  return useQuery({
    queryKey: ['folder', 'list', product],
    queryFn: () => backend.ListFolders({ product }),
  })
}

/** Makes an inactive copy. */
export function useCopy() {
  return useMutation({
    mutationFn: (id: string) => backend.CopySequence({ id }),
    onError: toastError,
  })
}

/** Puts an automation into a folder. */
export function useMove() {
  return useMutation({
    mutationFn: (to: api.MoveSequenceIn) => backend.MoveSequence(to),
    onError: toastError,
  })
}

/** Pauses an automation. */
export function useDeactivate() {
  return useMutation({
    mutationFn: (id: string) => backend.Deactivate({ id }),
    onError: toastError,
  })
}

/** Deletes an inactive automation. */
export function useDelete() {
  return useMutation({
    mutationFn: (id: string) => backend.DeleteSequence({ id }),
    onError: toastError,
  })
}

/** Makes or renames a folder; its errors are shown in the form. */
export function useSaveFolder() {
  return useMutation({ mutationFn: (folder: crm.Folder) => backend.SaveFolder(folder) })
}

/** Deletes an empty folder. */
export function useDeleteFolder() {
  return useMutation({
    mutationFn: (folder: crm.Folder) => backend.DeleteFolder(folder),
    onError: toastError,
  })
}

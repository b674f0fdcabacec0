import { useMutation, useQuery } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** Uploads a file, or reads the uploaded one in another way. */
export function useReadImport() {
  return useMutation({ mutationFn: (ask: api.ReadImportIn) => backend.ReadImport(ask) })
}

/** A dry run. */
export function useCheckImport() {
  return useMutation({ mutationFn: (ask: api.CheckImportIn) => backend.CheckImport(ask) })
}

/** The file of rejected rows with their reasons. */
export function useImportErrors() {
  return useMutation({ mutationFn: (ask: api.CheckImportIn) => backend.ImportErrors(ask) })
}

/** Applies the import as a job. */
export function useStartImport() {
  return useMutation({ mutationFn: (ask: api.StartImportIn) => backend.StartImport(ask) })
}

/** How far a job has come; asks again while it runs. */
export function useJob(id: string) {
  return useQuery({
    queryKey: ['job', id],
    queryFn: () => backend.GetJob({ id }),
    enabled: Boolean(id),
    refetchInterval: (q) => (!q.state.data || q.state.data.state === 'running' ? 400 : false),
  })
}

/** Stops a job; nothing half-done stays. */
export function useCancelJob() {
  return useMutation({ mutationFn: (id: string) => backend.CancelJob({ id }) })
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { ApiError, backend } from '@/lib/api/client'
import { followJob } from '@/lib/jobs/follow'

const key = ['backup'] as const

/** Everything about backups. */
export function useBackups() {
  return useQuery({
    queryKey: key,
    queryFn: () => backend.GetBackups(),
    meta: { nouns: ['backup', 'workspace'] },
  })
}

/** Saves how backups are made by themselves. */
export function useSaveBackups() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: api.SaveBackupsIn) => backend.SaveBackups(input),
    onSuccess: (out) => queries.setQueryData(key, out),
  })
}

/** What restoring a backup would do. */
export function useRestorePreview(path: string) {
  return useQuery({
    queryKey: [...key, 'preview', path],
    queryFn: () => backend.PreviewRestore({ path }),
    enabled: path !== '',
    retry: false,
    gcTime: 0,
  })
}

type Progress = (percent: number) => void

async function follow(job: api.JobView, progress: Progress) {
  const end = await followJob(job.id, (j) => progress(j.done))
  if (end.state !== 'done') throw new ApiError((end.error ?? {}) as Partial<ApiError>)
  return end
}

/** Makes a backup now, and waits until it is there. */
export function useMakeBackup(progress: Progress) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (input: api.MakeBackupIn) =>
      follow(await backend.MakeBackup(input), progress),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
}

/** Puts a backup back; afterwards every page starts anew. */
export function useRestore(progress: Progress) {
  return useMutation({
    mutationFn: async (input: api.RestoreIn) => follow(await backend.Restore(input), progress),
  })
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { useEffect, useState } from 'react'
import { announce } from '@/components/ui/announce'
import { toast, toastError } from '@/components/ui/toast'
import { ApiError, backend } from '@/lib/api/client'
import { handOver } from '@/lib/files/files'
import { say } from '@/lib/i18n/say'
import { words } from '@/lib/i18n/setup'
import { followJob } from '@/lib/jobs/follow'

/** Reads the uploaded file in another way. */
export function useReadAgain() {
  return useMutation({
    mutationFn: (ask: Partial<api.ReadImportIn>) =>
      backend.ReadImport({
        product: '',
        import: '',
        name: '',
        content: '',
        size: 0,
        more: false,
        encoding: '',
        delimiter: '',
        sheet: '',
        ...ask,
      }),
  })
}

/** Begins a dry run; useDryRun has its end. */
export function useStartCheck() {
  return useMutation({ mutationFn: (ask: api.CheckImportIn) => backend.StartCheckImport(ask) })
}

/** Follows a dry run: how far it is, then its answer or what went wrong. */
export function useDryRun(job: string, onDone: (out: api.CheckImportOut) => void) {
  const [progress, setProgress] = useState<api.JobView>()
  const [error, setError] = useState<unknown>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a dry run is followed once, whoever hears its end
  useEffect(() => {
    if (!job) return
    let left = false
    setError(undefined)
    setProgress(undefined)
    const follow = async () => {
      const end = await followJob(job, (j) => !left && setProgress(j))
      if (end.state === 'cancelled')
        throw new ApiError({ code: 'conflict', key: 'imports.check_cancelled' })
      if (end.state !== 'done') throw new ApiError((end.error ?? {}) as Partial<ApiError>)
      const { check } = await backend.GetImportCheck({ id: job })
      if (!left && check) onDone(check)
    }
    follow().catch((e: unknown) => !left && setError(e))
    return () => {
      left = true
    }
  }, [job])
  return { progress, error }
}

/** Gives the person the file of rejected rows with their reasons. */
export function useErrorFile() {
  return useMutation({
    mutationFn: (ask: api.CheckImportIn) => backend.ImportErrors(ask),
    onError: toastError,
    onSuccess: (file) => {
      const savedTo = handOver(file)
      if (savedTo) toast({ title: words.t('imports.saved_to'), children: savedTo })
    },
  })
}

/** Applies the import as a job. */
export function useStartImport() {
  return useMutation({ mutationFn: (ask: api.StartImportIn) => backend.StartImport(ask) })
}

/** Goes on with an import that the program's end interrupted. */
export function useContinueImport() {
  return useMutation({
    mutationFn: (id: string) => backend.ContinueImport({ import: id }),
    onError: toastError,
  })
}

/** Takes a whole import back, and says what that came to. */
export function useUndoImport(onUndone?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => {
      const job = await backend.UndoImport({ import: id })
      const end = await followJob(job.id, () => {})
      if (end.state !== 'done') throw new ApiError((end.error ?? {}) as Partial<ApiError>)
      return say(end.result)
    },
    onError: toastError,
    onSuccess: (result) => {
      announce(result)
      toast({ title: result })
      void queries.invalidateQueries() // cards, and perhaps statuses and fields
      onUndone?.()
    },
  })
}

/** The imports of a product that wrote something, the last first. */
export function useImports(product: string) {
  return useQuery({
    queryKey: ['import', 'list', product],
    queryFn: () => backend.ListImports({ product }),
  })
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
  return useMutation({
    mutationFn: (id: string) => backend.CancelJob({ id }),
    onError: toastError,
  })
}

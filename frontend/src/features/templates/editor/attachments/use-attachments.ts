import { useQueries, useQueryClient } from '@tanstack/react-query'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'
import { toBase64 } from '@/lib/files/files'
import { addAsset } from '../api'
import { sizeOf } from './size'

/** The largest file that goes along, and all of them together, in bytes. */
export const largest = 10_000_000
export const together = 15_000_000

const infoKey = (id: string) => ['asset', 'info', id] as const

/** The files of an email: how they are added, and how large those are that are known. */
export function useAttachments(
  value: crm.Attachment[],
  onChange: (value: crm.Attachment[]) => void,
) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<string>()
  const [adding, setAdding] = useState(false)
  const ids = value.map((a) => a.asset).filter(Boolean)
  const sizes = useQueries({
    queries: ids.map((id) => ({
      queryKey: infoKey(id),
      // What is in it is not kept: only its size is shown.
      queryFn: async () => (await backend.GetAsset({ id })).asset.size,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
    combine: (found) => new Map(ids.map((id, i) => [id, found[i]?.data])),
  })
  const total = [...sizes.values()].reduce<number>((sum, size) => sum + (size ?? 0), 0)

  const add = async (files: File[]) => {
    setProblem(undefined)
    const heavy = files.find((f) => f.size > largest)
    const sum = files.reduce((n, f) => n + f.size, total)
    if (heavy) return setProblem(t('editor.file_too_big', { name: heavy.name }))
    if (sum > together) return setProblem(t('editor.files_too_big'))
    setAdding(true)
    try {
      const added: crm.Attachment[] = []
      for (const file of files) {
        const bytes = new Uint8Array(await file.arrayBuffer())
        const asset = await addAsset(file.name, toBase64(bytes), false)
        queries.setQueryData(infoKey(asset.id), asset.size)
        added.push({ asset: asset.id, template: '', name: asset.name })
      }
      onChange([...value, ...added])
    } catch (error) {
      toastError(error)
    } finally {
      setAdding(false)
    }
  }
  const said = (bytes: number | undefined) => (bytes ? sizeOf(bytes, i18n.language) : '')
  return {
    add,
    adding,
    problem,
    sizeOf: (id: string) => said(sizes.get(id)),
    total: said(total),
  }
}

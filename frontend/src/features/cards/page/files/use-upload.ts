import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { ApiError, toApiError } from '@/lib/api/client'
import { useRefreshCard } from '../api'
import { upload } from './transfer'

/** A file on its way. */
export interface Upload {
  key: number
  name: string
  /** How much of it was sent, 0 to 1. */
  part: number
  error?: ApiError
}

/** Uploads files to a card, one after the other, and tells how far each is. */
export function useUpload(card: string, max: number) {
  const { t } = useTranslation()
  const refresh = useRefreshCard(card)
  const [uploads, setUploads] = useState<Upload[]>([])
  const last = useRef(0)
  const queue = useRef(Promise.resolve())
  const change = (key: number, part: Partial<Upload>) =>
    setUploads((all) => all.map((u) => (u.key === key ? { ...u, ...part } : u)))
  const forget = (key: number) => setUploads((all) => all.filter((u) => u.key !== key))
  const one = async (key: number, file: File) => {
    try {
      if (file.size > max) {
        throw new ApiError({
          code: 'invalid',
          key: 'error.file.too_big',
          args: { max: Math.floor(max / 1_000_000) },
        })
      }
      await upload(card, file, (part) => change(key, { part }))
      await refresh()
      forget(key)
      announce(t('card.file_added', { name: file.name }))
    } catch (e) {
      change(key, { error: toApiError(e) })
    }
  }
  const add = (files: Iterable<File>) => {
    for (const file of files) {
      const key = ++last.current
      setUploads((all) => [...all, { key, name: file.name, part: 0 }])
      queue.current = queue.current.then(() => one(key, file))
    }
  }
  return { uploads, add, forget }
}

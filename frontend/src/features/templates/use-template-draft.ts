import type { api } from '@wails/go/models'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toast } from '@/components/ui/toast'
import { type ApiError, type Problem, toApiError } from '@/lib/api/client'
import { useSaveTemplate } from './api'
import { type Draft, draftOf, type Kind, newDraft, payloadOf, sameTemplate } from './state/draft'

/** The draft of a template, whether it would be lost, and how it is saved. */
export function useTemplateDraft(
  product: string,
  row: api.TemplateRow | undefined,
  kind: Kind,
  folder: string,
) {
  const { t } = useTranslation()
  const [base, setBase] = useState(() => (row ? draftOf(row.template) : newDraft(kind)))
  const [draft, setDraft] = useState(base)
  const [error, setError] = useState<ApiError>()
  const [attempted, setAttempted] = useState(false)
  const mutation = useSaveTemplate()
  const dirty = !sameTemplate(draft, base)
  // The guard asks when it is needed: after a save that leads on, nothing is lost.
  const lost = useRef(dirty)
  lost.current = dirty

  // Somebody else saved it, and nothing here would be lost.
  const version = row?.template.version
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each version
  useEffect(() => {
    if (!row || dirty) return
    setBase(draftOf(row.template))
    setDraft(draftOf(row.template))
  }, [version])

  /** Takes what was saved elsewhere instead of the draft. */
  const take = (saved: api.TemplateRow) => {
    lost.current = false
    setBase(draftOf(saved.template))
    setDraft(draftOf(saved.template))
  }

  const change = (part: Partial<Draft>) => {
    setDraft((d) => ({ ...d, ...part }))
    if ('name' in part) setError(undefined)
  }

  /** Saves the draft as a new version; resolves to what was saved. */
  const save = async (): Promise<api.TemplateRow | undefined> => {
    setAttempted(true)
    try {
      const saved = await mutation.mutateAsync(
        payloadOf(draft, row?.template.id ?? '', product, folder),
      )
      lost.current = false
      setBase(draft)
      setError(undefined)
      setAttempted(false)
      const active = saved.usedBy.some((use) => use.active)
      toast({
        title: t('templates.saved', { name: saved.template.name }),
        children: active ? t('templates.saved_words') : undefined,
      })
      return saved
    } catch (reason) {
      setError(toApiError(reason))
      announce(t('templates.not_saved'))
      return undefined
    }
  }

  /** The problems to show at a field: those of an empty field only once a save was tried. */
  const shown = (live: Problem[]): Problem[] => {
    const name = (error?.problems ?? []).filter((p) => p.path === 'name')
    const blank = (path: string) =>
      (path === 'subject' && draft.subject.trim() === '') ||
      ((path === 'body' || path === 'doc') && draft.body.trim() === '' && draft.doc === '')
    return [...name, ...live.filter((p) => attempted || !blank(p.path))]
  }

  return {
    draft,
    change,
    take,
    dirty,
    lost: () => lost.current,
    error,
    shown,
    saving: mutation.isPending,
    save,
  }
}

export type TemplateDraft = ReturnType<typeof useTemplateDraft>

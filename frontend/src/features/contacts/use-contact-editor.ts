import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemsOf } from '@/components/ui/problems'
import { undoToast } from '@/components/ui/undo-toast'
import { say } from '@/lib/i18n/say'
import { useSaveContact } from './api'
import { type ContactDraft, saveOf } from './state/draft'

/** A client being typed, and how it is saved. */
export function useContactEditor(first: ContactDraft) {
  const { t } = useTranslation()
  const [base] = useState(first)
  const [draft, setDraft] = useState(first)
  const saver = useSaveContact()
  const save = async (): Promise<api.ContactView | undefined> => {
    try {
      const out = await saver.mutateAsync(saveOf(draft))
      undoToast({
        title: t('contacts.saved'),
        children: out.noted.map(say).join(' '),
        undo: draft.id ? out.undo : '',
      })
      return out.contact
    } catch {
      return undefined // the form shows saver.error
    }
  }
  return {
    draft,
    change: (part: Partial<ContactDraft>) => setDraft((d) => ({ ...d, ...part })),
    dirty: JSON.stringify(saveOf(draft)) !== JSON.stringify(saveOf(base)),
    save,
    saving: saver.isPending,
    error: saver.error,
    problems: problemsOf(saver.error),
  }
}

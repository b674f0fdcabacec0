import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { useSayInUse } from '@/components/ui/in-use'
import { toast, toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'
import { useDeleteForm } from './api'
import type { FormRow } from './contract'

/** Asks in numbers and deletes, or says what names the form; resolves to whether it is gone. */
export function useRemoveForm(): (row: FormRow) => Promise<boolean> {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const sayInUse = useSayInUse()
  const remove = useDeleteForm()
  return async ({ form }) => {
    const { id, name, product } = form
    try {
      const { usedBy, submissions, waiting, cards } = await backend.PreviewDeleteForm({ id })
      if (usedBy.length > 0) {
        const title = t('form.in_use_title', { name })
        sayInUse({ title, words: t('form.in_use_words'), uses: usedBy, product })
        return false
      }
      const yes = await confirm({
        title: t('form.delete_title', { name }),
        children: t('form.delete_words'),
        consequences: [
          ...(submissions > 0 ? [t('form.delete_submissions', { count: submissions })] : []),
          ...(waiting > 0 ? [t('form.delete_waiting', { count: waiting })] : []),
          ...(cards > 0 ? [t('form.delete_cards', { count: cards })] : []),
        ],
        action: t('common.delete'),
        danger: true,
      })
      if (!yes) return false
      await remove.mutateAsync(id)
      toast({ title: t('form.deleted', { name }) })
      return true
    } catch (error) {
      toastError(error)
      return false
    }
  }
}

import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useSayInUse } from '@/components/ui/in-use'
import { toast, toastError } from '@/components/ui/toast'
import { useArchiveProduct } from '../api'
import { usesOf } from './uses'

/** Archives a product or takes it out again; where automations are active, says which. */
export function useArchiving(): (product: crm.Product, on: boolean) => void {
  const { t } = useTranslation()
  const archive = useArchiveProduct()
  const sayInUse = useSayInUse()
  return (product, on) =>
    archive.mutate(
      { product: product.id, on },
      {
        onSuccess: () =>
          toast({
            title: t(on ? 'settings.is_archived' : 'settings.is_unarchived', {
              name: product.name,
            }),
          }),
        onError: (error) => {
          const uses = usesOf(error)
          if (uses.length === 0) return toastError(error)
          sayInUse({
            title: t('settings.cannot_archive', { name: product.name }),
            words: t('settings.cannot_archive_words'),
            uses,
            product: product.id,
          })
        },
      },
    )
}

import { Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { undoToast } from '@/components/ui/undo-toast'
import { useRemoveField, useUses } from '../api'
import { Removal } from './removal'

interface RemoveFieldProps {
  product: string
  field: crm.Field
  onClose: () => void
}

/** Deletes a field; says first how many cards lose a value. */
export function RemoveField({ product, field, onClose }: RemoveFieldProps) {
  const { t } = useTranslation()
  const uses = useUses({ product, status: '', field: field.id, choice: '' })
  const remover = useRemoveField()
  const cards = uses.data?.cards ?? 0
  return (
    <Removal
      title={t('settings.remove_field', { name: field.name })}
      product={product}
      found={uses.data}
      action={cards > 0 ? t('settings.remove_with_values', { count: cards }) : t('settings.remove')}
      ready
      running={remover.isPending}
      error={uses.error ?? remover.error}
      onRemove={() =>
        remover.mutate(
          { product, field: field.id, cards },
          {
            onSuccess: (out) => {
              undoToast({
                title: t('settings.field_removed', { name: field.name }),
                undo: out.undo,
              })
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    >
      <Text>{t('settings.field_has_values', { count: cards })}</Text>
    </Removal>
  )
}

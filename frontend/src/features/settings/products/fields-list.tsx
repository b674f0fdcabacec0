import { Button, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SortableList } from '@/components/ui/sortable-list'
import { toastError } from '@/components/ui/toast'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useSaveFields } from '../api'
import classes from '../settings.module.css'
import { FieldDrawer } from './field-drawer'
import { FieldLine } from './field-line'
import { newField } from './field-types'
import { RemoveField } from './remove-field'

/** The custom fields of a product in the order of the form; each opens to be edited. */
export function FieldsList({ view }: { view: api.ProductView }) {
  const { t } = useTranslation()
  const { currency } = useWorkspace()
  const product = view.product.id
  const [editing, setEditing] = useState<crm.Field>()
  const [removing, setRemoving] = useState<crm.Field>()
  const saver = useSaveFields()
  const shown = saver.isPending ? (saver.variables?.fields ?? view.fields) : view.fields
  const change = (next: crm.Field[]) => {
    const gone = view.fields.find((f) => !next.includes(f))
    if (gone) setRemoving(gone)
    else saver.mutate({ product, fields: next }, { onError: toastError })
  }
  return (
    <section className={classes.box} aria-label={t('settings.fields')}>
      <Title order={2} mb="xs">
        {t('settings.fields')}
      </Title>
      {shown.length === 0 && <Text c="dimmed">{t('settings.no_fields')}</Text>}
      <SortableList
        items={shown}
        idOf={(f) => f.id}
        nameOf={(f) => f.name}
        onChange={change}
        removeLabel={t('common.delete')}
        render={(f) => <FieldLine field={f} view={view} onOpen={() => setEditing(f)} />}
      />
      <Button
        size="compact-sm"
        variant="subtle"
        mt={4}
        leftSection={<IconPlus size={14} />}
        onClick={() => setEditing(newField(product, currency))}
      >
        {t('settings.add_field')}
      </Button>
      {editing && (
        <FieldDrawer
          key={editing.id}
          view={view}
          field={editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      {removing && (
        <RemoveField product={product} field={removing} onClose={() => setRemoving(undefined)} />
      )}
    </section>
  )
}

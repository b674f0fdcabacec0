import { Checkbox, MultiSelect, Select, Stack } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { FieldInput, type FieldValue } from '@/components/ui/field-input'
import { useTags } from '@/lib/tags/use-tags'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'
import { useActiveSequences } from '../api'

interface BulkValueProps {
  action: api.BulkAction
  product: string
  onChange: (action: api.BulkAction) => void
}

/** What an action needs to know: the status, the owner, the tags, the value, the automation. */
export function BulkValue({ action, product, onChange }: BulkValueProps) {
  const { t } = useTranslation()
  const { statuses } = useProduct()
  const { users } = useWorkspace()
  const tags = useTags().list
  const set = (change: Partial<api.BulkAction>) => onChange({ ...action, ...change })
  const label = t(`cards.bulk_value.${action.kind}`)
  switch (action.kind) {
    case 'status':
      return (
        <Select
          label={label}
          data-autofocus
          allowDeselect={false}
          data={statuses.map((s) => ({ value: s.id, label: s.name }))}
          value={action.status || null}
          onChange={(status) => set({ status: status ?? '' })}
        />
      )
    case 'owner':
      return (
        <Select
          label={label}
          data-autofocus
          allowDeselect={false}
          data={[
            { value: '', label: t('cards.no_owner') },
            ...users.filter((u) => u.active).map((u) => ({ value: u.id, label: u.name })),
          ]}
          value={action.owner}
          onChange={(owner) => set({ owner: owner ?? '' })}
        />
      )
    case 'tag':
    case 'untag':
      return (
        <MultiSelect
          label={label}
          data-autofocus
          searchable
          nothingFoundMessage={t('ui.nothing_found')}
          data={tags.map((g) => ({ value: g.id, label: g.name }))}
          value={action.tags}
          onChange={(list) => set({ tags: list })}
        />
      )
    case 'start':
    case 'stop':
      return <SequenceValue action={action} product={product} set={set} label={label} />
    case 'field':
      return <FieldChoice action={action} set={set} label={label} />
    default:
      return null
  }
}

interface PartProps {
  action: api.BulkAction
  set: (change: Partial<api.BulkAction>) => void
  label: string
}

function SequenceValue({ action, product, set, label }: PartProps & { product: string }) {
  const { t } = useTranslation()
  const sequences = useActiveSequences(product, true)
  return (
    <Stack gap="sm">
      <Select
        label={label}
        data-autofocus
        allowDeselect={false}
        searchable
        nothingFoundMessage={t('cards.none_active')}
        data={(sequences.data ?? []).map((r) => ({ value: r.sequence.id, label: r.sequence.name }))}
        value={action.sequence || null}
        onChange={(sequence) => set({ sequence: sequence ?? '' })}
      />
      {action.kind === 'start' && (
        <Checkbox
          label={t('cards.bulk_anyway')}
          checked={action.anyway}
          onChange={(e) => set({ anyway: e.currentTarget.checked })}
        />
      )}
    </Stack>
  )
}

function FieldChoice({ action, set, label }: PartProps) {
  const { t } = useTranslation()
  const { fields } = useProduct()
  const field = fields.find((f) => f.id === action.field)
  return (
    <Stack gap="sm">
      <Select
        label={label}
        data-autofocus
        allowDeselect={false}
        searchable={fields.length > 8}
        data={fields.filter((f) => f.type !== 'file').map((f) => ({ value: f.id, label: f.name }))}
        value={action.field || null}
        onChange={(id) => set({ field: id ?? '', value: null })}
      />
      {field && (
        <FieldInput
          field={field}
          label={t('cards.bulk_to')}
          value={(action.value ?? null) as FieldValue}
          onChange={(value) => set({ value })}
        />
      )}
    </Stack>
  )
}

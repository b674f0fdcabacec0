import { Button, Input, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SortableList } from '@/components/ui/sortable-list'
import { edited, keyed, newKey } from '../state/list'
import { RemoveChoice } from './remove-choice'

interface FieldChoicesProps {
  product: string
  field: crm.Field
  onChange: (choices: crm.Choice[]) => void
  error?: string
}

/** The choices of a field in order; renaming one keeps it on the cards that have it. */
export function FieldChoices({ product, field, onChange, error }: FieldChoicesProps) {
  const { t } = useTranslation()
  const [rows, setRows] = useState(() => keyed(field.choices))
  const [removing, setRemoving] = useState<crm.Choice>()
  const put = (next: typeof rows) => {
    setRows(next)
    onChange(next.map(({ key: _, ...c }, i) => ({ ...c, position: i + 1 })))
  }
  const change = (next: typeof rows) => {
    const gone = rows.find((c) => !next.includes(c))
    if (gone?.id) setRemoving(gone)
    else put(next)
  }
  const add = () =>
    put([...rows, { id: '', field: field.id, name: '', position: 0, key: newKey(rows) }])
  return (
    <Input.Wrapper label={t('settings.choices')} labelElement="div" error={error}>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('settings.no_choices_yet')}
        </Text>
      )}
      <SortableList
        items={rows}
        idOf={(c) => c.key}
        nameOf={(c) => c.name || t('settings.new_choice')}
        onChange={change}
        removeLabel={t('common.delete')}
        render={(c, i) => (
          <TextInput
            flex={1}
            size="xs"
            aria-label={t('settings.choice_name', { field: field.name, n: i + 1 })}
            autoFocus={c.id === '' && c.name === ''}
            value={c.name}
            onChange={(e) => put(edited(rows, c.key, { name: e.currentTarget.value }))}
            onKeyDown={(e) => {
              if (e.key !== 'Enter') return
              e.preventDefault()
              add()
            }}
          />
        )}
      />
      <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />} onClick={add}>
        {t('settings.add_choice')}
      </Button>
      {removing && (
        <RemoveChoice
          product={product}
          field={field}
          choice={removing}
          onClose={() => setRemoving(undefined)}
          onRemoved={() => {
            put(rows.filter((c) => c.id !== removing.id))
            setRemoving(undefined)
          }}
        />
      )}
    </Input.Wrapper>
  )
}

import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '@/lib/workspace/workspace'
import { fieldLook } from './read-only'

interface PersonFieldProps {
  label: string
  description?: string
  /** What leaving it empty means: "the card's owner". */
  none: string
  value: string
  onChange: (user: string) => void
  readOnly: boolean
  error?: string | undefined
}

/** Picks a colleague. One who left stays visible where they are chosen, and can't be chosen anew. */
export function PersonField(p: PersonFieldProps) {
  const { t } = useTranslation()
  const users = useWorkspace().users.filter((user) => user.active || user.id === p.value)
  return (
    <Select
      label={p.label}
      description={p.description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={[
        { value: '', label: p.none },
        ...users.map((user) => ({
          value: user.id,
          label: user.active ? user.name : t('builder.field.person_left', { name: user.name }),
        })),
      ]}
      value={p.value}
      onChange={(user) => p.onChange(user ?? '')}
      allowDeselect={false}
      searchable={users.length > 8}
      {...fieldLook(p.readOnly)}
      error={p.error}
    />
  )
}

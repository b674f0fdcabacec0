import { Select, type SelectProps } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import { useLeadKeys } from './api'

type KeySelectProps = Omit<SelectProps, 'data' | 'onChange' | 'value'> & {
  product: string
  value: string
  onChange: (key: string) => void
  /** What no key means here; without it one has to be chosen. */
  nowhere?: string
}

/** Chooses where something goes: the client, the card, a field of the card. */
export function KeySelect({ product, nowhere, onChange, ...rest }: KeySelectProps) {
  const { t } = useTranslation()
  const keys = useLeadKeys(product).data ?? []
  const groups = (['contact', 'card', 'field'] as const).map((group) => ({
    group: t(`incoming.group_${group}`),
    items: keys
      .filter((k) => k.group === group)
      .map((k) => ({ value: k.source, label: wordOf(k) })),
  }))
  const none = nowhere === undefined ? [] : [{ value: '', label: nowhere }]
  return (
    <Select
      {...rest}
      searchable
      allowDeselect={false}
      data={[...none, ...groups.filter((g) => g.items.length > 0)]}
      onChange={(key) => onChange(key ?? '')}
    />
  )
}

/** The words for a key. */
export function useKeyName(product: string): (key: string) => string {
  const keys = useLeadKeys(product).data ?? []
  return (key) => {
    const found = keys.find((k) => k.source === key)
    return found ? wordOf(found) : key
  }
}

/** A field has its own name; what every product has is named for colleagues, not for visitors. */
function wordOf({ source, group, label }: api.FormSource): string {
  return group === 'field'
    ? say(label)
    : say({ key: `incoming.key_${source.replace('.', '_')}`, args: {} })
}

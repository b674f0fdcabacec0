import { Combobox, Loader, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCardSearch } from './api'

interface CardPickerProps {
  error?: string
  onPick: (card: string) => void
}

/** Finds the card that a new task is about. */
export function CardPicker({ error, onPick }: CardPickerProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text, 150)
  const found = useCardSearch(search)
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() })
  const hits = found.data ?? []
  return (
    <Combobox
      store={list}
      onOptionSubmit={(id) => {
        setText(hits.find((h) => h.id === id)?.title ?? '')
        onPick(id)
        list.closeDropdown()
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          role="combobox"
          label={t('tasks.field.card')}
          placeholder={t('tasks.card_find')}
          required
          data-autofocus
          value={text}
          error={error}
          rightSection={found.isFetching ? <Loader size={16} /> : null}
          onBlur={() => list.closeDropdown()}
          onChange={(e) => {
            setText(e.currentTarget.value)
            onPick('')
            if (e.currentTarget.value.trim()) list.openDropdown()
            else list.closeDropdown()
            list.updateSelectedOptionIndex()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={search.trim() === '' || found.isPending}>
        <Combobox.Options>
          {hits.map((h) => (
            <Combobox.Option key={h.id} value={h.id}>
              <Text className="clip">{h.title}</Text>
              {h.below && (
                <Text size="sm" c="dimmed" className="clip">
                  {h.below}
                </Text>
              )}
            </Combobox.Option>
          ))}
          {hits.length === 0 && <Combobox.Empty>{t('tasks.card_none')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

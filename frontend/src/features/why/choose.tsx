import { Combobox, Loader, Select, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCardsNamed, useFiltersOf } from './api'

interface CardFindProps {
  product: string
  onPick: (card: string) => void
}

/** Finds the card that is asked about, by the words of its name. */
export function CardFind({ product, onPick }: CardFindProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text, 150)
  const found = useCardsNamed(product, search)
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
          label={t('why.card')}
          placeholder={t('why.card_find')}
          data-autofocus
          value={text}
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
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
          {hits.map((h) => (
            <Combobox.Option key={h.id} value={h.id}>
              <Text className="clip" title={h.title}>
                {h.title}
              </Text>
              {h.below && (
                <Text size="sm" c="dimmed" className="clip">
                  {h.below}
                </Text>
              )}
            </Combobox.Option>
          ))}
          {hits.length === 0 && <Combobox.Empty>{t('why.card_none')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

interface FilterChoiceProps {
  product: string
  value: string
  onPick: (filter: string) => void
}

/** Chooses the filter that is asked about. */
export function FilterChoice({ product, value, onPick }: FilterChoiceProps) {
  const { t } = useTranslation()
  const { data } = useFiltersOf(product)
  return (
    <Select
      label={t('why.filter')}
      placeholder={t('why.filter_choose')}
      data={(data ?? []).map((row) => ({ value: row.filter.id, label: row.filter.name }))}
      value={value || null}
      onChange={(id) => onPick(id ?? '')}
      searchable
      openOnFocus={false}
      data-autofocus
      nothingFoundMessage={t('why.filter_none')}
      maxDropdownHeight={280}
    />
  )
}
